/**
 * Volume, centre of mass and inertia of closed bodies.
 *
 * @module
 */
import type { Brep, Face } from "../../brep.ts";
import { type Piece, Quadrature } from "../../geometry/quadrature/quadrature.ts";
import { type LegendreRule, legendreRule } from "../../geometry/quadrature/quadrature_legendre.ts";
import {
  PatchIntegrals,
  type SurfaceDensity,
} from "../../geometry/quadrature/quadrature_patches.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import { closednessOf } from "../../closedness.ts";
import type { Extents } from "./extents.ts";
import type { FaceBounds } from "../faces/face_bounds.ts";
import { type FaceArea, rowPieces, smoothPieces } from "../faces/face_area.ts";
import { FeatureError } from "../feature_error.ts";
import { evaluateFace, outwardNormal, placeSurface } from "../faces/normal.ts";
import { TurnedFlux } from "./turned_flux.ts";

/** What of a body its mass is found by; a `BodyGeometry` fits. */
interface WeighedBody {
  readonly brep: Brep;
  readonly bounds: FaceBounds;
  area(face: number): FaceArea;
  /** The box along the coordinate axes, and the length of its diagonal. */
  readonly box: Extents;
  readonly diagonal: number;
}

/** How a body's faces close around a volume. */
export interface Closing {
  readonly volume: number;
  /**
   * How far the faces are from closing: the length of the integral of the outward normal over the
   * area, 0 of what closes. Gaps within the file's tolerances show here.
   */
  readonly gap: number;
}

/** What a body of density one weighs, in the body's coordinates and the model's unit. */
export interface Mass extends Closing {
  readonly centre: readonly [number, number, number];
  /** The inertia tensor about the centre of mass, nine numbers, row by row. */
  readonly inertia: Float64Array;
}

/** The error that each face's integrals are stopped at, relative to its area. */
const TOLERANCE = 1e-9;

/** Area, volume, and the flux along each axis. */
const CLOSING = 5;
/** Those, three first and six second moments. */
const COMPONENTS = 14;

/**
 * Faces that leave more open than this share of their area hold no volume that could be trusted.
 */
const OPEN = 1e-3;

/** Exact along a straight line: for moments, of the third degree, and for flux, of the first. */
const ALONG_LINE = { moments: legendreRule(2), flux: legendreRule(1) };

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
  const { middle, size } = beforeWeighing(geometry);
  const total = new Float64Array(COMPONENTS);
  const measure = new FaceMoments(middle, size, COMPONENTS);
  geometry.brep.faces.forEach((face, index) => {
    measure.add(face, index, geometry.bounds.of(index), total);
  });
  const { volume, gap } = closing(total, size);
  const x = total[5] / volume, y = total[6] / volume, z = total[7] / volume;
  const xx = total[8] - volume * x * x, yy = total[9] - volume * y * y;
  const zz = total[10] - volume * z * z;
  const xy = total[11] - volume * x * y, yz = total[12] - volume * y * z;
  const zx = total[13] - volume * z * x;
  return {
    volume,
    centre: [middle[0] + x, middle[1] + y, middle[2] + z],
    gap,
    inertia: Float64Array.of(yy + zz, -xy, -zx, -xy, zz + xx, -yz, -zx, -yz, xx + yy),
  };
}

/**
 * The volume and the gap of {@linkcode massOf}, without its moments: of a flat face both follow
 * from its area and its centroid.
 *
 * @throws what massOf throws
 */
export function closingOf(geometry: WeighedBody): Closing {
  const { middle, size } = beforeWeighing(geometry);
  const total = new Float64Array(CLOSING), q = new Float64Array(9), normal = new Float64Array(3);
  let measure: FaceMoments | null = null;
  geometry.brep.faces.forEach((face, index) => {
    if (face.surface.kind === "plane") {
      evaluateFace(face, 0, 0, q);
      if (outwardNormal(face, q, normal)) {
        const { area, centroid } = geometry.area(index);
        const height = normal[0] * (centroid[0] - middle[0]) +
          normal[1] * (centroid[1] - middle[1]) + normal[2] * (centroid[2] - middle[2]);
        total[0] += area;
        total[1] += area * height / 3;
        for (let k = 0; k < 3; k++) total[2 + k] += area * normal[k];
        return;
      }
    }
    measure ??= new FaceMoments(middle, size, CLOSING);
    measure.add(face, index, geometry.bounds.of(index), total);
  });
  return closing(total, size);
}

/** From where positions are taken, and how far the body reaches. */
function beforeWeighing({ brep, box: { low, high }, diagonal }: WeighedBody) {
  const { closed, reason } = closednessOf(brep);
  if (!closed) throw massError(reason);
  return {
    middle: Float64Array.from(low, (x, k) => (x + high[k]) / 2),
    size: diagonal / 2,
  };
}

function closing(total: Float64Array, size: number): Closing {
  const volume = total[1], least = NOTHING * total[0] * size;
  if (!Number.isFinite(volume)) throw massError(`the integral over its faces is ${volume}`);
  const gap = Math.hypot(total[2], total[3], total[4]) / total[0];
  if (!(gap <= OPEN)) throw massError(`its faces leave ${gap.toPrecision(2)} of their area open`);
  if (volume < -least) throw massError(`its faces point inwards: they hold a volume of ${volume}`);
  if (!(volume > least)) throw massError("its faces hold no volume");
  return { volume, gap };
}

function massError(reason: string): FeatureError {
  return new FeatureError(`Cannot weigh the body: ${reason}`, {
    data: { feature: "mass", reason },
  });
}

// What these keep from one face to the next is room that they write into before they read it.
const ALL_MOMENTS = new Quadrature(COMPONENTS, { relative: TOLERANCE });
const CLOSING_ALONE = new Quadrature(CLOSING, { relative: TOLERANCE });

/** The integrals of one face after the other. */
class FaceMoments {
  readonly #quadrature: Quadrature;
  readonly #components: number;
  readonly #middle: Float64Array;
  readonly #sizes: Float64Array;
  readonly #alongLine: LegendreRule;
  readonly #q = new Float64Array(9);
  readonly #uv = new Float64Array(4);
  readonly #one = new Float64Array(COMPONENTS);
  readonly #sum = new Float64Array(COMPONENTS);

  /** @param components all of them, or those of the closing alone */
  constructor(middle: Float64Array, size: number, components: typeof COMPONENTS | typeof CLOSING) {
    this.#middle = middle;
    this.#components = components;
    const isAll = components === COMPONENTS;
    this.#quadrature = isAll ? ALL_MOMENTS : CLOSING_ALONE;
    this.#alongLine = isAll ? ALONG_LINE.moments : ALONG_LINE.flux;
    this.#sizes = Float64Array.from(
      { length: components },
      (_, k) => k === 1 ? size : k < CLOSING ? 1 : k < 8 ? size ** 2 : size ** 3,
    );
  }

  add(face: Face, index: number, trimming: Trimming, total: Float64Array): void {
    const { surface } = face, { box } = trimming;
    const density = this.#density(face);
    const along = surface.kind === "plane" || surface.kind === "extrusion" ? "u" : "v";
    const turning = along === "v" && surface.kind !== "nurbs" && surface.kind !== "offset" &&
      surface.kind !== "other";
    const turned = turning && this.#components === CLOSING
      ? TurnedFlux.of(face, box, this.#middle)
      : null;
    const patches = along === "u" || turning
      ? null
      : new PatchIntegrals(surface, box, trimming.pieces, density);
    const pieces: Piece[] = patches === null
      ? smoothPieces(trimming, { along }, surface)
      : rowPieces(trimming, patches.rows);
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
        else if (turned !== null) turned.upTo(u, v, out);
        else if (along === "u") this.#overV(face, density, u, box.v0, v, out);
        else this.#overU(face, density, box.u0, u, v, out);
        for (let k = 0; k < this.#components; k++) out[k] *= weight;
      },
      sum,
      (values, scales) => {
        for (let k = 0; k < this.#components; k++) scales[k] = Math.abs(values[0]) * sizes[k];
      },
    );
    for (let k = 0; k < this.#components; k++) {
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
    const m = this.#middle, sign = face.reversed ? -1 : 1, components = this.#components;
    return {
      components,
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
        out[2] = nx;
        out[3] = ny;
        out[4] = nz;
        if (components === CLOSING) return;
        out[5] = xn / 2;
        out[6] = yn / 2;
        out[7] = zn / 2;
        out[8] = x * xn / 3;
        out[9] = y * yn / 3;
        out[10] = z * zn / 3;
        out[11] = y * xn / 2;
        out[12] = z * yn / 2;
        out[13] = x * zn / 2;
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
    const { nodes, weights } = this.#alongLine, half = (v - v0) / 2;
    out.fill(0, 0, this.#components);
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
    out.fill(0, 0, this.#components);
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
    for (let k = 0; k < this.#components; k++) out[k] += weight * one[k];
  }
}
