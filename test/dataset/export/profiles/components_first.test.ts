import { expect, test } from "vitest";
import { componentsFirst } from "../../../../src/dataset/export/profiles/components_first.ts";

test("what each point has comes before the points", () => {
  const data = Float32Array.from({ length: 24 }, (_, i) => i);
  const { data: out, shape } = componentsFirst({ data, shape: [2, 2, 2, 3] });
  expect(shape).toEqual([2, 3, 2, 2]);
  expect(Array.from(out.subarray(0, 8))).toEqual([0, 3, 6, 9, 1, 4, 7, 10]);
  expect(componentsFirst({ data: new Float32Array(), shape: [0, 2, 3] }).shape).toEqual([0, 3, 2]);
});
