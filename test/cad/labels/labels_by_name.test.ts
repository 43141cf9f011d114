import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { LabelMismatch } from "../../../src/cad/errors.ts";
import { labelsByName, labelsInNames } from "../../../src/cad/labels/labels_by_name.ts";
import { bodiesOf, namedBox } from "./labelled.ts";

const shuffled = namedBox(["3", "0", "5", "1", "4", "2"]);

describe("a name finds its label", () => {
  test("as its position", () => {
    const { values } = labelsByName(shuffled, [10, 11, 12, 13, 14, 15]);
    expect([...values]).toEqual([13, 10, 15, 11, 14, 12]);
  });

  test("in a map, or an object", () => {
    const named = namedBox(["top", "left", "right", "low", "in", "out"]);
    const labels = { out: 6, in: 5, low: 4, right: 3, left: 2, top: 1 };
    expect([...labelsByName(named, labels).values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...labelsByName(named, new Map(Object.entries(labels))).values]).toEqual(
      [1, 2, 3, 4, 5, 6],
    );
  });

  test("over all bodies", () => {
    const bodies = bodiesOf(shuffled, namedBox(["6", "7", "8", "9", "10", "11"], 20));
    const labels = labelsByName({ bodies }, Array.from({ length: 12 }, (_, i) => 100 + i));
    expect(labels.of(bodies[1])[0]).toBe(106);
  });
});

describe("what does not fit says how", () => {
  const message = (names: (string | null)[], labels: Parameters<typeof labelsByName>[1]) => {
    try {
      labelsByName(namedBox(names), labels);
    } catch (error) {
      expect(error).toBeInstanceOf(LabelMismatch);
      return (error as LabelMismatch);
    }
    throw new Error("labels were attached");
  };

  test("too few labels", () => {
    const error = message(["3", "0", "5", "1", "4", "2"], [1, 1, 1, 1, 1]);
    expect(error.message).toContain("each of the 6 faces must have one label, found 5 labels");
    expect(error.message).toContain("faces without a label: face 2 of body 0 (#12, name '5')");
    expect(error.data).toEqual({ by: "name", expected: 6, found: 5 });
  });

  test("labels without faces, many of them", () => {
    const error = message(["3", "0", "5", "1", "4", "2"], new Array(20).fill(1));
    expect(error.message).toContain("labels without a face (by name): 6, 7, 8, 9, 10 and 9 more");
  });

  test("a name twice", () => {
    const error = message(["3", "0", "5", "1", "4", "4"], [1, 1, 1, 1, 1, 1]);
    expect(error.message).toContain(
      "a name on several faces: 4 (face 4 of body 0 (#14, name '4') and face 5 of body 0 (#15, " +
        "name '4'))",
    );
    expect(error.message).toContain("labels without a face (by name): 2");
  });

  test("no name, and one that is no position", () => {
    const error = message([null, "0", "x", "1", "4", "2"], [1, 1, 1, 1, 1, 1]);
    expect(error.message).toContain(
      "face 0 of body 0 (#10, no name), face 2 of body 0 (#12, name 'x')",
    );
  });

  test("a label that is no whole number", () => {
    expect(() => labelsByName(shuffled, [0, 1, 2, 3, 4, 0.5])).toThrow(UsageError);
  });
});

describe("a name that is its label", () => {
  test("may be on several faces", () => {
    expect([...labelsInNames(namedBox(["7", "0", "0", "7", "3", "1"])).values]).toEqual(
      [7, 0, 0, 7, 3, 1],
    );
  });

  test.each([[["7", "0", null, "1", "1", "1"], "#12 must be a whole number, and is missing"], [
    ["7", "0", "-1", "1", "1", "1"],
    "and is '-1'",
  ]])("%j", (names, found) => {
    expect(() => labelsInNames(namedBox(names))).toThrow(LabelMismatch);
    expect(() => labelsInNames(namedBox(names))).toThrow(found);
  });
});
