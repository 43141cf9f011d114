import { expect, test } from "vitest";
import * as functions from "../../functions.ts";
import * as all from "../../mod.ts";

const page = Deno.readTextFileSync(new URL("../../docs/troubleshooting.md", import.meta.url));
const headings = page.split("\n").filter((line) => line.startsWith("##"))
  .flatMap((line) => line.replace(/^#+ /, "").split(", "));

const isError = (value: unknown) =>
  typeof value === "function" && (value === Error || value.prototype instanceof Error);

test("every class of error that is exported has its entry, once", () => {
  const classes = Object.entries({ ...all, ...functions }).filter(([, value]) => isError(value))
    .map(([name]) => name);
  expect(classes.length).toBeGreaterThan(30);
  expect(classes.filter((name) => headings.filter((it) => it === name).length !== 1)).toEqual([]);
});
