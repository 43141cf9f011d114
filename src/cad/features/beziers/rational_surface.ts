/**
 * Surfaces as patches of rational polynomials.
 *
 * @module
 */
import { AxialSurface } from "../../geometry/axial_surface.ts";
import { Cone } from "../../geometry/cone.ts";
import { Cylinder } from "../../geometry/cylinder.ts";
import { Extrusion } from "../../geometry/extrusion.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import { Plane } from "../../geometry/plane.ts";
import { Revolution } from "../../geometry/revolution.ts";
import { Sphere } from "../../geometry/sphere.ts";
import type { Surface } from "../../geometry/surface.ts";
import { Torus } from "../../geometry/torus.ts";
import type { ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";
import { arcSpans } from "./arc_spans.ts";
import { rationalCurve } from "./rational_curve.ts";

/** A surface that is a rational polynomial, at most cubic in u and in v, between its knots. */
export interface RationalSurface {
  readonly knotsU: readonly number[];
  readonly knotsV: readonly number[];
  /** Writes x, y and z, all times the weight, and the weight, to `out[0..4)`. */
  at(spanU: number, spanV: number, u: number, v: number, out: Float64Array): void;
}

/** Control points of a patch in u and in v: one more than the degree. */
const MOST_DEGREE = 3;

/** The part of a surface over a box of its parameters; or why there is none of at most degree 3. */
export function rationalSurface(surface: Surface, box: ParameterBox): RationalSurface | string {
  if (surface instanceof Plane) return flat(surface, box);
  if (surface instanceof AxialSurface) return turned(surface, box);
  if (surface instanceof NurbsSurface) return spline(surface, box);
  if (surface instanceof Extrusion) return extruded(surface, box);
  if (surface instanceof Revolution) return revolved(surface, box);
  return `its surface is of the kind '${surface.kind}', which is no rational polynomial`;
}

function flat(surface: Plane, { u0, u1, v0, v1 }: ParameterBox): RationalSurface {
  const q = new Float64Array(9);
  return {
    knotsU: [u0, u1],
    knotsV: [v0, v1],
    at(_i, _j, u, v, out) {
      surface.d1(u, v, q);
      out.set(q.subarray(0, 3));
      out[3] = 1;
    },
  };
}

/** A profile of radius and height about an axis: an arc in u, and a line or an arc in v. */
function turned(surface: AxialSurface, { u0, u1, v0, v1 }: ParameterBox): RationalSurface | string {
  const { frame: f } = surface, around = arcSpans(u0, u1), arc = new Float64Array(3);
  const profile = profileOf(surface, v0, v1);
  if (profile === null) return `its surface is of the kind '${surface.kind}'`;
  // Radius and height, both times the weight, and the weight.
  const p = new Float64Array(3);
  return {
    knotsU: around.knots,
    knotsV: profile.knots,
    at(i, j, u, v, out) {
      around.at(i, u, arc);
      profile.at(j, v, p);
      for (let k = 0; k < 3; k++) {
        out[k] = arc[2] * (p[2] * f[k] + p[1] * f[9 + k]) +
          p[0] * (arc[0] * f[3 + k] + arc[1] * f[6 + k]);
      }
      out[3] = arc[2] * p[2];
    },
  };
}

/** Pieces along v, with radius, height and weight at a parameter. */
interface Profile {
  readonly knots: readonly number[];
  at(span: number, v: number, out: Float64Array): void;
}

function profileOf(surface: AxialSurface, v0: number, v1: number): Profile | null {
  const straight = (radius: number, angle: number): Profile => ({
    knots: [v0, v1],
    at(_j, v, out) {
      out[0] = radius + v * Math.sin(angle);
      out[1] = v * Math.cos(angle);
      out[2] = 1;
    },
  });
  const round = (major: number, minor: number): Profile => {
    const arc = arcSpans(v0, v1);
    return {
      knots: arc.knots,
      at(j, v, out) {
        arc.at(j, v, out);
        out[0] = major * out[2] + minor * out[0];
        out[1] *= minor;
      },
    };
  };
  if (surface instanceof Cylinder) return straight(surface.radius, 0);
  if (surface instanceof Cone) return straight(surface.radius, surface.semiAngle);
  if (surface instanceof Sphere) return round(0, surface.radius);
  return surface instanceof Torus ? round(surface.majorRadius, surface.minorRadius) : null;
}

function spline(surface: NurbsSurface, { u0, u1, v0, v1 }: ParameterBox): RationalSurface | string {
  const { basisU, basisV, weights } = surface;
  const degree = Math.max(basisU.degree, basisV.degree);
  if (degree > MOST_DEGREE) return tooHigh(degree);
  const q = new Float64Array(9), w = new Float64Array(9);
  const denominator = weights === null ? null : new NurbsSurface({
    degreeU: basisU.degree,
    degreeV: basisV.degree,
    knotsU: basisU.knots,
    knotsV: basisV.knots,
    poles: Float64Array.from(
      { length: 3 * weights.length },
      (_, i) => i % 3 === 0 ? weights[i / 3] : 0,
    ),
    weights: null,
    periodicU: surface.periodU > 0,
    periodicV: surface.periodV > 0,
  });
  return {
    knotsU: [u0, ...surface.breaksU(u0, u1), u1],
    knotsV: [v0, ...surface.breaksV(v0, v1), v1],
    at(_i, _j, u, v, out) {
      surface.d1(u, v, q);
      denominator?.d1(u, v, w);
      const weight = denominator === null ? 1 : w[0];
      for (let k = 0; k < 3; k++) out[k] = q[k] * weight;
      out[3] = weight;
    },
  };
}

function extruded(surface: Extrusion, { u0, u1, v0, v1 }: ParameterBox): RationalSurface | string {
  const curve = rationalCurve(surface.curve, u0, u1);
  if (curve === null) return `its surface is extruded from a curve that is no rational polynomial`;
  if (curve.degree > MOST_DEGREE) return tooHigh(curve.degree);
  return {
    knotsU: curve.knots,
    knotsV: [v0, v1],
    at(i, _j, u, v, out) {
      curve.at(i, u, out);
      for (let k = 0; k < 3; k++) out[k] += out[3] * v * surface.direction[k];
    },
  };
}

function revolved(surface: Revolution, { u0, u1, v0, v1 }: ParameterBox): RationalSurface | string {
  const curve = rationalCurve(surface.curve, v0, v1);
  if (curve === null) return `its surface is revolved from a curve that is no rational polynomial`;
  if (curve.degree > MOST_DEGREE) return tooHigh(curve.degree);
  const around = arcSpans(u0, u1), arc = new Float64Array(3), p = new Float64Array(4);
  const { origin: o, axis: a } = surface;
  return {
    knotsU: around.knots,
    knotsV: curve.knots,
    at(i, j, u, v, out) {
      around.at(i, u, arc);
      curve.at(j, v, p);
      const d = [0, 1, 2].map((k) => p[k] - p[3] * o[k]);
      const along = d[0] * a[0] + d[1] * a[1] + d[2] * a[2];
      const off = d.map((x, k) => x - along * a[k]);
      const turned = [
        a[1] * off[2] - a[2] * off[1],
        a[2] * off[0] - a[0] * off[2],
        a[0] * off[1] - a[1] * off[0],
      ];
      for (let k = 0; k < 3; k++) {
        out[k] = arc[2] * (p[3] * o[k] + along * a[k]) + arc[0] * off[k] + arc[1] * turned[k];
      }
      out[3] = arc[2] * p[3];
    },
  };
}

function tooHigh(degree: number): string {
  return `its surface is of degree ${degree}, and a patch of 4 x 4 points is of degree 3`;
}
