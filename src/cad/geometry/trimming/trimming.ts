/**
 * The region of a surface's parameters that a face's loops bound.
 *
 * Loops are made to close there: stretches that lie a period off are shifted, edges that a pole
 * swallows and gaps within the tolerance are bridged by straight lines, and two loops that run
 * around a closed surface without a seam are joined by one. What does not close is refused.
 *
 * @module
 */
import type { Edge, Face } from "../../brep.ts";
import { chainOf, joinWinding } from "./trimming_chain.ts";
import { parameterLine, toleranceOf, type TrimCurve } from "./trimming_image.ts";
import {
  boxOf,
  type MonotonePiece,
  monotonePieces,
  type ParameterBox,
  shifted,
} from "./trimming_pieces.ts";
import { TrimmingError } from "./trimming_error.ts";

/** The bounds of a face in its surface's parameters; the region lies on the left of the curves. */
export interface Trimming {
  /** The loops' curves and the lines that close them, all loops in one list. */
  readonly curves: readonly TrimCurve[];
  /** The same curves, cut where u or v turns back. */
  readonly pieces: readonly MonotonePiece[];
  readonly box: ParameterBox;
  /** The largest tolerance of the face and its edges, in the surface's own unit of length. */
  readonly tolerance: number;
}

/**
 * Lays out the loops of a face in its surface's parameters.
 *
 * @throws TrimmingError where an edge has no image there, or the loops do not close
 */
export function trimFace(face: Face, edges: readonly Edge[]): Trimming {
  if (face.loops.length === 0) return whole(face);
  const chains = face.loops.map((loop, index) => chainOf(face, loop, edges, index));
  const closed = joinWinding(chains);
  const groups = closed.map((chain) => monotonePieces(chain.curves));
  const placed = placeHoles(face, groups);
  const pieces = placed.length === 1 ? placed[0] : placed.flat();
  // Those of one curve stand together.
  const curves: TrimCurve[] = [];
  for (const { trim } of pieces) if (trim !== curves[curves.length - 1]) curves.push(trim);
  const box = boxOf(pieces);
  if (
    !(box.u1 > box.u0) || !(box.v1 > box.v0) || !Number.isFinite(box.u1 - box.u0 + box.v1 - box.v0)
  ) {
    throw new TrimmingError(
      "its loops bound no region of the surface's parameters: " +
        `u from ${box.u0} to ${box.u1}, v from ${box.v0} to ${box.v1}`,
      { data: { ...box } },
    );
  }
  const tolerance = Math.max(...face.loops.map((loop) => toleranceOf(face, loop, edges)));
  return { curves, pieces, box, tolerance };
}

/** A closed surface without loops is all of it. */
function whole(face: Face): Trimming {
  const kind = face.surface.kind;
  const turn = 2 * Math.PI;
  if (kind !== "sphere" && kind !== "torus") {
    throw new TrimmingError(
      `it has no loops, and its surface, a ${kind}, has no bounds of its own`,
    );
  }
  const v0 = kind === "sphere" ? -Math.PI / 2 : 0, v1 = kind === "sphere" ? Math.PI / 2 : turn;
  const corners = [[0, v0], [turn, v0], [turn, v1], [0, v1]] as const;
  const curves = corners.map((corner, i) => parameterLine(corner, corners[(i + 1) % 4]));
  const pieces = monotonePieces(curves);
  return { curves, pieces, box: { u0: 0, u1: turn, v0, v1 }, tolerance: toleranceOf(face, [], []) };
}

/**
 * Moves holes that lie whole periods off into the outer loop's box: the loop of the largest box.
 */
function placeHoles(face: Face, groups: readonly MonotonePiece[][]): MonotonePiece[][] {
  const { periodU, periodV } = face.surface;
  if (groups.length < 2 || (periodU === 0 && periodV === 0)) return [...groups];
  const boxes = groups.map(boxOf);
  const size = (b: ParameterBox) => (b.u1 - b.u0) * (b.v1 - b.v0);
  const outer = boxes.reduce((best, box) => size(box) > size(best) ? box : best);
  return groups.map((pieces, i) => {
    const box = boxes[i];
    if (box === outer) return pieces;
    const u = inside((box.u0 + box.u1) / 2, outer.u0, outer.u1, periodU);
    const v = inside((box.v0 + box.v1) / 2, outer.v0, outer.v1, periodV);
    if (u === 0 && v === 0) return pieces;
    // Pieces of one curve share their trim, so that the list of curves stays right.
    const trims = new Map<TrimCurve, TrimCurve>();
    return pieces.map((piece) => {
      const moved = shifted(piece, u, v);
      const trim = trims.get(piece.trim) ?? moved.trim;
      trims.set(piece.trim, trim);
      return { ...moved, trim };
    });
  });
}

/** The whole periods that bring `x` into `[low, high]`, if any does. */
function inside(x: number, low: number, high: number, period: number): number {
  if (period === 0 || (x >= low && x <= high)) return 0;
  const shift = period * Math.ceil((low - x) / period);
  return x + shift <= high ? shift : 0;
}
