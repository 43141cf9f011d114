import { afterEach, beforeEach, expect, test } from "vitest";
import { resolveBareName } from "../../../kernel/imports/bare_names.ts";

let folder: string;
beforeEach(async () => {
  folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/p/notebooks`, { recursive: true });
});
afterEach(() => Deno.remove(folder, { recursive: true }));

const own = new URL("../../../deno.json", import.meta.url).href;
const resolve = (name: string, isCell = true) =>
  resolveBareName(name, `file://${folder}/p/notebooks/cell.ts`, isCell, { trunnion: own });

test("a cell finds Trunnion without any deno.json", () => {
  expect(resolve("trunnion")).toBe(new URL("../../../mod.ts", import.meta.url).href);
  expect(resolve("trunnion/functions")).toMatch(/functions\.ts$/);
  expect(resolve("trunnion/nothing")).toBe(undefined);
  expect(resolve("./x.ts")).toBe(undefined);
});

test("the nearest deno.json decides", async () => {
  await Deno.writeTextFile(`${folder}/p/deno.jsonc`, `{ "imports": { "trunnion": "./my.ts" }, }`);
  expect(resolve("trunnion")).toBe(`file://${folder}/p/my.ts`);
  await Deno.writeTextFile(`${folder}/p/notebooks/deno.json`, `{ "importMap": "./map.json" }`);
  await Deno.writeTextFile(`${folder}/p/notebooks/map.json`, `{ "imports": { "x": "npm:x@1" } }`);
  expect(resolve("x")).toBe("npm:x@1");
});

test("a task module is told what its workers would lack", async () => {
  expect(() => resolve("trunnion", false)).toThrow(/nearest to it, and there is none/);
  await Deno.writeTextFile(`${folder}/p/deno.json`, "{}");
  expect(() => resolve("trunnion", false)).toThrow(/p\/deno\.json, has no such name/);
  await Deno.writeTextFile(`${folder}/p/deno.json`, "{");
  expect(() => resolve("trunnion", false)).toThrow(/p\/deno\.json must be JSON/);
});

test("names in packages are left to them", async () => {
  await Deno.writeTextFile(`${folder}/p/deno.json`, `{ "imports": { "x": "npm:x@1" } }`);
  const from = (parent: string) =>
    resolveBareName("x", `file://${folder}/p/${parent}`, false, { trunnion: own });
  expect(from("tasks.ts")).toBe("npm:x@1");
  expect(from("node_modules/y/index.js")).toBe(undefined);
  expect(from(".deno/npm/registry.example.org/y/1.0.0/index.js")).toBe(undefined);
});
