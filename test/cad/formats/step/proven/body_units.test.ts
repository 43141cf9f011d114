import { expect, test } from "vitest";
import { BodyUnits } from "../../../../../src/cad/formats/step/proven/body_units.ts";
import { stepProducts } from "../../../../../src/cad/formats/step/step_assembly.ts";
import { contextText, entitiesOf, productText } from "../../entities_of.ts";

const unitsOf = (data: string) => {
  const entities = entitiesOf(data);
  return new BodyUnits(entities, stepProducts(entities));
};
const representation = (id: number, items: string, context: number) =>
  `#${id}=SHAPE_REPRESENTATION('',(${items}),#${context});`;
const TWO = contextText(100, ".MILLI.") + contextText(110, "$") + contextText(120, ".MILLI.") +
  productText(10, "a", 200) + productText(20, "b", 210) + productText(30, "c", 220);

test("each body is in the unit of its representation's context", () => {
  const units = unitsOf(
    TWO + representation(200, "#300", 100) + representation(210, "#301", 110) +
      representation(220, "#302", 120),
  );
  expect(units.of(300)).toEqual({ length: 1, angle: 1 });
  expect(units.of(301)).toEqual({ length: 1000, angle: 1 });
  expect(units.of(302)).toBe(units.of(300));
  // Without an uncertainty it is a ten-thousandth of the unit.
  expect([units.least, units.most]).toEqual([1e-4, 0.1]);
});

test("a body in two contexts of different units, or in none, is not read", () => {
  const units = unitsOf(
    TWO + representation(200, "#300,#301", 100) + representation(210, "#300", 110) +
      representation(220, "#301", 120),
  );
  expect(() => units.of(300)).toThrow("a body without a unit (#300)");
  expect(units.of(301)).toEqual({ length: 1, angle: 1 });
  expect(() => units.of(999)).toThrow("a body without a unit");
  expect(() => unitsOf("").of(1)).toThrow("a file without a unit of length");
});
