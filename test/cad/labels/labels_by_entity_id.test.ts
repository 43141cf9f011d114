import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { LabelMismatch } from "../../../src/cad/errors.ts";
import { labelsByEntityId } from "../../../src/cad/labels/labels_by_entity_id.ts";
import { namedBox } from "./labelled.ts";

const ids = [15, 14, 13, 12, 11, 10], labels = [5, 4, 3, 2, 1, 0];

test("numbers find faces, whatever their order", () => {
  const pairs = ids.map((id, i) => [id, labels[i]] as const);
  expect([...labelsByEntityId(namedBox([]), { ids, labels }).values]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...labelsByEntityId(namedBox([]), new Map(pairs)).values]).toEqual([0, 1, 2, 3, 4, 5]);
});

test("faces without a number have no label", () => {
  expect(() => labelsByEntityId(namedBox([], null), { ids, labels })).toThrow(
    "faces without a label: face 0 of body 0 (no entity number, no name)",
  );
});

test("a number that no face has", () => {
  const other = [...ids.slice(1), 99];
  expect(() => labelsByEntityId(namedBox([]), { ids: other, labels })).toThrow(
    "labels without a face (by entity number): 99",
  );
});

test("a number with two labels", () => {
  const twice = [...ids.slice(1), 14];
  expect(() => labelsByEntityId(namedBox([]), { ids: twice, labels })).toThrow(LabelMismatch);
  expect(() => labelsByEntityId(namedBox([]), { ids: twice, labels })).toThrow("found #14 twice");
});

test("as many numbers as labels", () => {
  expect(() => labelsByEntityId(namedBox([]), { ids: ids.slice(1), labels })).toThrow(UsageError);
});
