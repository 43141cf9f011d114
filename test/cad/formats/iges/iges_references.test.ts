import { expect, test } from "vitest";
import { MalformedIges } from "../../../../src/cad/errors.ts";
import type { IgesEntity } from "../../../../src/cad/formats/iges/iges_entities.ts";
import { checkReferences, referencesOf } from "../../../../src/cad/formats/iges/iges_references.ts";

const entity = (number: number, type: number, parameters: number[], form = 0): IgesEntity => ({
  number,
  type,
  form,
  transform: 0,
  colour: 0,
  label: null,
  parameters: parameters.map((value) => ({ text: String(value), isString: false })),
});
const check = (...entities: IgesEntity[]) =>
  checkReferences(new Map(entities.map((one) => [one.number, one])));

test.each([
  [102, [2, 5, 7], [5, 7]],
  [118, [5, 7, 0, 0], [5, 7]],
  [120, [5, 7, 0, 1], [5, 7]],
  [122, [5, 0, 0, 1], [5]],
  [130, [5, 1], [5]],
  [140, [0, 0, 1, 1, 9], [9]],
  [141, [0, 3, 9, 2, 5, 1, 2, 11, 13, 7, 1, 0], [9, 5, 11, 13, 7]],
  [142, [0, 9, 0, 5, 2], [9, 5]],
  [142, [0, 9, 3, 5, 3], [9, 3, 5]],
  [143, [1, 9, 2, 11, 13], [9, 11, 13]],
  [144, [9, 1, 1, 11, 13], [9, 11, 13]],
  [144, [9, 0, 0, 0], [9]],
  [186, [21, 1, 1, 23, 1], [21, 23]],
  [190, [15, 17], [15, 17]],
  [408, [31, 0, 0, 0, 1], [31]],
  [504, [2, 5, 25, 1, 25, 2, 7, 25, 2, 25, 1], [5, 25, 25, 7, 25, 25]],
  [508, [2, 0, 27, 1, 1, 1, 0, 5, 1, 25, 1, 1, 0], [27, 5, 25]],
  [510, [9, 1, 1, 29], [9, 29]],
  [514, [2, 31, 1, 33, 0], [31, 33]],
  [110, [1, 2, 3, 4, 5, 6], []],
])("type %i refers to its parts", (type, parameters, expected) => {
  expect(referencesOf(entity(1, type, parameters)).map(({ to }) => to)).toEqual(expected);
});

test("groups refer to their members, other associativities to nothing that counts", () => {
  expect(referencesOf(entity(1, 402, [2, 5, 7], 7)).map(({ to }) => to)).toEqual([5, 7]);
  expect(referencesOf(entity(1, 402, [2, 5, 7], 5))).toEqual([]);
});

test("parts must be there, and be of a kind that can stand there", () => {
  const line = entity(3, 110, [0, 0, 0, 1, 0, 0]);
  expect(() => check(entity(1, 102, [1, 3]), line)).not.toThrow();
  expect(() => check(entity(1, 102, [1, 5]), line)).toThrow(/kind curve, and D5 is not there/);
  expect(() => check(entity(1, 122, [5]), line, entity(5, 108, []))).toThrow(/D5 is of type 108/);
  expect(() => check(entity(1, 402, [1, 9], 7))).not.toThrow();
  expect(() => check({ ...line, transform: 9 })).toThrow(/placed by a transformation/);
  expect(() => check({ ...line, transform: 5 }, entity(5, 124, []))).not.toThrow();
});

test("nothing is a part of itself, however far down", () => {
  const circle = [entity(1, 102, [1, 3]), entity(3, 102, [1, 5]), entity(5, 102, [1, 1])];
  expect(() => check(...circle)).toThrow(MalformedIges);
  expect(() => check(entity(1, 402, [1, 1], 7))).toThrow(/a part of what it contains/);
  // Two ways to one part are no circle; a long chain takes no stack.
  const long = Array.from({ length: 50_000 }, (_, i) => entity(2 * i + 1, 102, [1, 2 * i + 3]));
  expect(() => check(...long, entity(100_001, 110, []))).not.toThrow();
  expect(() => check(entity(1, 102, [2, 3, 3]), entity(3, 110, []))).not.toThrow();
});
