/**
 * Which points of a grid over a face's box of parameters belong to the face.
 *
 * @module
 */
import type { Trimming } from "../geometry/trimming.ts";
import type { MonotonePiece } from "../geometry/trimming_pieces.ts";

/** A point this near to the boundary is on it: a share of the box's side in u and in v. */
export const ON_BOUNDARY = 1e-5;

/**
 * Marks the points of a grid with 1 inside or on the boundary and 0 outside.
 *
 * By the even-odd rule along the grid's rows of constant v: each monotone piece of the boundary
 * crosses a row at most once, and the crossing is found on the curve itself.
 *
 * @returns `nu * nv` marks, v fastest; point `(i, j)` lies at `u0 + (u1 - u0) i / (nu - 1)` and the
 * same in v, so that the box's border is part of the grid
 */
export function faceMask(trimming: Trimming, nu: number, nv: number): Uint8Array {
  const { u0, u1, v0, v1 } = trimming.box;
  const stepU = (u1 - u0) / (nu - 1), stepV = (v1 - v0) / (nv - 1);
  // In units of grid steps.
  const nearU = ON_BOUNDARY * (nu - 1), nearV = ON_BOUNDARY * (nv - 1);
  const on = new Uint8Array(nu * nv), flips = new Uint8Array(nu * nv);
  const column = (u: number) => (u - u0) / stepU;
  const row = (v: number) => (v - v0) / stepV;
  const markOn = (x: number, j: number) => {
    const i = Math.round(x);
    if (i >= 0 && i < nu && Math.abs(x - i) <= nearU) on[i * nv + j] = 1;
  };
  for (const piece of trimming.pieces) {
    const xa = column(piece.u0), ya = row(piece.v0), xb = column(piece.u1), yb = row(piece.v1);
    const low = Math.min(ya, yb), high = Math.max(ya, yb);
    const from = Math.max(0, Math.ceil(low - nearV)),
      to = Math.min(nv - 1, Math.floor(high + nearV));
    for (let j = from; j <= to; j++) {
      if (high - low <= 2 * nearV) {
        // The piece lies along the row.
        const first = Math.max(0, Math.ceil(Math.min(xa, xb) - nearU));
        const last = Math.min(nu - 1, Math.floor(Math.max(xa, xb) + nearU));
        for (let i = first; i <= last; i++) on[i * nv + j] = 1;
      }
      if (Math.abs(ya - j) <= nearV) markOn(xa, j);
      if (Math.abs(yb - j) <= nearV) markOn(xb, j);
      // Ends are compared as they are: neighbours share them, so that no crossing is lost.
      const v = v0 + stepV * j;
      if (piece.v0 > v === piece.v1 > v) continue;
      const x = column(crossing(piece, v));
      markOn(x, j);
      const after = Math.max(0, Math.floor(x) + 1);
      if (after < nu) flips[after * nv + j] ^= 1;
    }
  }
  for (let j = 0; j < nv; j++) {
    let inside = 0;
    for (let i = 0; i < nu; i++) {
      inside ^= flips[i * nv + j];
      on[i * nv + j] |= inside;
    }
  }
  return on;
}

const uv = (piece: MonotonePiece, t: number, out: Float64Array) => {
  piece.trim.curve.d1(t, out);
  out[0] += piece.trim.shiftU;
  out[1] += piece.trim.shiftV;
};

/** The u at which a piece that crosses the row does so: Newton's method, kept in its bracket. */
function crossing(piece: MonotonePiece, v: number): number {
  const share = (v - piece.v0) / (piece.v1 - piece.v0);
  if (piece.trim.curve.kind === "line") return piece.u0 + share * (piece.u1 - piece.u0);
  const q = new Float64Array(4);
  let low = piece.from, high = piece.to;
  const rising = piece.v1 > piece.v0;
  const enough = 1e-10 * Math.abs(piece.v1 - piece.v0);
  let t = low + share * (high - low);
  for (let i = 0; i < 50; i++) {
    uv(piece, t, q);
    const off = q[1] - v;
    if (Math.abs(off) <= enough) break;
    if ((off > 0) === rising) high = t;
    else low = t;
    t -= off / q[3];
    if (!(t > low && t < high)) t = (low + high) / 2;
  }
  return q[0];
}
