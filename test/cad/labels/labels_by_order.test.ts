import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { LabelMismatch } from "../../../src/cad/errors.ts";
import { labelsByOrder } from "../../../src/cad/labels/labels_by_order.ts";
import { namedBox } from "./labelled.ts";

test("labels in the order of the faces", () => {
  expect([...labelsByOrder(namedBox([]), [5, 4, 3, 2, 1, 0]).values]).toEqual([5, 4, 3, 2, 1, 0]);
});

test.each([5, 7])("%d labels for 6 faces", (count) => {
  const attach = () => labelsByOrder(namedBox([]), new Int32Array(count));
  expect(attach).toThrow(LabelMismatch);
  expect(attach).toThrow(`each of the 6 faces must have one label, found ${count} labels`);
});

test("labels are whole numbers", () => {
  expect(() => labelsByOrder(namedBox([]), [0, 1, 2, 3, 4, NaN])).toThrow(UsageError);
  expect(() => labelsByOrder(namedBox([]), [0, 1, 2, 3, 4, 2 ** 40])).toThrow(UsageError);
});
