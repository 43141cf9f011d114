import { expect, test } from "vitest";
import { Cone } from "../../../../../src/cad/geometry/cone.ts";
import type { NurbsCurve } from "../../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { pointOf } from "../../../geometry/differences.ts";
import { geometryOver } from "./read_text.ts";

const FRAME = `#1=CARTESIAN_POINT('',(0.,0.,0.));
#2=DIRECTION('',(0.,0.,1.));
#3=DIRECTION('',(1.,0.,0.));
#4=AXIS2_PLACEMENT_3D('',#1,#2,#3);
#5=VECTOR('',#3,7.);
#6=AXIS1_PLACEMENT('',#1,#2);
`;
const one = (line: string, length = 1, angle = 1) =>
  geometryOver(`${FRAME}#9=${line};`, length, angle);
const at = (surface: ReturnType<ReturnType<typeof one>["surface"]>, u: number, v: number) => {
  const out = new Float64Array(9);
  surface.d1(u, v, out);
  return [...out.subarray(0, 3)];
};

test.each<[string, string, number[]]>([
  ["LINE('',#1,#5)", "line", [2, 0, 0]],
  ["CIRCLE('',#4,3.)", "circle", [3 * Math.cos(2), 3 * Math.sin(2), 0]],
  ["ELLIPSE('',#4,3.,2.)", "ellipse", [3 * Math.cos(2), 2 * Math.sin(2), 0]],
  // As the kernel turns it: its first axis is the standard's second, backwards.
  ["ELLIPSE('',#4,2.,3.)", "ellipse", [2 * Math.sin(2), -3 * Math.cos(2), 0]],
  ["HYPERBOLA('',#4,3.,2.)", "hyperbola", [3 * Math.cosh(2), 2 * Math.sinh(2), 0]],
  ["PARABOLA('',#4,3.)", "parabola", [4 / 12, 2, 0]],
  ["TRIMMED_CURVE('',#10,(#1),(#1),.F.,.CARTESIAN.);#10=CIRCLE('',#4,3.)", "circle", [
    3 * Math.cos(2),
    -3 * Math.sin(2),
    0,
  ]],
  ["OFFSET_CURVE_3D('',#10,1.,.F.,#2);#10=CIRCLE('',#4,3.)", "other", [
    2 * Math.cos(2),
    2 * Math.sin(2),
    0,
  ]],
  ["TRIMMED_CURVE('',#10,(#1),(#1),.T.,.CARTESIAN.);#10=CIRCLE('',#4,3.)", "circle", [
    3 * Math.cos(2),
    3 * Math.sin(2),
    0,
  ]],
])("%s", (line, kind, point) => {
  const curve = one(line).curve(9);
  expect(curve.kind).toBe(kind);
  pointOf(curve, 2).forEach((x, i) => expect(x).toBeCloseTo(point[i], 12));
});

test.each<[string, string, number[]]>([
  ["PLANE('',#4)", "plane", [1, 2, 0]],
  ["CYLINDRICAL_SURFACE('',#4,3.)", "cylinder", [3 * Math.cos(1), 3 * Math.sin(1), 2]],
  ["SPHERICAL_SURFACE('',#4,3.)", "sphere", [
    3 * Math.cos(2) * Math.cos(1),
    3 * Math.cos(2) * Math.sin(1),
    3 * Math.sin(2),
  ]],
  ["TOROIDAL_SURFACE('',#4,5.,2.)", "torus", [
    (5 + 2 * Math.cos(2)) * Math.cos(1),
    (5 + 2 * Math.cos(2)) * Math.sin(1),
    2 * Math.sin(2),
  ]],
  ["DEGENERATE_TOROIDAL_SURFACE('',#4,1.,2.,.F.)", "torus", [
    (1 + 2 * Math.cos(2)) * Math.cos(1),
    (1 + 2 * Math.cos(2)) * Math.sin(1),
    2 * Math.sin(2),
  ]],
  ["OFFSET_SURFACE('',#10,1.,.F.);#10=CYLINDRICAL_SURFACE('',#4,3.)", "offset", [
    4 * Math.cos(1),
    4 * Math.sin(1),
    2,
  ]],
  [
    "SURFACE_OF_LINEAR_EXTRUSION('',#10,#11);#10=CIRCLE('',#4,3.);#11=VECTOR('',#2,4.)",
    "extrusion",
    [
      3 * Math.cos(1),
      3 * Math.sin(1),
      2,
    ],
  ],
  ["SURFACE_OF_REVOLUTION('',#10,#6);#10=LINE('',#1,#5)", "revolution", [
    2 * Math.cos(1),
    2 * Math.sin(1),
    0,
  ]],
])("%s", (line, kind, point) => {
  const surface = one(line).surface(9);
  expect(surface.kind).toBe(kind);
  at(surface, 1, 2).forEach((x, i) => expect(x).toBeCloseTo(point[i], 12));
});

test("lengths are in millimetres, angles in radians", () => {
  const cone = one("CONICAL_SURFACE('',#4,1.,45.)", 25.4, Math.PI / 180).surface(9) as Cone;
  expect(cone).toBeInstanceOf(Cone);
  expect([cone.radius, cone.semiAngle]).toEqual([25.4, Math.PI / 4]);
});

const POINTS = `#20=CARTESIAN_POINT('',(0.,0.,0.));
#21=CARTESIAN_POINT('',(1.,0.,0.));
#22=CARTESIAN_POINT('',(1.,1.,0.));
`;

test("B-splines: with knots, rational ones, and those whose knots their name says", () => {
  const net = "(#20,#21,#22),.UNSPECIFIED.,.F.,.F.";
  const quarter = geometryOver(
    `${POINTS}#9=(BOUNDED_CURVE()B_SPLINE_CURVE(2,${net})B_SPLINE_CURVE_WITH_KNOTS((3,3),(0.,1.),` +
      ".UNSPECIFIED.)CURVE()GEOMETRIC_REPRESENTATION_ITEM()" +
      "RATIONAL_B_SPLINE_CURVE((1.,0.707106781186548,1.))REPRESENTATION_ITEM(''));",
  ).curve(9);
  const [x, y] = pointOf(quarter, 0.3);
  expect(Math.hypot(x, y - 1)).toBeCloseTo(1, 12); // on the circle about (0, 1)
  for (
    const line of [
      `B_SPLINE_CURVE_WITH_KNOTS('',2,${net},(3,3),(0.,1.),.UNSPECIFIED.)`,
      `QUASI_UNIFORM_CURVE('',2,${net})`,
      `BEZIER_CURVE('',2,${net})`,
    ]
  ) {
    const curve = geometryOver(`${POINTS}#9=${line};`).curve(9);
    expect(pointOf(curve, 0.5)).toEqual([0.75, 0.25, 0]);
  }
});

test("polylines and uniform splines count their points, closed ones go around", () => {
  const read = (line: string) => geometryOver(`${POINTS}#9=${line};`).curve(9) as NurbsCurve;
  const bend = read("POLYLINE('',(#20,#21,#22))");
  expect([pointOf(bend, 0.5), pointOf(bend, 1.25)]).toEqual([[0.5, 0, 0], [1, 0.25, 0]]);
  const uniform = read("UNIFORM_CURVE('',2,(#20,#21,#22),.UNSPECIFIED.,.F.,.F.)");
  expect([uniform.basis.first, uniform.basis.last]).toEqual([2, 3]);
  expect([pointOf(uniform, 2), pointOf(uniform, 3)]).toEqual([[0.5, 0, 0], [1, 0.5, 0]]);
  const knots = "(1,1,1,1,1,1,1,1),(-2.,-1.,0.,1.,2.,3.,4.,5.),.UNSPECIFIED.";
  const round = (flag: string) =>
    read(
      "B_SPLINE_CURVE_WITH_KNOTS('',2,(#20,#21,#22,#20,#21),.UNSPECIFIED.," +
        `${flag},.F.,${knots})`,
    );
  expect([round(".T.").period, round(".F.").period]).toEqual([3, 0]);
});

test("what is not read right for certain is refused", () => {
  const reason = (line: string, kind: "curve" | "surface" = "curve") => {
    const geometry = geometryOver(FRAME + POINTS + `#9=${line};`);
    const read = () => kind === "curve" ? geometry.curve(9) : geometry.surface(9);
    expect(read).toThrow();
    try {
      read();
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(reason("COMPOSITE_CURVE('',(),.F.)")).toBe("a composite curve without segments (#9)");
  expect(reason("POLYLINE('',(#20,#21,#21))")).toBe("a polyline that stays where it is (#9)");
  expect(reason("DEGENERATE_TOROIDAL_SURFACE('',#4,3.,2.,.T.)", "surface")).toBe(
    "a torus that does not meet itself (#9)",
  );
  expect(reason("OFFSET_SURFACE('',#10,1.,.F.);#10=SPHERICAL_SURFACE('',#4,3.)", "surface"))
    .toBe("an offset of a sphere (#9)");
  expect(reason("CIRCLE('',#4,0.)")).toBe("a radius that is not above zero (#9)");
  expect(reason("SURFACE_CURVE('',#9,(),.CURVE_3D.)")).toContain("nested too deep");
  const spline = (knots: string) =>
    reason(`B_SPLINE_CURVE_WITH_KNOTS('',2,(#20,#21,#22),.UNSPECIFIED.,.F.,.F.,${knots},.U.)`);
  expect(spline("(3,2),(0.,1.)")).toContain("knots that do not suit their poles");
  expect(spline("(3,3),(1.,0.)")).toContain("knots that do not suit their poles");
  const net = (row: string) =>
    reason(
      `B_SPLINE_SURFACE_WITH_KNOTS('',1,2,((${row}),(#20,#21,#22)),.U.,.F.,.F.,.F.,` +
        "(2,2),(1,1,1,1,1,1),(0.,1.),(-2.,-1.,0.,1.,2.,3.),.U.)",
      "surface",
    );
  expect(net("#21,#21,#21")).toContain("a B-spline that is not clamped and has a pole");
});
