import { expect, test } from "vitest";
import { fileUnits } from "../../../../src/cad/formats/step/step_units.ts";
import { entitiesOf } from "../entities_of.ts";

function unitsOf(data: string): string | null {
  return fileUnits(entitiesOf(data));
}

const ANGLE = "#90=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));";
const context = (id: number, unit: number) =>
  `#${id}=(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT((#95))` +
  `GLOBAL_UNIT_ASSIGNED_CONTEXT((#90,#${unit}))REPRESENTATION_CONTEXT('',''));`;
const si = (id: number, prefix: string) =>
  `#${id}=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(${prefix},.METRE.));`;
const named = (id: number, name: string) =>
  `#${id}=(CONVERSION_BASED_UNIT('${name}',#91)LENGTH_UNIT()NAMED_UNIT(#92));`;

test.each([
  [si(1, ".MILLI."), "mm"],
  [si(1, ".CENTI."), "cm"],
  [si(1, "$"), "m"],
  [si(1, ".MICRO."), "um"],
  [named(1, "INCH"), "inch"],
  [named(1, "inch"), "inch"],
  [named(1, "FOOT"), "foot"],
  [named(1, "METRE"), "m"],
  [named(1, "TWIP"), "twip"],
])("%s", (unit, name) => {
  expect(unitsOf(ANGLE + unit + context(20, 1))).toBe(name);
});

test("a unit by which another is defined is not the file's", () => {
  expect(unitsOf(ANGLE + si(1, ".MILLI.") + named(2, "INCH") + context(20, 2))).toBe("inch");
});

test("units are named in the order of their contexts' number", () => {
  const data = ANGLE + si(1, ".MILLI.") + named(2, "INCH") + context(20, 1) + context(21, 2) +
    context(22, 2);
  expect(unitsOf(data)).toBe("inch+mm");
});

test("no context, no unit", () => {
  expect(unitsOf(ANGLE + si(1, ".MILLI."))).toBeNull();
  expect(unitsOf(ANGLE + context(20, 90))).toBeNull();
});
