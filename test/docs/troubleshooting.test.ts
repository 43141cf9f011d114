import { expect, test } from "vitest";
import * as dependent from "../../dependent.ts";
import * as functions from "../../functions.ts";
import * as graph from "../../graph.ts";
import * as all from "../../mod.ts";
import * as stores from "../../stores.ts";
import { readAllTexts } from "../architecture/sources.ts";

const page = Deno.readTextFileSync(new URL("../../docs/troubleshooting.md", import.meta.url));
const headings = page.split("\n").filter((line) => line.startsWith("##"))
  .flatMap((line) => line.replace(/^#+ /, "").split(", "));

const isError = (value: unknown) =>
  typeof value === "function" && (value === Error || value.prototype instanceof Error);

test("every class of error of the notebook's kernel has its entry, and data", async () => {
  const classes = [...await readAllTexts()].filter(([path]) => path.startsWith("kernel/"))
    .flatMap(([, text]) => [...text.matchAll(/class (\w+) extends (\w*Error)\b/g)])
    .map(([, name, base]) => ({ name, base }));
  expect(classes.length).toBeGreaterThan(6);
  // How an interrupted cell ends is no error of ours: clients know it by Python's name.
  const own = classes.filter(({ name }) => name !== "Interrupted");
  expect(own.filter(({ name }) => !headings.includes(name))).toEqual([]);
  expect(own.filter(({ base }) => base === "Error" || base === "SyntaxError")).toEqual([]);
});

test("every class of error that is exported has its entry, once", () => {
  const classes = Object.entries({ ...all, ...dependent, ...functions, ...graph, ...stores })
    .filter((
      [, value],
    ) => isError(value))
    .map(([name]) => name);
  expect(classes.length).toBeGreaterThan(30);
  expect(classes.filter((name) => headings.filter((it) => it === name).length !== 1)).toEqual([]);
});
