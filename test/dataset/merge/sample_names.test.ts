import { describe, expect, test } from "vitest";
import { type NamedFile, nameKey, nameSamples } from "../../../src/dataset/merge/sample_names.ts";

const file = (path: string | null, ...bodies: (string | null)[]): NamedFile => ({
  file: path,
  encoded: `${path?.replaceAll("/", "_") ?? "item-0123"}`,
  bodies: (bodies.length === 0 ? [null] : bodies).map((name, index) => ({ index, name })),
});

const names = (...files: NamedFile[]) => nameSamples(files).names.flat();

describe("a name says the file and the body", () => {
  test.each<[string, NamedFile, string[]]>([
    ["a file of one body", file("gear_0007.step", "Solid1"), ["gear_0007"]],
    ["one in a folder", file("steel/gear.STP"), ["steel/gear"]],
    ["another format", file("gear.brep"), ["gear.brep"]],
    ["several bodies", file("assembly.step", "bolt", "nut"), ["assembly/bolt", "assembly/nut"]],
    ["bodies of one name", file("a.stp", "bolt", "bolt", "nut"), [
      "a/bolt#0",
      "a/bolt#1",
      "a/nut",
    ]],
    ["bodies without names", file("a.step", null, "  ", "b/c\n"), [
      "a/body_0",
      "a/body_1",
      "a/b_c_",
    ]],
    ["bodies named like numbered ones", file("a.step", "bolt#1", "bolt", "bolt"), [
      "a/bolt#1#0",
      "a/bolt#1",
      "a/bolt#2",
    ]],
    ["an item that is no file", file(null, "x", "y"), ["item-0123/x", "item-0123/y"]],
    ["nothing but an ending", file(".step"), [".step"]],
  ])("%s", (_, one, expected) => {
    expect(names(one)).toEqual(expected);
  });

  test("a long name is cut between characters", () => {
    const [name] = names(file("a.step", "𝒳".repeat(70), "y"));
    expect(name).toBe(`a/${"𝒳".repeat(60)}`);
  });
});

describe("others come and go without a change", () => {
  const parts = ["b.step", "a.step", "c/a.step", "a.brep"].map((path) => file(path));

  test("in any order and number", () => {
    const all = new Map(parts.map((one, i) => [one.file, names(...parts)[i]]));
    expect([...all.values()]).toEqual(["b", "a", "c/a", "a.brep"]);
    for (const some of [parts.slice(1), [...parts].reverse(), parts.slice(3)]) {
      expect(names(...some)).toEqual(some.map(({ file }) => all.get(file)));
    }
  });

  const clashes: [string, NamedFile, NamedFile, string[]][] = [
    ["endings", file("x.step"), file("x.stp"), ["x", "x.stp"]],
    ["a body and a file", file("engine/piston.step"), file("engine.step", "piston", "ring"), [
      "engine/piston",
      "engine.step/piston",
      "engine/ring",
    ]],
  ];

  test.each(clashes)("two that would have one name by their %s", (_, a, b, expected) => {
    expect(nameSamples([a, b])).toEqual({ names: [[expected[0]], expected.slice(1)], clash: true });
    expect(nameSamples([b, a]).names).toEqual([expected.slice(1), [expected[0]]]);
    expect(nameSamples([a]).clash).toBe(false);
  });

  test.each(clashes)("the one that had the name keeps it: %s", (_, a, b) => {
    const [had] = names(b);
    const earlier = new Map([[nameKey(b.file, 0), had]]);
    const { names: [[other], [kept]] } = nameSamples([a, b], earlier);
    expect(kept).toBe(had);
    expect(other).toBe(a.file);
  });

  test("a file that is encoded twice", () => {
    const twin = { ...file("x.step"), encoded: "x-2" };
    const [first, second, third] = names(
      { ...twin, encoded: "x-1" },
      twin,
      { ...twin, encoded: "x-3" },
    );
    expect([first, second]).toEqual(["x", "x.step"]);
    expect(third).toMatch(/^x\.step~[0-9a-f]{8}$/);
  });
});
