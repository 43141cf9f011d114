/**
 * The curve in space that an edge runs along.
 *
 * @module
 */
import type { Brep, Edge, Face, Transform } from "../../brep.ts";
import type { Curve, CurveKind } from "../../geometry/curve.ts";
import type { SmoothCurve, SmoothSurface } from "../../geometry/smooth.ts";
import type { EdgeUse } from "../adjacency.ts";

/** A curve in space with its place and its range. */
export interface PlacedCurve {
  readonly curve: Curve;
  readonly location: Transform | null;
  readonly first: number;
  readonly last: number;
}

/** A curve in a surface's parameters, as a curve in space. */
class CurveOnSurface implements Curve {
  readonly kind: CurveKind = "other";
  readonly dimension = 3;
  readonly #pcurve: Curve;
  readonly #face: Face;
  readonly #uv = new Float64Array(4);
  readonly #q = new Float64Array(9);

  constructor(pcurve: Curve, face: Face) {
    this.#pcurve = pcurve;
    this.#face = face;
  }

  d1(t: number, out: Float64Array): void {
    const uv = this.#uv, q = this.#q;
    this.#pcurve.d1(t, uv);
    this.#face.surface.d1(uv[0], uv[1], q);
    for (let i = 0; i < 3; i++) {
      out[i] = q[i];
      out[3 + i] = q[3 + i] * uv[2] + q[6 + i] * uv[3];
    }
  }

  breaks(first: number, last: number): number[] {
    return this.#pcurve.breaks(first, last);
  }
}

/** The same where the surface and the curve on it have second derivatives. */
class SmoothCurveOnSurface extends CurveOnSurface implements SmoothCurve {
  readonly period = 0;
  readonly #pcurve: SmoothCurve;
  readonly #surface: SmoothSurface;
  readonly #c = new Float64Array(6);
  readonly #s = new Float64Array(18);

  constructor(pcurve: SmoothCurve, face: Face, surface: SmoothSurface) {
    super(pcurve, face);
    this.#pcurve = pcurve;
    this.#surface = surface;
  }

  /** By the chain rule, up to the second order. */
  derive(t: number, order: number, out: Float64Array): void {
    const c = this.#c, s = this.#s;
    this.#pcurve.derive(t, 2, c);
    this.#surface.d2(c[0], c[1], s);
    const u = c[2], v = c[3];
    for (let i = 0; i < 3; i++) {
      out[i] = s[i];
      if (order > 0) out[3 + i] = s[3 + i] * u + s[6 + i] * v;
      if (order < 2) continue;
      out[6 + i] = s[9 + i] * u * u + 2 * s[12 + i] * u * v + s[15 + i] * v * v +
        s[3 + i] * c[4] + s[6 + i] * c[5];
    }
  }
}

function onSurface(pcurve: Curve, face: Face): Curve {
  const smooth = "derive" in pcurve && "d2" in face.surface;
  return smooth
    ? new SmoothCurveOnSurface(pcurve as SmoothCurve, face, face.surface as SmoothSurface)
    : new CurveOnSurface(pcurve, face);
}

/**
 * The curve of an edge: its own, or, where the file gives it on a surface only, that one. Null for
 * an edge without length.
 */
export function edgeCurve(brep: Brep, edge: Edge, uses: readonly EdgeUse[]): PlacedCurve | null {
  if (edge.degenerate) return null;
  if (edge.curve !== null) {
    return { curve: edge.curve, location: edge.location, first: edge.first, last: edge.last };
  }
  for (const { face: index, coedge } of uses) {
    if (coedge.pcurve === null) continue;
    const face = brep.faces[index];
    return {
      curve: onSurface(coedge.pcurve, face),
      location: face.location,
      first: coedge.first,
      last: coedge.last,
    };
  }
  return null;
}
