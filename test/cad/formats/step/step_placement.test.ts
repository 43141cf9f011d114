import { expect, test } from "vitest";
import { isSoundPlacement, placement } from "../../../../src/cad/formats/step/step_placement.ts";
import { entitiesOf, placementText } from "../entities_of.ts";

const matrix = (data: string, length = 1) =>
  Array.from(placement(entitiesOf(data), 1, length)!, (x) => Math.round(x * 1e9) / 1e9 + 0);

test("an origin alone, in its unit", () => {
  expect(matrix(placementText(1, "1.,-2.,3."), 25.4)).toEqual(
    [1, 0, 0, 25.4, 0, 1, 0, -50.8, 0, 0, 1, 76.2],
  );
});

test("axes: z as it is given, x made perpendicular to it", () => {
  expect(matrix(placementText(1, "0.,0.,0.", "0.,0.,-2.", "0.,3.,5."))).toEqual(
    [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, -1, 0],
  );
});

test("a reference direction along the axis says nothing: any perpendicular will do", () => {
  const m = placement(entitiesOf(placementText(1, "0.,0.,0.", "1.,0.,0.", "1.,0.,0.")), 1, 1)!;
  const column = (i: number) => [m[i], m[4 + i], m[8 + i]];
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
  expect(column(2)).toEqual([1, 0, 0]);
  for (const [i, j] of [[0, 1], [1, 2], [0, 2]]) {
    expect(dot(column(i), column(j))).toBeCloseTo(0, 12);
  }
  expect(dot(column(0), column(0))).toBeCloseTo(1, 12);
});

test("operators scale and mirror", () => {
  const data = "#1=CARTESIAN_TRANSFORMATION_OPERATOR_3D('','','',#2,#3,#4,2.,#5);" +
    "#2=DIRECTION('',(1.,0.,0.));#3=DIRECTION('',(0.,-1.,0.));" +
    "#4=CARTESIAN_POINT('',(1.,2.,3.));#5=DIRECTION('',(0.,0.,1.));";
  expect(matrix(data)).toEqual([2, 0, 0, 1, 0, -2, 0, 2, 0, 0, 2, 3]);
});

test("axes that are left out are those of the standard, whose operators may mirror", () => {
  // By base_axis: z is (0, 0, 1), x (1, 0, 0), and y the part of (0, 1, 0) across both.
  const operator = (axis1: string, axis3: string) =>
    matrix(
      `#1=CARTESIAN_TRANSFORMATION_OPERATOR_3D('','','',${axis1},$,#4,$,${axis3});` +
        "#2=DIRECTION('',(-1.,0.,0.));#3=DIRECTION('',(0.,0.,-1.));#5=DIRECTION('',(1.,0.,0.));" +
        "#4=CARTESIAN_POINT('',(0.,0.,0.));",
    );
  expect(operator("$", "$")).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  expect(operator("#2", "$")).toEqual([-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  expect(operator("#5", "#3")).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0]);
  expect(operator("#2", "#3")).toEqual([-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0]);
  // By first_proj_axis: x is (0, 1, 0) where z lies along (1, 0, 0).
  expect(matrix(placementText(1, "0.,0.,0.", "1.,0.,0."))).toEqual(
    [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0],
  );
});

test("an operator that is written as a complex entity", () => {
  const data = "#1=(CARTESIAN_TRANSFORMATION_OPERATOR($,#3,#4,2.)" +
    "CARTESIAN_TRANSFORMATION_OPERATOR_3D($)GEOMETRIC_REPRESENTATION_ITEM());" +
    "#3=DIRECTION('',(0.,-1.,0.));#4=CARTESIAN_POINT('',(1.,2.,3.));";
  expect(matrix(data)).toEqual([2, 0, 0, 1, 0, -2, 0, 2, 0, 0, 2, 3]);
  expect(isSoundPlacement(entitiesOf(data), 1)).toBe(true);
});

test.each([
  ["all is given", placementText(1, "0.,0.,0.", "0.,0.,1.", "1.,0.,0."), true],
  ["axes are left out", placementText(1, "0.,0.,0."), true],
  ["two coordinates", placementText(1, "0.,0."), false],
  ["axes along each other", placementText(1, "0.,0.,0.", "0.,0.,1.", "0.,0.,-3."), false],
  ["an axis without a length", placementText(1, "0.,0.,0.", "0.,0.,0.", "1.,0.,0."), false],
  ["an axis that is not there", placementText(1, "0.,0.,0.").replace("$,$", "#77,$"), false],
  ["another entity", "#1=PLANE('',#2);", false],
])("whether nothing has to be taken for granted: %s", (_, data, isSound) => {
  expect(isSoundPlacement(entitiesOf(data), 1)).toBe(isSound);
});

test("what is no placement", () => {
  expect(placement(entitiesOf("#1=PLANE('',#2);"), 1, 1)).toBeNull();
  expect(placement(entitiesOf("#1=PLANE('',#2);"), null, 1)).toBeNull();
});
