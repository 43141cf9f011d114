import { expect, test } from "vitest";
import { nearestName, suggestion } from "../../src/storage/schema_names.ts";

test.each([
  ["face", ["faces", "edges"], "faces"],
  ["FACES", ["faces", "edges"], "faces"],
  ["face_area", ["face_areas", "face_types"], "face_areas"],
  ["labels", ["faces", "edges"], null],
  ["x", [], null],
  ["lables", ["labels"], "labels"],
])("%s may mean one of %j", (name, known, expected) => {
  expect(nearestName(name, known)).toBe(expected);
  const text = expected === null ? "" : `; did you mean '${expected}'?`;
  expect(suggestion(name, known)).toBe(text);
});
