/**
 * The curve in space that an edge runs along.
 *
 * @module
 */
import type { Brep, Edge, Face, Transform } from "../brep.ts";
import type { Curve, CurveKind } from "../geometry/curve.ts";
import type { EdgeUse } from "./adjacency.ts";

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
      curve: new CurveOnSurface(coedge.pcurve, face),
      location: face.location,
      first: coedge.first,
      last: coedge.last,
    };
  }
  return null;
}
