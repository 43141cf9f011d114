/**
 * Areas and centroids of faces.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import {
  type Piece,
  Quadrature,
  type SampledIntegrand,
} from "../../geometry/quadrature/quadrature.ts";
import { Line } from "../../geometry/line.ts";
import { Plane } from "../../geometry/plane.ts";
import type { Surface, SurfaceKind } from "../../geometry/surface.ts";
import { applyToPoint, scaleOf } from "../../geometry/transform.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import type { TrimCurve } from "../../geometry/trimming/trimming_image.ts";
import { parameterAt, type ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";
import { type AreaForm, areaForm } from "./area_forms.ts";
import { FlatStretches } from "./flat_stretches.ts";
import { faceError } from "../feature_error.ts";

/** The area and the centroid of a face, in the body's coordinates. */
export interface FaceArea {
  /** In the square of the model's length unit. */
  readonly area: number;
  readonly centroid: readonly [number, number, number];
  /** The estimated error of the area, in the same unit. */
  readonly error: number;
}

/** The error that the quadrature of an area is stopped at, relative to the area. */
const AREA_TOLERANCE = 1e-9;

/**
 * An area whose estimated relative error is above this, and above what tolerances allow, is
 * refused.
 */
const TRUSTED = 1e-6;

/** Below this share of the box's area, an area is nothing but rounding. */
const ROUNDING = 1e-12;

/**
 * Areas and centroids by Green's theorem over a face's trimming loops: adaptive quadrature along
 * the loops, to a relative error of {@linkcode AREA_TOLERANCE}.
 */
export class FaceAreas {
  readonly #quadrature = new Quadrature(4, { relative: AREA_TOLERANCE });
  readonly #uv = new Float64Array(4);
  readonly #integral = new Float64Array(4);
  readonly #one = new Float64Array(4);
  readonly #q = new Float64Array(9);

  /**
   * Measures a face within its trimmed region.
   *
   * @throws FeatureError where the result is not finite, negative, larger than the parameters' box
   * can hold, or not converged
   */
  measure(face: Face, index: number, trimming: Trimming): FaceArea {
    const { surface } = face, { box } = trimming;
    const { reference, size } = spanOf(surface, box, this.#q);
    const form = areaForm(surface, trimming, reference, size);
    // Where the inner integral jumps, only stretches that cross a row once can be cut there.
    const { rows } = form;
    const trims = rows === null ? trimming.curves : trimming.pieces.map((piece) => piece.trim);
    const pieces = rows === null
      ? smoothPieces(trimming, form, surface)
      : rowPieces(trimming, rows);
    const uv = this.#uv, one = this.#one, integral = this.#integral;
    const rate = form.along === "u" ? 2 : 3;
    const boxArea = (box.u1 - box.u0) * (box.v1 - box.v0);
    const general: SampledIntegrand = (id, t, count, out) => {
      const { curve, reversed, shiftU, shiftV } = trims[id];
      for (let k = 0, at = 0; k < count; k++, at += 4) {
        curve.d1(t[k], uv);
        const weight = reversed ? -uv[rate] : uv[rate];
        form.inner(uv[0] + shiftU, uv[1] + shiftV, one);
        for (let c = 0; c < 4; c++) out[at + c] = one[c] * weight;
      }
    };
    const flat = surface instanceof Plane ? new FlatStretches(surface, box.v0, reference) : null;
    // On a plane it is the same everywhere.
    const peak = () => flat === null ? form.peak() : flat.density;
    const { errors, converged } = this.#quadrature.integrateSamples(
      pieces,
      flat === null ? general : (id, t, count, out) => {
        if (!flat.write(trims[id], t, count, out)) general(id, t, count, out);
      },
      integral,
      (values, scales) => {
        // A sliver's area comes out of the difference of larger ones.
        scales[0] = Math.max(Math.abs(values[0]), ROUNDING * peak() * boxArea);
        scales[1] = scales[2] = scales[3] = scales[0] * size;
      },
    );
    const bound = peak() * boxArea;
    const area = integral[0], error = errors[0] + form.unresolved();
    const refuse = (reason: string) => faceError("area", face, index, reason);
    if (!Number.isFinite(area) || integral.some((value) => !Number.isFinite(value))) {
      throw refuse(`the integral over its loops is ${area}, which is not finite`);
    }
    if (area < -1e-9 * bound) {
      throw refuse(`its loops run clockwise: they bound an area of ${area}`);
    }
    if (area > 4 * bound) {
      throw refuse(
        `an area of ${area} does not fit into its box of parameters, which holds ${bound}`,
      );
    }
    // The loops themselves are known no better than their tolerance.
    const allowed = Math.max(TRUSTED * area, ROUNDING * bound, 10 * trimming.tolerance * size);
    if (!converged && error > allowed) {
      throw refuse(`the quadrature did not converge: ${area} with an error of about ${error}`);
    }
    const centroid: [number, number, number] = [...reference];
    if (area > ROUNDING * bound) {
      for (let i = 0; i < 3; i++) {
        centroid[i] += integral[i + 1] / area;
      }
    }
    applyToPoint(face.location, centroid);
    const scale = scaleOf(face.location) ** 2;
    return {
      area: Math.max(0, area) * scale,
      centroid,
      error: error * scale,
    };
  }
}

/** The point of the surface in the middle of the box, and how far the box's border is from it. */
function spanOf(
  surface: Surface,
  box: ParameterBox,
  q: Float64Array,
): { reference: readonly [number, number, number]; size: number } {
  surface.d1((box.u0 + box.u1) / 2, (box.v0 + box.v1) / 2, q);
  const reference = [q[0], q[1], q[2]] as const;
  let size = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (i === 1 && j === 1) continue;
      surface.d1(box.u0 + (box.u1 - box.u0) * i / 2, box.v0 + (box.v1 - box.v0) * j / 2, q);
      size = Math.max(
        size,
        Math.hypot(q[0] - reference[0], q[1] - reference[1], q[2] - reference[2]),
      );
    }
  }
  return { reference, size };
}

/** Room for a place and its derivative, written before it is read. */
const ROOM = new Float64Array(4);

/** Surfaces on which straight stretches give polynomials, where they run along u or v at least. */
const PLAIN: ReadonlySet<SurfaceKind> = new Set(["plane", "cylinder", "cone"]);

/**
 * The smooth stretches of trimming curves, numbered as these; none of those that add nothing to the
 * integral.
 */
export function smoothPieces(
  { curves, box }: Trimming,
  form: Pick<AreaForm, "along">,
  surface: Surface,
): Piece[] {
  const pieces: Piece[] = [];
  for (let id = 0; id < curves.length; id++) {
    addSmooth(curves[id], id, form, surface, box, pieces);
  }
  return pieces;
}

function addSmooth(
  trim: TrimCurve,
  id: number,
  form: Pick<AreaForm, "along">,
  surface: Surface,
  box: ParameterBox,
  pieces: Piece[],
): void {
  const { curve, first, last } = trim;
  if (curve.kind !== "line") return cutAt(first, last, curve.breaks(first, last), id, pieces);
  if (curve instanceof Line && surface.kind === "plane") {
    // As below, without what only other surfaces have.
    const rate = (form.along === "u" ? curve.dx : curve.dy) * (last - first);
    const size = form.along === "u" ? box.u1 - box.u0 : box.v1 - box.v0;
    if (!still(rate / size) && last > first) {
      pieces.push({ from: first, to: last, id, plain: true });
    }
    return;
  }
  const q = ROOM;
  curve.d1(first, q);
  const du = q[2] * (last - first), dv = q[3] * (last - first);
  if (still(form.along === "u" ? du / (box.u1 - box.u0) : dv / (box.v1 - box.v0))) return;
  const u = q[0] + trim.shiftU, v = q[1] + trim.shiftV;
  const cuts = [
    ...crossings(surface.breaksU(Math.min(u, u + du), Math.max(u, u + du)), u, q[2]),
    ...crossings(surface.breaksV(Math.min(v, v + dv), Math.max(v, v + dv)), v, q[3]),
  ];
  const ends = cuts.map((t) => first + t).sort((a, b) => a - b);
  cutAt(first, last, ends, id, pieces, PLAIN.has(surface.kind));
}

/** The stretches of monotone pieces between the rows that they cross, numbered as these. */
export function rowPieces({ pieces: whole, box }: Trimming, rows: readonly number[]): Piece[] {
  const pieces: Piece[] = [];
  whole.forEach((piece, id) => {
    const { from, to, v0, v1 } = piece;
    if (still((v1 - v0) / (box.v1 - box.v0))) return;
    const low = Math.min(v0, v1), high = Math.max(v0, v1);
    const cuts: number[] = [];
    for (const v of rows) if (v > low && v < high) cuts.push(parameterAt(piece, v));
    if (v1 < v0) cuts.reverse();
    cutAt(from, to, cuts, id, pieces);
  });
  return pieces;
}

/** Whether a parameter that moves by this share of the box adds nothing. */
function still(share: number): boolean {
  return Math.abs(share) <= 1e-14;
}

function cutAt(
  first: number,
  last: number,
  cuts: readonly number[],
  id: number,
  pieces: Piece[],
  plain = false,
): void {
  let from = first;
  for (const to of [...cuts, last]) {
    if (to > from) pieces.push({ from, to, id, plain });
    from = Math.max(from, to);
  }
}

/** Where a parameter that starts at `x` and moves at `rate` meets the values. */
function crossings(values: readonly number[], x: number, rate: number): number[] {
  return rate === 0 ? [] : values.map((value) => (value - x) / rate);
}
