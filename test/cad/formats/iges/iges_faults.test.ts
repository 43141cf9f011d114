import { expect, test } from "vitest";
import type { Body } from "../../../../src/cad/brep.ts";
import { DamagedGeometry } from "../../../../src/cad/errors.ts";
import type { IgesEntity } from "../../../../src/cad/formats/iges/iges_entities.ts";
import { requireWhole } from "../../../../src/cad/formats/iges/iges_faults.ts";
import { box } from "../../../helpers/breps.ts";

const entity = (type: number, ...parameters: number[]): IgesEntity => ({
  number: 5,
  type,
  form: 0,
  transform: 0,
  colour: 0,
  label: null,
  parameters: parameters.map((value) => ({ text: String(value), isString: false })),
});
const whole = box(1, 2, 3);
const body: Body = {
  index: 0,
  kind: "solid",
  name: null,
  instances: [{ transform: null, path: [] }],
  brep: {
    ...whole,
    faces: whole.faces.map((face, i) => ({ ...face, entityId: i === 0 ? 5 : null })),
  },
};
const check = (one: IgesEntity, lost: number[] = []) =>
  requireWhole([body], new Map([[5, one]]), lost, "box.igs");

test("a face has all the boundaries that the file gives it", () => {
  expect(() => check(entity(144, 3, 1, 0, 9))).not.toThrow();
  expect(() => check(entity(510, 3, 1, 1, 9))).not.toThrow();
  // Those of the surface are all that it has.
  expect(() => check(entity(144, 3, 0, 0, 0))).not.toThrow();
  expect(() => check(entity(144, 3, 1, 1, 9, 11))).toThrow(/D5 has 1 of 2 boundaries/);
  expect(() => check(entity(143, 1, 3, 2, 9, 11))).toThrow(DamagedGeometry);
});

test("what became no face is no body's", () => {
  expect(() => check(entity(144, 3, 1, 0, 9), [5])).toThrow(
    /of 1 it made none, of D5 \(type 144\)/,
  );
});
