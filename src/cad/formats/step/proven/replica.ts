/**
 * Copies of curves and surfaces that are moved, scaled or mirrored.
 *
 * @module
 */
import type { Transform } from "../../../brep.ts";
import { Circle } from "../../../geometry/circle.ts";
import { Cone } from "../../../geometry/cone.ts";
import type { Curve } from "../../../geometry/curve.ts";
import { Cylinder } from "../../../geometry/cylinder.ts";
import { Ellipse } from "../../../geometry/ellipse.ts";
import { Extrusion } from "../../../geometry/extrusion.ts";
import { Hyperbola } from "../../../geometry/hyperbola.ts";
import { Line } from "../../../geometry/line.ts";
import { JoinedSpline } from "../../../geometry/nurbs/joined_spline.ts";
import { NurbsCurve } from "../../../geometry/nurbs/nurbs_curve.ts";
import { NurbsSurface } from "../../../geometry/nurbs/nurbs_surface.ts";
import { Parabola } from "../../../geometry/parabola.ts";
import { Plane } from "../../../geometry/plane.ts";
import { Revolution } from "../../../geometry/revolution.ts";
import type { SmoothCurve } from "../../../geometry/smooth.ts";
import { Sphere } from "../../../geometry/sphere.ts";
import type { Surface } from "../../../geometry/surface.ts";
import { Torus } from "../../../geometry/torus.ts";
import { applyToPoint } from "../../../geometry/transform.ts";
import type { BoundedCurve } from "./bounded_curve.ts";

/** A copy of a surface, and whether its normal by ISO 10303-42 is the other one. */
interface SurfaceCopy {
  readonly surface: Surface;
  readonly turned: boolean;
  /** What a parameter of the surface, u and v, is times to be that of the copy. */
  readonly stretch: readonly [u: number, v: number];
}

/** Copies with one transform: a uniform scale, above zero, a turn or a mirror, and a move. */
export class Replicas {
  readonly #transform: Transform;
  readonly #scale: number;
  readonly #isMirror: boolean;

  constructor(transform: Transform) {
    const m = this.#transform = transform;
    const volume = m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8]) +
      m[2] * (m[4] * m[9] - m[5] * m[8]);
    this.#scale = Math.cbrt(Math.abs(volume));
    this.#isMirror = volume < 0;
  }

  /** The copy of a curve, at the same parameters but of lines; null for a curve of another kind. */
  curve(curve: Curve): SmoothCurve | null {
    const scale = this.#scale;
    if (curve instanceof Line) {
      const { x, y, z, dx, dy, dz } = curve;
      const direction = this.#directions(Float64Array.of(dx, dy, dz));
      return new Line(this.#points(Float64Array.of(x, y, z)), direction);
    }
    if (curve instanceof NurbsCurve) {
      const { dimension, basis: { degree, knots, period }, weights } = curve;
      const poles = this.#points(curve.poles);
      const own = { dimension, degree, knots, poles, weights, periodic: period > 0 };
      return curve instanceof JoinedSpline
        ? new JoinedSpline(own, curve.joints)
        : new NurbsCurve(own);
    }
    if (curve instanceof Circle) return new Circle(this.#frame(curve.frame), scale * curve.radius);
    if (curve instanceof Ellipse) {
      const { majorRadius, minorRadius } = curve;
      return new Ellipse(this.#frame(curve.frame), scale * majorRadius, scale * minorRadius);
    }
    if (curve instanceof Hyperbola) {
      const { majorRadius, minorRadius } = curve;
      return new Hyperbola(this.#frame(curve.frame), scale * majorRadius, scale * minorRadius);
    }
    if (curve instanceof Parabola) {
      return new Parabola(this.#frame(curve.frame), scale * curve.focal);
    }
    return null;
  }

  /** The copy of a surface; null for one of another kind. */
  surface(surface: Surface): SurfaceCopy | null {
    if (surface instanceof NurbsSurface) {
      const { basisU, basisV, weights } = surface;
      return this.#straight(
        new NurbsSurface({
          degreeU: basisU.degree,
          degreeV: basisV.degree,
          knotsU: basisU.knots,
          knotsV: basisV.knots,
          poles: this.#points(surface.poles),
          weights,
          periodicU: surface.periodU > 0,
          periodicV: surface.periodV > 0,
        }),
      );
    }
    if (surface instanceof Extrusion) {
      const curve = this.curve(surface.curve);
      if (curve === null) return null;
      const copy = new Extrusion(curve, this.#directions(surface.direction));
      return this.#straight(copy, [this.#stretch(curve), this.#scale]);
    }
    if (surface instanceof Revolution) {
      const curve = this.curve(surface.curve);
      if (curve === null) return null;
      // Mirrored, the curve goes around the other way.
      const way = this.#isMirror ? -1 : 1;
      const axis = this.#directions(surface.axis).map((x) => way * x);
      const copy = new Revolution(curve, this.#points(surface.origin), axis);
      return this.#straight(copy, [1, this.#stretch(curve)]);
    }
    const elementary = this.#elementary(surface);
    if (elementary === null) return null;
    // Their frames are right-handed: mirrored, what they have for u is the other way round, or, of
    // planes, what they have for v.
    const scale = this.#scale, turn = this.#isMirror ? -1 : 1;
    const isLong = surface instanceof Cylinder || surface instanceof Cone;
    return {
      surface: elementary,
      turned: this.#isMirror,
      stretch: surface instanceof Plane ? [scale, turn * scale] : [turn, isLong ? scale : 1],
    };
  }

  /** The copy of a stretch of a curve; null for a curve of another kind. */
  piece({ curve, first, last }: BoundedCurve): BoundedCurve | null {
    const copy = this.curve(curve);
    if (copy === null) return null;
    const stretch = this.#stretch(copy);
    return { curve: copy, first: first * stretch, last: last * stretch };
  }

  /** Lines are as long in their parameter as they are. */
  #stretch(curve: Curve): number {
    return curve instanceof Line ? this.#scale : 1;
  }

  #straight(surface: Surface, stretch: readonly [number, number] = [1, 1]): SurfaceCopy {
    return { surface, turned: false, stretch };
  }

  #elementary(surface: Surface): Surface | null {
    const scale = this.#scale;
    if (surface instanceof Plane) return new Plane(this.#rightHanded(surface.frame));
    if (surface instanceof Cylinder) {
      return new Cylinder(this.#rightHanded(surface.frame), scale * surface.radius);
    }
    if (surface instanceof Cone) {
      const { frame, radius, semiAngle } = surface;
      return new Cone(this.#rightHanded(frame), scale * radius, semiAngle);
    }
    if (surface instanceof Sphere) {
      return new Sphere(this.#rightHanded(surface.frame), scale * surface.radius);
    }
    if (!(surface instanceof Torus)) return null;
    const { frame, majorRadius, minorRadius, inner } = surface;
    return new Torus(this.#rightHanded(frame), scale * majorRadius, scale * minorRadius, inner);
  }

  /** Origin, x, y and z axis, with y the other way where they are mirrored. */
  #rightHanded(frame: Float64Array): Float64Array {
    const out = this.#frame(frame);
    if (this.#isMirror) { for (let i = 6; i < 9; i++) out[i] = -out[i]; }
    return out;
  }

  #frame(frame: Float64Array): Float64Array {
    const out = new Float64Array(frame.length);
    out.set(this.#points(frame.subarray(0, 3)));
    out.set(this.#directions(frame.subarray(3)), 3);
    return out;
  }

  #points(points: Float64Array): Float64Array {
    const out = Float64Array.from(points);
    for (let at = 0; at < out.length; at += 3) applyToPoint(this.#transform, out, at);
    return out;
  }

  /** Vectors that keep their lengths. */
  #directions(vectors: Float64Array): Float64Array {
    const m = this.#transform, out = new Float64Array(vectors.length);
    for (let at = 0; at < out.length; at += 3) {
      for (let row = 0; row < 3; row++) {
        out[at + row] = (m[4 * row] * vectors[at] + m[4 * row + 1] * vectors[at + 1] +
          m[4 * row + 2] * vectors[at + 2]) / this.#scale;
      }
    }
    return out;
  }
}
