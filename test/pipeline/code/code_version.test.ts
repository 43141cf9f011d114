import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { codeVersion } from "../../../src/pipeline/code/code_version.ts";
import { temporaryFolder } from "../helpers.ts";

const HEAD = `import { flowtask, SchemaBuilder } from "trunnion";\n`;

/** A project with a task `encode` in `tasks.ts`, and versions of what that task can reach. */
function project(files: Record<string, string>) {
  const folder = temporaryFolder();
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const moduleUrl = pathToFileURL(join(folder, "tasks.ts")).href;
  const version = (tasks = files["tasks.ts"]) => {
    const line = tasks.split("\n").findIndex((text) => /\bencode = flowtask\b/.test(text)) + 1;
    const location = `${moduleUrl}:${line}:30`;
    return codeVersion([{ name: "encode", className: "FunctionTask", moduleUrl, location }], []);
  };
  return {
    version,
    /** Whether another text of a file makes another version of the task's code. */
    async changes(name: string, from: string | RegExp, to: string) {
      const before = await version();
      const text = (files[name] ?? "").replace(from, to);
      if (text === files[name]) throw new Error(`'${from}' does not stand in ${name}`);
      write(name, text);
      const after = await version(name === "tasks.ts" ? text : undefined);
      write(name, files[name] ?? "");
      return before !== after;
    },
  };
}

const TASKS = `${HEAD}
import { scale } from "./scale.ts";
// Sizes in millimetres.
const GRID = { u: 10, v: 10 };
const FAMILIES = ["gear", "shaft"];
let runs = 0;
const cache = new Map<string, number[]>();
const builder = new SchemaBuilder({ domain: "parts", version: "1.0" });
builder.createGroup("labels", "body").createArray("family", ["body"], "int32");
const schema = builder.build();
const others = new SchemaBuilder({ domain: "other", version: "1.0" }).build();
function familyOf(file: string): number {
  return FAMILIES.findIndex((name) => file.includes(name));
}
function unused() {
  return 1;
}
export const encode = flowtask.transform({ inputs: ["file"], schema }, (file: string) => {
  runs = runs + 1;
  return [familyOf(file), GRID.u * scale(2), cache.get(file)];
});
export const report = flowtask.custom(
  { name: "report", inputs: ["encoded_files"], schema: others },
  (files) => {
    return [files, GRID.v, FAMILIES.length, "report"];
  },
);
export const check = flowtask.transform({ inputs: ["file"] }, (file: string) => {
  runs = 0;
  return file;
});
if (import.meta.main) console.log("main");
`;
const FILES = {
  "tasks.ts": TASKS,
  "scale.ts": `import { factor } from "./factor.ts";
export const scale = (size: number) => size * factor;
export const other = (size: number) => size / factor;
`,
  "factor.ts": "export const factor = 3;\nexport const unit = 'mm';\n",
};

describe("what changes the code of a task", () => {
  test.each([
    ["a comment", "tasks.ts", "// Sizes in millimetres.", "// Sizes in mm."],
    ["blanks", "tasks.ts", "{ u: 10, v: 10 }", "{\n  u: 10,\n  v: 10,\n}"],
    ["quotes", "tasks.ts", `"gear"`, `'gear'`],
    ["a type", "tasks.ts", "Map<string, number[]>", "Map<string, readonly number[]>"],
    ["a function that nobody calls", "tasks.ts", "return 1;", "return 2;"],
    ["a task of another kind", "tasks.ts", `"report"];`, `"changed"];`],
    ["the schema of another task", "tasks.ts", `"other"`, `"another"`],
    ["what runs in the main module alone", "tasks.ts", `log("main")`, `log("changed")`],
    ["a function of another module that it does not use", "scale.ts", "size / factor", "1"],
    ["a constant that it does not use", "factor.ts", "'mm'", "'inch'"],
    ["a new task in the module", "tasks.ts", /$/, "export const z = flowtask.custom({}, () => 1);"],
  ])("not: %s", async (_, file, from, to) => {
    expect(await project(FILES).changes(file, from, to)).toBe(false);
  });

  test.each([
    ["its own text", "tasks.ts", "GRID.u *", "GRID.v *"],
    ["its inputs", "tasks.ts", `["file"], schema }`, `["path"], schema }`],
    ["a constant", "tasks.ts", "u: 10", "u: 11"],
    ["a function that it calls", "tasks.ts", "file.includes", "!file.includes"],
    ["what that one uses", "tasks.ts", `"shaft"`, `"axle"`],
    ["what another module gives", "scale.ts", "size * factor", "size + factor"],
    ["what is behind that one", "factor.ts", "3", "4"],
    ["a line of its schema", "tasks.ts", `"family"`, `"category"`],
    ["a task that writes the same variable", "tasks.ts", "runs = 0", "runs = 5"],
    ["a statement that declares nothing", "tasks.ts", /$/, "console.log(1);"],
    ["a constant that calls something", "tasks.ts", /$/, "const x = unused();"],
    ["a change of what is global", "tasks.ts", "return 1;", "globalThis.name = 'a';"],
    ["a change of a class of the language", "tasks.ts", "return 1;", "Array.prototype.x = 1;"],
    ["who fills a map that it reads", "tasks.ts", "return 1;", "cache.set('a', [1]);"],
    ["another import of the same name", "tasks.ts", "{ scale }", "{ other as scale }"],
    ["an import for its effects", "tasks.ts", /$/, `import "./factor.ts";\nimport "npm:zod";`],
  ])("%s", async (_, file, from, to) => {
    expect(await project(FILES).changes(file, from, to)).toBe(true);
  });

  test("names that change places", async () => {
    const files = {
      "tasks.ts": `import { a as f, b as g } from "./other.ts";
import { flowtask } from "trunnion";
export const encode = flowtask.transform({ inputs: ["file"] }, (x) => f(x) - g(x));`,
      "other.ts": "export const a = (x) => x;\nexport const b = (x) => x + 1;",
    };
    expect(await project(files).changes("tasks.ts", "a as f, b as g", "b as f, a as g")).toBe(true);
  });

  test("all of a module where code runs that cannot be seen", async () => {
    const seen = TASKS.replace("return 1;", "return eval('familyOf');");
    expect(await project({ ...FILES, "tasks.ts": seen }).changes("tasks.ts", `"report"];`, `"x"];`))
      .toBe(false); // nobody calls it
    const run = TASKS.replace("runs = runs + 1;", "eval('unused');");
    expect(await project({ ...FILES, "tasks.ts": run }).changes("tasks.ts", `"report"];`, `"x"];`))
      .toBe(true);
    const name = TASKS.replace("runs = runs + 1;", "import(file);");
    expect(await project({ ...FILES, "tasks.ts": name }).changes("factor.ts", "'mm'", "'inch'"))
      .toBe(true);
  });

  test("a value that is handed out, and changed by who gets it", async () => {
    const tasks = `${HEAD}
const config = { sizes: { u: 1 } };
function sizes() {
  return config.sizes;
}
export const encode = flowtask.transform({ inputs: ["file"] }, () => config.sizes.u);
export const other = flowtask.transform({ inputs: ["file"] }, () => {
  const found = sizes();
  found.u = 2;
});`;
    expect(await project({ "tasks.ts": tasks }).changes("tasks.ts", "found.u = 2", "found.u = 3"))
      .toBe(true);
  });

  test("all of a module where the statement that makes the task is not known", async () => {
    const made = `${HEAD}
const make = (name) => flowtask.transform({ name, inputs: ["file"] }, (x) => x);
export const tasks = ["encode", "other"].map(make);
function unused() {
  return 1;
}`;
    expect(await project({ "tasks.ts": made }).changes("tasks.ts", "return 1", "return 2")).toBe(
      true,
    );
  });

  test("a class, and what it extends", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "tasks.ts");
    const moduleUrl = pathToFileURL(path).href;
    const version = (text: string) => {
      writeFileSync(path, text);
      return codeVersion(
        [{ name: "encode", className: "Encode", moduleUrl, location: moduleUrl }],
        [],
      );
    };
    const text = `import { ParallelTask } from "trunnion";
class Base extends ParallelTask { size() { return 1; } }
export class Encode extends Base { static module = import.meta.url; processItem(x) { return x; } }
export class Other extends Base { processItem(x) { return -x; } }`;
    expect(await version(text.replace("return -x", "return +x"))).toBe(await version(text));
    expect(await version(text.replace("return 1", "return 2"))).not.toBe(await version(text));
    expect(await version(text.replace("return x", "return 1"))).not.toBe(await version(text));
  });

  test("a module that cannot be parsed, or read", async () => {
    const broken = `${HEAD}this is no module\nexport const encode = flowtask.x();`;
    expect(await project({ "tasks.ts": broken }).changes("tasks.ts", "no module", "none")).toBe(
      true,
    );
    const moduleUrl = "file:///no/such/tasks.ts";
    const task = { name: "a", className: "A", moduleUrl, location: moduleUrl };
    expect(await codeVersion([task], [])).toBe(null);
  });

  test("a loader's module counts as a whole, wherever it lies", async () => {
    const version = (text: string) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, "loader.ts"), text);
      return codeVersion([], [pathToFileURL(join(folder, "loader.ts")).href]);
    };
    expect(await version("function f() { return 1; }")).toBe(
      await version("function f() { return 1 }"),
    );
    expect(await version("function f() { return 1; }")).not.toBe(
      await version("function f() { return 2; }"),
    );
  });
});
