import { describe, expect, test } from "vitest";
import { Cells, rewritten } from "./run_script.ts";

describe("a cell's value is its last expression", () => {
  test.each<[string, unknown]>([
    ["1 + 1", 2],
    ["1 + 1;", 2],
    ["const x = 2\nx // a comment", 2],
    ["'text'", "text"],
    ["{ a: 1 }", { a: 1 }],
    ["{ const a = 1; a }", undefined],
    ["(1, 2)", 2],
    ["const x = 5", undefined],
    ["f()\nfunction f() { return 3 }", 3],
    ["4; interface X { a: number }", 4],
    ["if (true) { 1 }", undefined],
    ["await Promise.resolve(7)", 7],
    ["await (await Promise.resolve({ json: () => Promise.resolve(8) })).json()", 8],
    ["export default 9", 9],
    ["export const a = 1, { b } = { b: 2 }; a + b", 3],
    ["`${1}${await Promise.resolve(2)}`", "12"],
    ["({ a: 1 }).a as number", 1],
    ["let n: number | undefined; n ?? 'none'", "none"],
    ["import.meta.url", "file:///notebook/cell.ts"],
  ])("%s", async (code, value) => {
    expect(await new Cells().run(code)).toEqual(value);
  });
});

describe("what a cell declares is there for later ones", () => {
  test.each([
    ["const a = 1", "a", 1],
    ["const { a, b: [c], ...d } = { a: 1, b: [2], e: 3 }", "[a, c, d.e].join()", "1,2,3"],
    ["const [a = 4, ...b] = [undefined, 5, 6]", "[a, ...b].join()", "4,5,6"],
    ["let a", "a", undefined],
    ["function f() { return g() }\nfunction g() { return 2 }", "f()", 2],
    ["async function f() { return 3 }", "await f()", 3],
    ["class A { static x = 4 }", "A.x", 4],
    ["abstract class A { static x: number = 4 }", "A.x", 4],
    ["for (var i = 0; i < 3; i++) { var last = i }", "[i, last].join()", "3,2"],
    ["for (var one of [1, 2]) ;", "one", 2],
    ["export class A { static x = 5 }", "A.x", 5],
    ["enum E { A, B }", "E.B", 1],
    ["namespace N { export const a = 6 }", "N.a", 6],
    ["class P { constructor(public x: number) {} }", "new P(7).x", 7],
  ])("%s", async (first, second, value) => {
    const cells = new Cells();
    await cells.run(first);
    expect(await cells.run(second)).toEqual(value);
  });

  test("what is declared in a block, with let, is not", async () => {
    const { names } = await rewritten("for (let i = 0; i < 3; i++) { const a = i }\n{ let b }");
    expect(names).toEqual([]);
  });

  test("a name keeps its value where a new one could not be got", async () => {
    const cells = new Cells();
    await cells.run("const data = 1");
    await expect(cells.run("const data = (() => { throw new Error('no') })()")).rejects.toThrow();
    expect(await cells.run("data")).toBe(1);
  });

  test("functions that are declared are not called before the cell's own lines", async () => {
    expect(await new Cells().run("const r = f()\nfunction f() { return 1 }\nr")).toBe(1);
  });

  test("semicolons are not needed", async () => {
    const code = "const a = 1\ninterface B { x: number }\n;[1].map(String)\nconst [c] = [2]\na + c";
    expect(await new Cells().run(code)).toBe(3);
  });
});

describe("imports", () => {
  test("become calls, with what must be there", async () => {
    const cells = new Cells();
    cells.modules.m = { default: 1, b: 2, d: 4 };
    const code = `import a, { b as c, type D, d } from "m";\nimport * as ns from 'm'\n` +
      `import "m"\nimport json from "m" with { type: "json" }\nimport type { X } from "n";\n` +
      "[a, c, ns.d, json].join()";
    expect(await cells.run(code)).toBe("1,2,4,1");
    expect(JSON.parse(JSON.stringify(cells.imported))).toEqual([
      ["m", { with: {} }, ["default", "b"]],
      ["m", { with: {} }, []],
      ["m", { with: {} }, []],
      ["m", { with: { type: "json" } }, ["default"]],
    ]);
    expect(await cells.run("d")).toBe(4);
  });

  test("at run time go the same way", async () => {
    const cells = new Cells();
    cells.modules["./x.ts"] = { x: 1 };
    expect(await cells.run("(await import('./x.ts')).x")).toBe(1);
    expect(await cells.run("const load = () => import('./x.ts'); (await load()).x")).toBe(1);
    expect(cells.imported.length).toBe(2);
  });
});

describe("awaits", () => {
  test("go through the kernel, in functions too", async () => {
    const cells = new Cells();
    await cells.run("async function f() { await 1; for (const x of [2]) await x }\nawait f()");
    expect(cells.waits).toEqual([1, expect.anything(), 2]);
  });

  test("still work where a function is sent elsewhere as text", async () => {
    const text = await new Cells().run("async function f() { return await 5 }\nf.toString()");
    const { result } = await import(
      `data:text/javascript,${encodeURIComponent(`export const result = await (${text})()`)}`
    );
    expect(result).toBe(5);
  });

  test("of loops go through the kernel", async () => {
    const { script } = await rewritten("for await (const x of (source)) x");
    expect(script).toContain("of (__trunnion.iterate(source))");
  });
});

describe("places", () => {
  test.each([
    ["throw new Error('x')", "Error"],
    ["const a: number = 1\nconst b = a as number; boom()", "boom"],
    ["{ a: boom() }", "boom"],
    ["export const x = await boom()", "boom"],
    ["enum E { A }\nboom(E.A)", "boom"],
    ["import { a } from 'm'; boom(a)", "boom"],
  ])("in %s lead back to the cell", async (code, word) => {
    const { script, origin } = await rewritten(code);
    const lines = script.split("\n");
    const row = lines.findIndex((line) => line.includes(word));
    const offset = origin({ line: row + 1, column: lines[row].indexOf(word) + 1 });
    expect(code.slice(offset, offset + word.length)).toBe(word);
  });
});
