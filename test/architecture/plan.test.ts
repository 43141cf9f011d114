import { describe, expect, test } from "vitest";
import { circles, hallsAbove, reachedRooms } from "./plan.ts";
import { specifiers } from "./sources.ts";

describe("what the plan of the house sees", () => {
  test("an import that runs back up, directly and by a detour through a flat file", () => {
    const planted = new Map([
      ["src/a/low/one.ts", ["src/a/flat.ts"]],
      ["src/a/flat.ts", ["src/a/high/two.ts"]],
      ["src/a/high/two.ts", []],
      ["src/a/low/good.ts", []],
    ]);
    expect(reachedRooms(planted, "a/low", ["a/high"])).toEqual([
      "src/a/low/one.ts -> src/a/flat.ts -> src/a/high/two.ts",
    ]);
    expect(reachedRooms(planted, "a/high", ["a/low"])).toEqual([]);
  });

  test("a circle of three files, and one of a file alone", () => {
    const planted = new Map([
      ["src/a.ts", ["src/b.ts"]],
      ["src/b.ts", ["src/c.ts", "src/d.ts"]],
      ["src/c.ts", ["src/a.ts"]],
      ["src/d.ts", ["src/d.ts"]],
      ["src/e.ts", ["src/a.ts"]],
    ]);
    expect(circles(planted).sort()).toEqual([["src/a.ts", "src/b.ts", "src/c.ts"], ["src/d.ts"]]);
  });

  test("a room with too many files", () => {
    const planted = new Map([["src/a/1.ts", []], ["src/a/2.ts", []], ["src/a/b/3.ts", []]]);
    expect(hallsAbove(planted, 1)).toEqual(["a: 2"]);
  });

  test("imports of types, of several lines, and in calls, but none in comments", () => {
    const code = [
      'import type { A } from "./a.ts";',
      "import {",
      "  B,",
      '} from "./b.ts";',
      'export * from "./c.ts";',
      'const d = await import("./d.ts");',
      '// import { E } from "./e.ts";',
      '/** import { F } from "./f.ts"; */',
    ].join("\n");
    expect(specifiers(code).sort()).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts"]);
  });
});
