/**
 * Volume, centre of mass and inertia of closed bodies.
 *
 * @module
 */
import type { Brep, Face } from "../../brep.ts";
import { type Piece, Quadrature } from "../../geometry/quadrature/quadrature.ts";
import { legendreRule } from "../../geometry/quadrature/quadrature_legendre.ts";
import {
  PatchIntegrals,
  type SurfaceDensity,
} from "../../geometry/quadrature/quadrature_patches.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { closednessOf } from "../../closedness.ts";
import type { Extents } from "./extents.ts";
import type { FaceBounds } from "../faces/face_bounds.ts";
import { rowPieces, smoothPieces } from "../faces/face_area.ts";
import { FeatureError } from "../feature_error.ts";
import { placeSurface } from "../faces/normal.ts";

/** What of a body its mass is found by; a `BodyGeometry` fits. */
interface WeighedBody {
  readonly brep: Brep;
  readonly bounds: FaceBounds;
  /** The box along the coordinate axes, and the length of its diagonal. */
  readonly box: Extents;
  readonly diagonal: number;
}

/** What a body of density one weighs, in the body's coordinates and the model's unit. */
export interface Mass {
  readonly volume: number;
  readonly centre: readonly [number, number, number];
  /** The inertia tensor about the centre of mass, nine numbers, row by row. */
  readonly inertia: Float64Array;
  /**
   * How far the faces are from closing: the length of the integral of the outward normal over the
   * area, 0 of what closes. Gaps within the file's tolerances show here.
   */
  readonly gap: number;
}

/** The error that each face's integrals are stopped at, relative to its area. */
const TOLERANCE = 1e-9;

/** Area, volume, three first and six second moments, and the flux along each axis. */
const COMPONENTS = 14;

/**
 * Faces that leave more open than this share of their area hold no volume that could be trusted.
 */
const OPEN = 1e-3;

/** Exact up to the third degree: what moments are along a straight line. */
const ALONG_LINE = legendreRule(2);

/** To rounding for what second moments are along a quarter of a turn. */
const ALONG_ARC = legendreRule(10);

/** A volume below this share of area times size is rounding, not matter. */
const NOTHING = 1e-9;

/**
 * Integrates over a closed body by the divergence theorem: with the outward normal n,
 *
 *     V = 1/3 int x.n,   int x_i dV = 1/2 int x_i^2 n_i,
 *     int x_i^2 dV = 1/3 int x_i^3 n_i,   int x_i x_j dV = 1/2 int x_i^2 x_j n_i,
 *
 * and over each face by Green's theorem along its loops, as areas are ({@linkcode FaceAreas}):
 * adaptive to 1e-9 of the area times the body's size. Positions are taken from the middle of the
 * box.
 *
 * @throws FeatureError where the body is not closed by its topology, or its faces leave a gap in
 * space; where they point inwards or hold no volume; where the integrals are not finite or do not
 * converge
 */
export function massOf(geometry: WeighedBody): Mass {
  const { closed, reason } = closednessOf(geometry.brep);
  if (!closed) throw massError(reason);
  const { low, high } = geometry.box;
  const middle = Float64Array.from(low, (x, k) => (x + high[k]) / 2);
  const size = geometry.diagonal / 2;
  const total = new Float64Array(COMPONENTS);
  const measure = new FaceMoments(middle, size);
  geometry.brep.faces.forEach((face, index) => {
    measure.add(face, index, geometry.bounds.of(index), total);
  });
  const volume = total[1], least = NOTHING * total[0] * size;
  if (!Number.isFinite(volume)) throw massError(`the integral over its faces is ${volume}`);
  const gap = Math.hypot(total[11], total[12], total[13]) / total[0];
  if (!(gap <= OPEN)) throw massError(`its faces leave ${gap.toPrecision(2)} of their area open`);
  if (volume < -least) throw massError(`its faces point inwards: they hold a volume of ${volume}`);
  if (!(volume > least)) throw massError("its faces hold no volume");
  const x = total[2] / volume, y = total[3] / volume, z = total[4] / volume;
  const xx = total[5] - volume * x * x, yy = total[6] - volume * y * y;
  const zz = total[7] - volume * z * z;
  const xy = total[8] - volume * x * y, yz = total[9] - volume * y * z;
  const zx = total[10] - volume * z * x;
  return {
    volume,
    centre: [middle[0] + x, middle[1] + y, middle[2] + z],
    gap,
    inertia: Float64Array.of(yy + zz, -xy, -zx, -xy, zz + xx, -yz, -zx, -yz, xx + yy),
  };
}

function massError(reason: string): FeatureError {
  return new FeatureError(`Cannot weigh the body: ${reason}`, {
    data: { feature: "mass", reason },
  });
}

/** The integrals of one face after the other. */
class FaceMoments {
  readonly #quadrature = new Quadrature(COMPONENTS, { relative: TOLERANCE });
  readonly #middle: Float64Array;
  readonly #sizes: Float64Array;
  readonly #q = new Float64Array(9);
  readonly #uv = new Float64Array(4);
  readonly #one = new Float64Array(COMPONENTS);
  readonly #sum = new Float64Array(COMPONENTS);

  constructor(middle: Float64Array, size: number) {
    this.#middle = middle;
    this.#sizes = Float64Array.from(
      { length: COMPONENTS },
      (_, k) => k === 0 || k > 10 ? 1 : k === 1 ? size : k < 5 ? size ** 2 : size ** 3,
    );
  }

  add(face: Face, index: number, trimming: Trimming, total: Float64Array): void {
    const { surface } = face, { box } = trimming;
    const density = this.#density(face);
    const along = surface.kind === "plane" || surface.kind === "extrusion" ? "u" : "v";
    const turning = along === "v" && surface.kind !== "nurbs" && surface.kind !== "offset" &&
      surface.kind !== "other";
    const patches = along === "u" || turning
      ? null
      : new PatchIntegrals(surface, box, trimming.pieces, density);
    const pieces: Piece[] = patches === null
      ? trimming.curves.flatMap((trim, id) => smoothPieces(trim, id, { along }, surface, box))
      : trimming.pieces.flatMap((piece, id) => rowPieces(piece, id, patches.rows, box));
    const trims = patches === null ? trimming.curves : trimming.pieces.map(({ trim }) => trim);
    const uv = this.#uv, sizes = this.#sizes, sum = this.#sum, rate = along === "u" ? 2 : 3;
    const { errors, converged } = this.#quadrature.integrate(
      pieces,
      (id, t, out) => {
        const trim = trims[id];
        trim.curve.d1(t, uv);
        const weight = trim.reversed ? -uv[rate] : uv[rate];
        const u = uv[0] + trim.shiftU, v = uv[1] + trim.shiftV;
        if (patches !== null) patches.upTo(u, v, out);
        else if (along === "u") this.#overV(face, density, u, box.v0, v, out);
        else this.#overU(face, density, box.u0, u, v, out);
        for (let k = 0; k < COMPONENTS; k++) out[k] *= weight;
      },
      sum,
      (values, scales) => {
        for (let k = 0; k < COMPONENTS; k++) scales[k] = Math.abs(values[0]) * sizes[k];
      },
    );
    for (let k = 0; k < COMPONENTS; k++) {
      // As for areas: what tolerances allow is not asked to be better.
      const allowed = sizes[k] * Math.max(1e-6 * sum[0], 10 * trimming.tolerance * sizes[1]);
      if (!Number.isFinite(sum[k]) || (!converged && errors[k] > allowed)) {
        throw massError(`the integral over face ${index} is ${sum[k]} +- ${errors[k]}`);
      }
      total[k] += sum[k];
    }
  }

  /** The densities on a face, in the body's coordinates. */
  #density(face: Face): SurfaceDensity {
    const m = this.#middle, sign = face.reversed ? -1 : 1;
    return {
      components: COMPONENTS,
      sizes: this.#sizes,
      evaluate(q, out) {
        placeSurface(face, q);
        const nx = sign * (q[4] * q[8] - q[5] * q[7]);
        const ny = sign * (q[5] * q[6] - q[3] * q[8]);
        const nz = sign * (q[3] * q[7] - q[4] * q[6]);
        const x = q[0] - m[0], y = q[1] - m[1], z = q[2] - m[2];
        const xn = x * x * nx, yn = y * y * ny, zn = z * z * nz;
        out[0] = Math.sqrt(nx * nx + ny * ny + nz * nz);
        out[1] = (x * nx + y * ny + z * nz) / 3;
        out[2] = xn / 2;
        out[3] = yn / 2;
        out[4] = zn / 2;
        out[5] = x * xn / 3;
        out[6] = y * yn / 3;
        out[7] = z * zn / 3;
        out[8] = y * xn / 2;
        out[9] = z * yn / 2;
        out[10] = x * zn / 2;
        out[11] = nx;
        out[12] = ny;
        out[13] = nz;
      },
    };
  }

  /** Less the integral over v: by Green's theorem it goes with du. */
  #overV(
    { surface }: Face,
    density: SurfaceDensity,
    u: number,
    v0: number,
    v: number,
    out: Float64Array,
  ): void {
    const { nodes, weights } = ALONG_LINE, half = (v - v0) / 2;
    out.fill(0, 0, COMPONENTS);
    for (let i = 0; i < nodes.length; i++) {
      surface.d1(u, v0 + half * (1 + nodes[i]), this.#q);
      this.#accumulate(density, -half * weights[i], out);
    }
  }

  /** The integral over u, in quarters of a turn. */
  #overU(
    { surface }: Face,
    density: SurfaceDensity,
    u0: number,
    u: number,
    v: number,
    out: Float64Array,
  ): void {
    const { nodes, weights } = ALONG_ARC;
    const parts = Math.ceil(Math.abs(u - u0) / (Math.PI / 2)), half = (u - u0) / parts / 2;
    out.fill(0, 0, COMPONENTS);
    for (let part = 0; part < parts; part++) {
      const from = u0 + 2 * half * part;
      for (let i = 0; i < nodes.length; i++) {
        surface.d1(from + half * (1 + nodes[i]), v, this.#q);
        this.#accumulate(density, half * weights[i], out);
      }
    }
  }

  #accumulate(density: SurfaceDensity, weight: number, out: Float64Array): void {
    const one = this.#one;
    density.evaluate(this.#q, one);
    for (let k = 0; k < COMPONENTS; k++) out[k] += weight * one[k];
  }
}
