/**
 * Where a face that closes on itself is cut in two.
 *
 * @module
 */
import type { Coedge, Face } from "../../brep.ts";

/** A line of constant u or v in the parameters of a surface. */
export interface SeamLine {
  /** Which parameter is constant: 0 for u, 1 for v. */
  readonly axis: 0 | 1;
  readonly value: number;
}

/** Images of a seam that are nearer in the parameters than this share of them are one. */
const SAME = 1e-9;

/**
 * The line half way between the two images of a face's first seam, an edge that its loops run
 * along there and back; null of a face without a seam.
 */
export function seamLine(face: Face): SeamLine | null {
  const met = new Map<number, Coedge>();
  for (const coedge of face.loops.flat()) {
    const other = met.get(coedge.edge);
    if (other === undefined) met.set(coedge.edge, coedge);
    else {
      const line = other.reversed === coedge.reversed ? null : between(other, coedge);
      if (line !== null) return line;
    }
  }
  return null;
}

function between(one: Coedge, other: Coedge): SeamLine | null {
  const a = middleOf(one), b = middleOf(other);
  if (a === null || b === null) return null;
  const off = [Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])];
  const axis = off[0] >= off[1] ? 0 : 1;
  if (off[axis] <= SAME * (1 + Math.abs(a[axis]))) return null;
  return { axis, value: (a[axis] + b[axis]) / 2 };
}

/** The middle of the box of a coedge's image. */
function middleOf({ pcurve, first, last }: Coedge): [number, number] | null {
  if (pcurve === null) return null;
  const q = new Float64Array(4);
  let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const t of [first, ...pcurve.breaks(first, last), (first + last) / 2, last]) {
    pcurve.d1(t, q);
    [u0, u1] = [Math.min(u0, q[0]), Math.max(u1, q[0])];
    [v0, v1] = [Math.min(v0, q[1]), Math.max(v1, q[1])];
  }
  return [(u0 + u1) / 2, (v0 + v1) / 2];
}
