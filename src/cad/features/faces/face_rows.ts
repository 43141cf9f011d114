/**
 * Which stretches of a row of constant v belong to a face.
 *
 * @module
 */
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { type MonotonePiece, parameterAt } from "../../geometry/trimming/trimming_pieces.ts";

/**
 * Cuts rows of constant v at a face's boundary, by the even-odd rule. One instance keeps its buffer
 * for all its rows.
 */
export class FaceRows {
  /** After {@linkcode cut}: the ends of the stretches inside, in pairs, ascending. */
  ends = new Float64Array(64);
  readonly #uv = new Float64Array(4);

  /** Cuts the row at `v`; returns how many numbers of {@linkcode ends} are in use, an even one. */
  cut({ pieces }: Trimming, v: number): number {
    let count = 0;
    for (const piece of pieces) {
      // Half-open, so that an end which two pieces share is crossed once.
      if (piece.v0 > v === piece.v1 > v) continue;
      if (count === this.ends.length) this.#grow();
      const u = this.#crossing(piece, v), ends = this.ends;
      let at = count++;
      while (at > 0 && ends[at - 1] > u) {
        ends[at] = ends[at - 1];
        at--;
      }
      ends[at] = u;
    }
    return count - count % 2;
  }

  /**
   * Whether a point of the parameters lies inside the face. Where the surface is closed, the point
   * may lie whole periods off.
   */
  contains(trimming: Trimming, u: number, v: number, periodU = 0, periodV = 0): boolean {
    const { box } = trimming;
    const row = intoBox(v, box.v0, box.v1, periodV), place = intoBox(u, box.u0, box.u1, periodU);
    if (row < box.v0 || row > box.v1 || place < box.u0 || place > box.u1) return false;
    const count = this.cut(trimming, row), ends = this.ends;
    for (let i = 0; i < count; i += 2) if (place >= ends[i] && place <= ends[i + 1]) return true;
    return false;
  }

  #crossing(piece: MonotonePiece, v: number): number {
    const { curve, shiftU } = piece.trim;
    if (curve.kind === "line") {
      return piece.u0 + (v - piece.v0) / (piece.v1 - piece.v0) * (piece.u1 - piece.u0);
    }
    curve.d1(parameterAt(piece, v), this.#uv);
    return this.#uv[0] + shiftU;
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.ends.length);
    larger.set(this.ends);
    this.ends = larger;
  }
}

/** The value moved by whole periods to where the box begins. */
function intoBox(x: number, low: number, high: number, period: number): number {
  if (period === 0 || (x >= low && x <= high)) return x;
  return x - period * Math.floor((x - low) / period);
}
