import { expect, test } from "vitest";
import { nearestName, suggestion, suggestNames } from "../../src/base/suggest.ts";

const names = ["face_areas", "face_types", "part_category"];

test("a misspelt name finds the one that was meant", () => {
  expect(nearestName("part_catgory", names)).toBe("part_category");
  expect(nearestName("Face_Type", names)).toBe("face_types");
});

test("a name like none of them finds nothing", () => {
  expect(nearestName("volume", names)).toBeNull();
  expect(nearestName("x", [])).toBeNull();
});

test("the suggestion lists what there is, and no more than can be read", () => {
  expect(suggestNames("part_catgory", names)).toBe(
    "Did you mean 'part_category'? There are: 'face_areas', 'face_types', 'part_category'.",
  );
  expect(suggestNames("x", ["aaa", "bbb", "ccc"], 2)).toBe("There are: 'aaa', 'bbb' and 1 more.");
  expect(suggestNames("x", [])).toBe("There are none.");
});

test.each([
  ["face", ["faces", "edges"], "faces"],
  ["FACES", ["faces", "edges"], "faces"],
  ["face_area", ["face_areas", "face_types"], "face_areas"],
  ["labels", ["faces", "edges"], null],
  ["x", [], null],
  ["lables", ["labels"], "labels"],
  ["brepgne", ["brepnet", "brepgen"], "brepgen"], // swapped is nearer than two others
])("%s may mean one of %j", (name, known, expected) => {
  expect(nearestName(name, known)).toBe(expected);
  const text = expected === null ? "" : `; did you mean '${expected}'?`;
  expect(suggestion(name, known)).toBe(text);
});
