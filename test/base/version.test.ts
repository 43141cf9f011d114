import { expect, test } from "vitest";
import config from "../../deno.json" with { type: "json" };
import { VERSION } from "../../src/base/version.ts";

test("the version is that of deno.json", () => expect(VERSION).toBe(config.version));
