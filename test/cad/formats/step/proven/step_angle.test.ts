import { expect, test } from "vitest";
import { contextAngle } from "../../../../../src/cad/formats/step/proven/step_angle.ts";
import { entitiesOf } from "../../entities_of.ts";

const context = (unit: string) =>
  entitiesOf(
    "#1=(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT((#2)));" +
      `#2=${unit};#3=PLANE_ANGLE_MEASURE_WITH_UNIT(PLANE_ANGLE_MEASURE(0.0174532925199),#4);` +
      "#4=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));",
  );

test("radians, with a prefix and without", () => {
  expect(contextAngle(context("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))"), 1)).toBe(1);
  expect(contextAngle(context("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT(.MILLI.,.RADIAN.))"), 1))
    .toBe(1e-3);
});

test("degrees, by what the file says that they are", () => {
  const degrees = "(CONVERSION_BASED_UNIT('DEGREE',#3)NAMED_UNIT(*)PLANE_ANGLE_UNIT())";
  expect(contextAngle(context(degrees), 1)).toBe(0.0174532925199);
});

test("without a unit of angle they are radians; a unit that is none is refused", () => {
  expect(contextAngle(context("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))"), 1)).toBe(1);
  expect(() => contextAngle(context("(NAMED_UNIT(*)PLANE_ANGLE_UNIT())"), 1))
    .toThrow("a unit of angle that is not known (#2)");
});
