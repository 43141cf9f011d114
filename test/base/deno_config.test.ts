import { expect, test } from "vitest";
import { readDenoConfig } from "../../src/base/deno_config.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("comments and commas at ends are read over", () => {
  const path = `${folder()}/deno.json`;
  Deno.writeTextFileSync(path, '{ // own\n "imports": { "a": "npm:a//b", }, /* x */ }');
  expect(readDenoConfig(path)).toEqual({ imports: { a: "npm:a//b" } });
});

test("what is broken, or not there, is nothing", () => {
  const path = `${folder()}/deno.json`;
  expect(readDenoConfig(path)).toBeNull();
  Deno.writeTextFileSync(path, "{");
  expect(readDenoConfig(path)).toBeNull();
});
