import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { textVersion } from "../../../src/pipeline/code/text_version.ts";
import { temporaryFolder } from "../helpers.ts";

/** A project of modules; `change` says whether another text of a file makes another version. */
function project(files: Record<string, string>) {
  const folder = temporaryFolder();
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const url = pathToFileURL(join(folder, "tasks.ts")).href;
  const version = () => textVersion([url]);
  return {
    url,
    write,
    version,
    changes: (name: string, text = "// changed") => {
      const before = version();
      write(name, (files[name] ?? "") + text);
      const after = version();
      write(name, files[name] ?? "");
      return before !== after;
    },
  };
}

test.each([
  ["import", `import { a } from "./other.ts";`],
  ["import over lines", `import {\n  a,\n  type B,\n} from "./other.ts";`],
  ["import for its effects", `import "./other.ts";`],
  ["import without blanks", `import{a}from"./other.ts"`],
  ["export from", `export * from "./other.ts";`],
  ["dynamic import", `const a = await import("./other.ts");`],
  ["worker", `new Worker(new URL("./other.ts", import.meta.url), { type: "module" });`],
  ["import map", `import { a } from "mapped";`],
  ["import map of a folder", `import { a } from "lib/deep.ts";`],
  ["import of an import", `import "./between.ts";`],
])("code is another when what it imports changes: %s", (_, text) => {
  const { changes } = project({
    "tasks.ts": text,
    "other.ts": "export const a = 1;",
    "lib/deep.ts": `export { a } from "../other.ts";`,
    "between.ts": `import "./tasks.ts"; import "./other.ts";`, // in a ring
    "deno.json": `{ "imports": { "mapped": "./other.ts", "lib/": "./lib/" } }`,
  });
  expect(changes("other.ts")).toBe(true);
  expect(changes("unrelated.ts")).toBe(false);
});

test("code is another with other versions of its packages, and with other data beside it", () => {
  const { changes } = project({
    "tasks.ts": `import "npm:zod@4.1.12"; import data from "./data.json" with { type: "json" };`,
    "data.json": "[1]",
    "deno.json": "{}",
    "deno.lock": `{ "version": "5" }`,
  });
  expect(changes("deno.lock", " ")).toBe(true);
  expect(changes("data.json", " ")).toBe(true);
});

test("code is the same wherever it lies, and unknown where it cannot be read", () => {
  const files = { "tasks.ts": `import "./other.ts";`, "other.ts": "1" };
  expect(project(files).version()).toBe(project(files).version());
  expect(textVersion(["file:///no/such/module.ts"])).toBe(null);
  expect(textVersion(["https://example.com/tasks.ts"])).not.toBe(null);
});

test("Trunnion's own code counts where a task imports it", () => {
  const own = new URL("../../../src/pipeline/tasks/builtin_tasks.ts", import.meta.url).href;
  const merely = new URL("../../../src/pipeline/items/item_name.ts", import.meta.url).href;
  expect(textVersion([own])).not.toBe(textVersion([merely]));
});

test("what is told elsewhere does not count, nor what it imports", () => {
  const { version, write, url } = project({
    "tasks.ts": `import "./known.ts"; import "./other.ts";`,
    "known.ts": `import "./deeper.ts";`,
    "deeper.ts": "1",
    "other.ts": "1",
  });
  const isKnown = (url: string) => url.endsWith("known.ts");
  const before = textVersion([url], isKnown);
  expect(before).not.toBe(version());
  write("deeper.ts", "2");
  write("known.ts", "2");
  expect(textVersion([url], isKnown)).toBe(before);
  write("other.ts", "2");
  expect(textVersion([url], isKnown)).not.toBe(before);
});
