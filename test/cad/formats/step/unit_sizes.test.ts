import { expect, test } from "vitest";
import {
  contextAngle,
  contextLength,
  contextUncertainty,
  unitSize,
} from "../../../../src/cad/formats/step/unit_sizes.ts";
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
  expect(unitSize(entities, 1, "length")).toBeCloseTo(304.8, 10);
});

test("what is no length, or defined by itself", () => {
  const entities = entitiesOf(
    "#1=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));" +
      "#2=(CONVERSION_BASED_UNIT('X',#3)LENGTH_UNIT()NAMED_UNIT($));" +
      "#3=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(2.),#2);",
  );
  expect(unitSize(entities, 1, "length")).toBeNull();
  expect(unitSize(entities, 2, "length")).toBeNull();
  expect(contextLength(entities, 1)).toBeNull();
  expect(contextLength(entities, null)).toBeNull();
});

const angleContext = (unit: string) =>
  entitiesOf(
    "#1=(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT((#2)));" +
      `#2=${unit};#3=PLANE_ANGLE_MEASURE_WITH_UNIT(PLANE_ANGLE_MEASURE(0.0174532925199),#4);` +
      "#4=(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.));",
  );

test("radians, with a prefix and without", () => {
  expect(contextAngle(angleContext("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))"), 1))
    .toBe(1);
  expect(
    contextAngle(angleContext("(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT(.MILLI.,.RADIAN.))"), 1),
  )
    .toBe(1e-3);
});

test("degrees, by what the file says that they are", () => {
  const degrees = "(CONVERSION_BASED_UNIT('DEGREE',#3)NAMED_UNIT(*)PLANE_ANGLE_UNIT())";
  expect(contextAngle(angleContext(degrees), 1)).toBe(0.0174532925199);
});

test("without a unit of angle they are radians; a unit that is none is not known", () => {
  expect(contextAngle(angleContext("(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))"), 1))
    .toBe(1);
  expect(contextAngle(angleContext("(NAMED_UNIT(*)PLANE_ANGLE_UNIT())"), 1)).toBeNull();
});

test("simple entities are units as well, and solid angles have theirs", () => {
  const entities = entitiesOf(
    "#1=SI_UNIT(*,.CENTI.,.METRE.);#2=CONVERSION_BASED_UNIT(#9,'INCH',#3);" +
      "#3=MEASURE_WITH_UNIT(LENGTH_MEASURE(2.54),#1);#4=SI_UNIT(*,$,.STERADIAN.);" +
      "#5=SI_UNIT(*,.ATTO.,.METRE.);#6=SI_UNIT(*,.OTHER.,.METRE.);",
  );
  expect(unitSize(entities, 1, "length")).toBe(10);
  expect(unitSize(entities, 2, "length")).toBe(25.4);
  expect(unitSize(entities, 4, "solidAngle")).toBe(1);
  expect(unitSize(entities, 4, "angle")).toBeNull();
  expect(unitSize(entities, 5, "length")).toBe(1e-15);
  // What is no prefix says nothing of the size.
  expect(unitSize(entities, 6, "length")).toBeNull();
});

test("an uncertainty is in its own unit, and that of angles is none of lengths", () => {
  const entities = entitiesOf(
    "#1=(GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT((#2,#3))GLOBAL_UNIT_ASSIGNED_CONTEXT((#5)));" +
      "#2=UNCERTAINTY_MEASURE_WITH_UNIT(PLANE_ANGLE_MEASURE(0.5),#6,'','');" +
      "#3=UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E-3),#4,'','');" +
      "#4=SI_UNIT(*,.CENTI.,.METRE.);#5=SI_UNIT(*,$,.METRE.);#6=SI_UNIT(*,$,.RADIAN.);",
  );
  expect(contextUncertainty(entities, 1)).toBe(0.01);
  expect(contextUncertainty(entities, 4)).toBeNull();
});
