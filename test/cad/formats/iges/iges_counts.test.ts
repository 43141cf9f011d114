import { expect, test } from "vitest";
import { MalformedIges } from "../../../../src/cad/errors.ts";
import { checkCounts } from "../../../../src/cad/formats/iges/iges_counts.ts";
import type { IgesEntity } from "../../../../src/cad/formats/iges/iges_entities.ts";

const entity = (number: number, type: number, ...parameters: number[]): IgesEntity => ({
  number,
  type,
  form: 0,
  transform: 0,
  colour: 0,
  label: null,
  parameters: parameters.map((value) => ({ text: String(value), isString: false })),
});
const check = (...entities: IgesEntity[]) =>
  checkCounts(new Map(entities.map((one) => [one.number, one])));

const LINE = [1, 1, 0, 0, 1, 0, /* knots */ 0, 0, 1, 1, /* weights */ 1, 1];
const POLES = [0, 0, 0, 1, 0, 0];
const PATCH = [1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1];

test("sound lists pass", () => {
  expect(() => check(entity(1, 126, ...LINE, ...POLES, 0, 1))).not.toThrow();
  expect(() => check(entity(1, 128, ...PATCH, ...POLES, ...POLES, 0, 1, 0, 1))).not.toThrow();
  expect(() =>
    check(
      entity(1, 502, 2, ...POLES),
      entity(3, 504, 1, 9, 1, 1, 1, 2),
      entity(5, 508, 2, 0, 3, 1, 1, 1, 0, 9, 1, 1, 1, 1, 0),
    )
  ).not.toThrow();
  expect(() => check(entity(1, 144, 99))).not.toThrow();
});

const changed = (values: readonly number[], at: number, value: number) =>
  values.map((old, i) => i === at ? value : old);

test.each([
  ["too few poles", [entity(1, 126, ...LINE, 0, 0, 0)]],
  ["too few knots", [entity(1, 126, 9, 1, 0, 0, 1, 0, 0, 1)]],
  ["the degree 0 does not suit", [entity(1, 126, ...changed(LINE, 1, 0), ...POLES)]],
  ["the degree 7 does not suit 2 poles", [entity(1, 126, ...changed(LINE, 1, 7), ...POLES)]],
  ["knots do not ascend", [entity(1, 126, ...changed(LINE, 7, 5), ...POLES)]],
  ["no stretch between", [entity(1, 126, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, ...POLES)]],
  ["weight 2 is not above zero", [entity(1, 126, ...changed(LINE, 11, 0), ...POLES)]],
  ["the degree 1 does not suit 1 poles", [entity(1, 128, ...changed(PATCH, 1, 0), ...POLES)]],
  ["too few vertices", [entity(1, 502, 3, ...POLES)]],
  ["too few edges", [entity(3, 504, 2, 9, 1, 1, 1, 2)]],
  ["vertices of its edge 1", [entity(1, 502, 2, ...POLES), entity(3, 504, 1, 9, 1, 1, 1, 3)]],
  ["edge 1 is in no list", [
    entity(1, 502, 1, 0, 0, 0),
    entity(3, 504, 1, 9, 1, 1, 1, 1),
    entity(5, 508, 1, 0, 3, 0, 1, 0),
  ]],
  ["too few edges", [entity(5, 508, 2, 0, 3, 1)]],
])("%s", (message, entities) => {
  expect(() => check(...entities as IgesEntity[])).toThrow(MalformedIges);
  expect(() => check(...entities as IgesEntity[])).toThrow(message);
});
