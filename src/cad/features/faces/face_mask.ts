/**
 * Which points of a grid over a face's box of parameters belong to the face.
 *
 * @module
 */
import type { Surface } from "../../geometry/surface.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import {
  type MonotonePiece,
  parameterAt,
  type ParameterBox,
} from "../../geometry/trimming/trimming_pieces.ts";

/**
 * A point this near to the boundary is on it, at least: a share of the box's side in u and in v.
 * What the tolerances of the face and its edges allow counts too, up to a hundredth.
 */
const ON_BOUNDARY = 1e-5;
const AT_MOST = 1e-2;
/** The same where points on the boundary count as outside, whatever tolerances allow. */
const STRICTLY_ON = 1e-7;
/** Columns that a boundary may run over beside a row to be straight there. */
const STEEP = 1e-2;

// What these keep from one mask to the next is room that is written before it is read.
const ROOM = new Float64Array(9);
const FLIPS = new Uint8Array(1024);

/** What points on the boundary of a face count as. */
export type BoundaryMark = "inside" | "outside";

/**
 * Marks the points of a grid with 1 inside and 0 outside.
 *
 * By the even-odd rule along the grid's rows of constant v: each monotone piece of the boundary
 * crosses a row at most once, and the crossing is found on the curve itself.
 *
 * @param boundary what points on the boundary count as
 * @default {"inside"}
 * @param room what the marks are written into
 * @default {new memory}
 * @returns `nu * nv` marks, v fastest; point `(i, j)` lies at `u0 + (u1 - u0) i / (nu - 1)` and the
 * same in v, so that the box's border is part of the grid
 */
export function faceMask(
  surface: Surface,
  trimming: Trimming,
  nu: number,
  nv: number,
  box: ParameterBox = trimming.box,
  boundary: BoundaryMark = "inside",
  room: Uint8Array = new Uint8Array(nu * nv),
): Uint8Array {
  const { u0, u1, v0, v1 } = box;
  const stepU = (u1 - u0) / (nu - 1), stepV = (v1 - v0) / (nv - 1);
  const [shareU, shareV] = boundary === "inside"
    ? nearness(surface, box, trimming.tolerance)
    : [STRICTLY_ON, STRICTLY_ON];
  // In units of grid steps.
  const nearU = shareU * (nu - 1), nearV = shareV * (nv - 1);
  const on = room.fill(0), flips = zeros(nu * nv);
  const column = (u: number) => (u - u0) / stepU;
  const row = (v: number) => (v - v0) / stepV;
  const markOn = (xa: number, xb: number, j: number) => {
    const first = Math.max(0, Math.ceil(Math.min(xa, xb) - nearU));
    const last = Math.min(nu - 1, Math.floor(Math.max(xa, xb) + nearU));
    for (let i = first; i <= last; i++) on[i * nv + j] = 1;
  };
  const uv = ROOM;
  for (const piece of trimming.pieces) {
    const xa = column(piece.u0), ya = row(piece.v0), xb = column(piece.u1), yb = row(piece.v1);
    const low = Math.min(ya, yb), high = Math.max(ya, yb);
    const at = (y: number) => {
      if (y === ya) return xa;
      return y === yb ? xb : column(crossing(piece, v0 + stepV * y, uv));
    };
    const from = Math.max(0, Math.ceil(low - nearV)),
      to = Math.min(nv - 1, Math.floor(high + nearV));
    for (let j = from; j <= to; j++) {
      // Ends are compared as they are: neighbours share them, so that no crossing is lost.
      const v = v0 + stepV * j;
      const below = Math.max(low, j - nearV), above = Math.min(high, j + nearV);
      if (piece.v0 > v !== piece.v1 > v) {
        const x = column(crossing(piece, v, uv));
        const after = Math.max(0, Math.floor(x) + 1);
        if (after < nu) flips[after * nv + j] ^= 1;
        const spread = nearV * Math.abs(slope(piece, uv) * stepV / stepU);
        if (below > low && above < high && spread <= STEEP) {
          markOn(x - spread, x + spread, j);
          continue;
        }
      }
      // What of the piece is near the row, however the boundary is cut into pieces.
      if (low === high) markOn(xa, xb, j);
      else markOn(at(below), at(above), j);
    }
  }
  for (let j = 0; j < nv; j++) {
    let inside = 0;
    for (let i = 0; i < nu; i++) {
      const at = i * nv + j;
      inside ^= flips[at];
      on[at] = boundary === "inside" ? on[at] | inside : inside & ~on[at];
    }
  }
  return on;
}

function zeros(count: number): Uint8Array {
  return count > FLIPS.length ? new Uint8Array(count) : FLIPS.fill(0, 0, count);
}

/** How near the boundary is on it: shares of the box's sides. */
function nearness(
  surface: Surface,
  box: ParameterBox,
  tolerance: number,
): [number, number] {
  const q = ROOM;
  surface.d1((box.u0 + box.u1) / 2, (box.v0 + box.v1) / 2, q);
  const share = (speed: number, side: number) =>
    Math.min(AT_MOST, Math.max(ON_BOUNDARY, tolerance / (speed * side)));
  return [
    share(Math.hypot(q[3], q[4], q[5]), box.u1 - box.u0),
    share(Math.hypot(q[6], q[7], q[8]), box.v1 - box.v0),
  ];
}

/** How u changes with v where a row was crossed. */
function slope(piece: MonotonePiece, uv: Float64Array): number {
  if (piece.trim.curve.kind !== "line") return uv[2] / uv[3];
  return (piece.u1 - piece.u0) / (piece.v1 - piece.v0);
}

/** The u at which a piece that crosses a row does so. */
function crossing(piece: MonotonePiece, v: number, uv: Float64Array): number {
  const { curve, shiftU } = piece.trim;
  if (curve.kind === "line") {
    return piece.u0 + (v - piece.v0) / (piece.v1 - piece.v0) * (piece.u1 - piece.u0);
  }
  curve.d1(parameterAt(piece, v), uv);
  return uv[0] + shiftU;
}
