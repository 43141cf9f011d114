import { expect, test } from "vitest";
import { parameterUnits } from "../../../../../src/cad/formats/step/proven/parameter_units.ts";
import type { StepTools } from "../../../../../src/cad/formats/step/proven/step_tools.ts";
import { reasonThrown, toolsOver } from "./read_text.ts";

/** In centimetres and degrees. */
const DEGREE = Math.PI / 180;
const FRAME = "#90=DIRECTION('',(0.,0.,1.));\n#91=VECTOR('',#90,3.);\n#92=LINE('',#93,#91);\n" +
  "#93=CARTESIAN_POINT('',(0.,0.,0.));\n#94=CIRCLE('',#99,1.);\n#95=PARABOLA('',#99,1.);\n" +
  "#96=POLYLINE('',(#93,#93));\n";
const tools = (entity: string): StepTools => toolsOver(`#1=${entity};\n${FRAME}`, 10, DEGREE);

test.each<[string, number, number]>([
  ["PLANE('',#99)", 10, 10],
  ["CYLINDRICAL_SURFACE('',#99,1.)", DEGREE, 10],
  ["CONICAL_SURFACE('',#99,1.,60.)", DEGREE, 20],
  ["SPHERICAL_SURFACE('',#99,1.)", DEGREE, DEGREE],
  ["TOROIDAL_SURFACE('',#99,2.,1.)", DEGREE, DEGREE],
  ["SURFACE_OF_LINEAR_EXTRUSION('',#92,#91)", 30, 30],
  ["SURFACE_OF_LINEAR_EXTRUSION('',#94,#91)", DEGREE, 30],
  ["SURFACE_OF_REVOLUTION('',#96,#99)", DEGREE, 1],
  ["OFFSET_SURFACE('',#1,1.,.F.)", NaN, NaN],
])("%s", (entity, u, v) => {
  if (Number.isNaN(u)) {
    const over = `#2=SPHERICAL_SURFACE('',#99,1.);\n#1=OFFSET_SURFACE('',#2,1.,.F.);\n`;
    expect(parameterUnits(1, toolsOver(over, 10, DEGREE))).toEqual([DEGREE, DEGREE]);
    return;
  }
  const [unitU, unitV] = parameterUnits(1, tools(entity));
  expect(unitU).toBeCloseTo(u, 12);
  expect(unitV).toBeCloseTo(v, 12);
});

test("of other curves the parameters are not known", () => {
  const parabolic = tools("SURFACE_OF_LINEAR_EXTRUSION('',#95,#91)");
  expect(reasonThrown(() => parameterUnits(1, parabolic))).toBe("parameters of the kind PARABOLA");
});
