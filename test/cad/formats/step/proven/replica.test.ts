/** Copies of curves and surfaces, point by point and by closed forms: the kernel drops them. */
import { describe, expect, test } from "vitest";
import { Replicas } from "../../../../../src/cad/formats/step/proven/replica.ts";
import { BodyGeometry } from "../../../../../src/cad/features/bodies/body_geometry.ts";
import { Circle } from "../../../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../../../src/cad/geometry/cylinder.ts";
import { Ellipse } from "../../../../../src/cad/geometry/ellipse.ts";
import { Extrusion } from "../../../../../src/cad/geometry/extrusion.ts";
import { Hyperbola } from "../../../../../src/cad/geometry/hyperbola.ts";
import { Line } from "../../../../../src/cad/geometry/line.ts";
import { JoinedSpline } from "../../../../../src/cad/geometry/nurbs/joined_spline.ts";
import { NurbsCurve } from "../../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { OffsetCurve } from "../../../../../src/cad/geometry/offset_curve.ts";
import { OffsetSurface } from "../../../../../src/cad/geometry/offset_surface.ts";
import { Parabola } from "../../../../../src/cad/geometry/parabola.ts";
import { Plane } from "../../../../../src/cad/geometry/plane.ts";
import { Revolution } from "../../../../../src/cad/geometry/revolution.ts";
import type { SmoothCurve } from "../../../../../src/cad/geometry/smooth.ts";
import { Sphere } from "../../../../../src/cad/geometry/sphere.ts";
import type { Surface } from "../../../../../src/cad/geometry/surface.ts";
import { Torus } from "../../../../../src/cad/geometry/torus.ts";
import { applyToPoint } from "../../../../../src/cad/geometry/transform.ts";
import { ODD_REPLICAS } from "./odd_replicas.ts";
import { readText, reasonOf } from "./read_text.ts";

const frame = Float64Array.of(3, -2, 5, 0.36, 0.48, -0.8, -0.8, 0.6, 0, 0.48, 0.64, 0.6);
const conic = frame.slice(0, 9);
const O = Float64Array.of(1, 2, 3), Z = Float64Array.of(0, 0, 1);
const poles = Float64Array.of(4, 0, 0, 5, 1, 0.5, 7, 0, 1, 6, -1, 2);
const ONES = Float64Array.of(0, 0, 1, 1);
const wave = new NurbsCurve({
  dimension: 3,
  degree: 3,
  knots: Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1),
  poles,
  weights: Float64Array.of(1, 2, 1, 1),
});
const patch = new NurbsSurface({
  degreeU: 1,
  degreeV: 1,
  knotsU: ONES,
  knotsV: ONES,
  poles,
  weights: null,
});

/** Twice as large, turned by 3-4-5 about z and moved; mirrored too, in x first. */
const transformOf = (way: 1 | -1) =>
  Float64Array.of(1.2 * way, -1.6, 0, 7, 1.6 * way, 1.2, 0, -4, 0, 0, 2, 1);

describe.each([false, true])("a copy that is mirrored: %s", (isMirror) => {
  const transform = transformOf(isMirror ? -1 : 1);
  const replicas = new Replicas(transform);
  const moved = (p: ArrayLike<number>) => {
    const out = Float64Array.of(p[0], p[1], p[2]);
    applyToPoint(transform, out);
    return out;
  };
  const near = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    for (let i = 0; i < 3; i++) expect(a[i]).toBeCloseTo(b[i], 10);
  };

  test.each<[string, SmoothCurve, number]>([
    ["line", new Line(O, Z), 2],
    ["circle", new Circle(conic, 4), 1],
    ["ellipse", new Ellipse(conic, 4, 3), 1],
    ["hyperbola", new Hyperbola(conic, 4, 3), 1],
    ["parabola", new Parabola(conic, 4), 2],
    ["B-spline", wave, 1],
  ])("of a %s", (_, curve, speed) => {
    const copy = replicas.curve(curve)!, a = new Float64Array(6), b = new Float64Array(6);
    for (const t of [0.1, 0.4, 0.9]) {
      curve.d1(t, a);
      copy.d1(speed * t, b);
      near(b, moved(a));
    }
  });

  const plain = new Line(Float64Array.of(4, 2, 0), Float64Array.of(0, 0.6, 0.8));
  test.each<[string, Surface]>([
    ["plane", new Plane(frame)],
    ["cylinder", new Cylinder(frame, 2)],
    ["cone", new Cone(frame, 2, 0.4)],
    ["sphere", new Sphere(frame, 2)],
    ["torus", new Torus(frame, 5, 2)],
    ["B-spline", patch],
    ["extrusion", new Extrusion(wave, Z)],
    ["extrusion of a line", new Extrusion(plain, Z)],
    ["revolution", new Revolution(plain, O, Z)],
  ])("of a %s has its points, and the normal that its parameters give", (_, surface) => {
    const { surface: copy, turned, stretch: [alongU, alongV] } = replicas.surface(surface)!;
    const a = new Float64Array(9), b = new Float64Array(9);
    for (const [u, v] of [[0.2, 0.3], [0.7, 0.9]]) {
      surface.d1(u, v, a);
      copy.d1(u * alongU, v * alongV, b);
      near(b, moved(a));
    }
    // What runs along u and v is mirrored with them.
    expect(turned).toBe(isMirror && !/nurbs|extrusion|revolution/.test(surface.kind));
  });

  test("of a joined curve has its joints", () => {
    const { dimension, basis: { degree, knots }, poles, weights } = wave;
    const joined = new JoinedSpline({ dimension, degree, knots, poles, weights }, [0.5]);
    expect(replicas.curve(joined)).toMatchObject({ joints: [0.5] });
  });

  test("of offsets there is none", () => {
    expect(replicas.curve(new OffsetCurve(wave, 1, Z))).toBe(null);
    expect(replicas.surface(new OffsetSurface(new Plane(frame), 1))).toBe(null);
  });
});

describe("a wedge with a copy for its side", () => {
  test.each(Object.keys(ODD_REPLICAS))("%s", (name) => {
    const [{ brep }] = readText(ODD_REPLICAS[name]()), geometry = BodyGeometry.of(brep);
    const volume = name.includes("cone") ? Math.PI * 19 / 3 : Math.PI * 6;
    expect(geometry.closing.volume).toBeCloseTo(volume, 9);
  });
});

describe("what is planted", () => {
  const planted = (name: string, from: RegExp, to: string) => {
    const text = ODD_REPLICAS[name](), changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return reasonOf(changed);
  };

  test("a scale that is off", () => {
    expect(planted("a cylinder that is scaled", /,2\.0+(,#\d+\);)/, ",2.02$1"))
      .toBe("an edge that is off its surface");
  });

  test("a scale of none", () => {
    expect(planted("a cylinder that is scaled", /,2\.0+(,#\d+\);)/, ",0.$1"))
      .toBe("an operator that is not told in full");
  });

  test("a normal that is not turned where its surface is mirrored", () => {
    expect(planted("a cylinder that is mirrored", /(ADVANCED_FACE.*)\.F\.\)/, "$1.T.)"))
      .not.toBe(null);
  });

  test("an operator that mirrors, and its face is not turned", () => {
    expect(planted("a cylinder that is moved", /(DIRECTION\('',\()0\.,1\.,0\.\)/, "$10.,-1.,0.)"))
      .not.toBe(null);
  });
});
