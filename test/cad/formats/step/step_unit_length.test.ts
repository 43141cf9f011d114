import { expect, test } from "vitest";
import { contextLength, unitLength } from "../../../../src/cad/formats/step/step_unit_length.ts";
import { contextText, entitiesOf } from "../entities_of.ts";

test.each([["$", 1000], [".MILLI.", 1], [".CENTI.", 10], [".MICRO.", 1e-3], [".KILO.", 1e6]])(
  "the metre with %s",
  (prefix, length) => {
    expect(contextLength(entitiesOf(contextText(1, prefix)), 1)).toBeCloseTo(length, 12);
  },
);

test("units that are defined by units", () => {
  const entities = entitiesOf(
    "#1=(CONVERSION_BASED_UNIT('FOOT',#2)LENGTH_UNIT()NAMED_UNIT($));" +
      "#2=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(12.),#3);" +
      "#3=(CONVERSION_BASED_UNIT('INCH',#4)LENGTH_UNIT()NAMED_UNIT($));" +
      "#4=(LENGTH_MEASURE_WITH_UNIT()MEASURE_WITH_UNIT(LENGTH_MEASURE(2.54),#5));" +
      "#5=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.CENTI.,.METRE.));",
  );
  expect(unitLength(entities, 1)).toBeCloseTo(304.8, 10);
});

test("what is no length, or defined by itself", () => {
  const entities = entitiesOf(
    "#1=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));" +
      "#2=(CONVERSION_BASED_UNIT('X',#3)LENGTH_UNIT()NAMED_UNIT($));" +
      "#3=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(2.),#2);",
  );
  expect(unitLength(entities, 1)).toBeNull();
  expect(unitLength(entities, 2)).toBeNull();
  expect(contextLength(entities, 1)).toBeNull();
  expect(contextLength(entities, null)).toBeNull();
});
