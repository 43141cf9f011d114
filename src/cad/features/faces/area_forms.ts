/**
 * Green's theorem for the area and the first moments of a trimmed surface.
 *
 * The integral of a density over the region becomes an integral over its boundary: either of `F dv`
 * with `F = integral of J (1, x, y, z) du`, or of `-H du` with `H` the same along v. The inner
 * integral is in closed form where the density does not depend on its variable: along u on surfaces
 * of revolution (cylinders, cones, spheres and tori among them), along v on planes and extrusions.
 * Elsewhere it is a piecewise polynomial.
 *
 * @module
 */
import { areaDensity, PatchIntegrals } from "../../geometry/quadrature/quadrature_patches.ts";
import type { Surface } from "../../geometry/surface.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import type { MonotonePiece, ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";
import { turningAxis } from "./turning_axis.ts";

/** What is integrated along the boundary of a region: `inner` times the rate of u or v. */
export interface AreaForm {
  /**
   * Which parameter the boundary integral is taken over; where it stands still nothing is added.
   */
  readonly along: "u" | "v";
  /**
   * The values of v at which the inner integral may jump, so that the boundary must be cut there;
   * null where it is smooth.
   */
  readonly rows: readonly number[] | null;
  /** Writes the inner integral's area and three moments, signed for `along`, at `(u, v)`. */
  inner(u: number, v: number, out: Float64Array): void;
  /** The greatest density |du x dv| met so far. */
  peak(): number;
  /** An estimate of the error of the inner integrals, as an area. */
  unresolved(): number;
}

/** The form for a region of a surface; moments are taken about `reference`. */
export function areaForm(
  surface: Surface,
  { box, pieces }: Trimming,
  reference: ArrayLike<number>,
  size: number,
): AreaForm {
  switch (surface.kind) {
    case "plane":
    case "extrusion":
      return translational(surface, box.v0, reference);
    case "cylinder":
    case "cone":
    case "sphere":
    case "torus":
    case "revolution":
      return rotational(surface, box, reference) ?? freeForm(surface, box, pieces, reference, size);
    default:
      return freeForm(surface, box, pieces, reference, size);
  }
}

/** Room for a point, du and dv, written before it is read. */
const ROOM = new Float64Array(9);

/** P(u, v) = c(u) + v d: the integral of P over v from v0 is (v - v0) P(u, (v + v0) / 2). */
function translational(surface: Surface, v0: number, r: ArrayLike<number>): AreaForm {
  const q = ROOM;
  let peak = 0;
  return {
    along: "u",
    rows: null,
    inner(u, v, out) {
      surface.d1(u, (v + v0) / 2, q);
      const density = densityOf(q);
      if (!(density <= peak)) peak = density;
      const area = -density * (v - v0);
      out[0] = area;
      out[1] = area * (q[0] - r[0]);
      out[2] = area * (q[1] - r[1]);
      out[3] = area * (q[2] - r[2]);
    },
    peak: () => peak,
    unresolved: () => 0,
  };
}

/**
 * P(u, v) = C(v) + R(u, v) with R turning about the axis z: du = z x R, R = du x z, and the
 * integral of R over u is -du, taken between the ends.
 */
function rotational(surface: Surface, box: ParameterBox, r: ArrayLike<number>): AreaForm | null {
  const axis = turningAxis((u, v, out) => surface.d1(u, v, out), box);
  if (axis === null) return null;
  const [zx, zy, zz] = axis;
  const q = new Float64Array(9);
  const u0 = box.u0;
  let peak = 0;
  return {
    along: "v",
    rows: null,
    inner(u, v, out) {
      surface.d1(u, v, q);
      const density = densityOf(q);
      if (!(density <= peak)) peak = density;
      const width = u - u0;
      const ux = q[3], uy = q[4], uz = q[5];
      const rx = uy * zz - uz * zy, ry = uz * zx - ux * zz, rz = ux * zy - uy * zx;
      // du at u0 less du at u: du(u0) = cos(width) du + sin(width) R.
      const c = Math.cos(width) - 1, s = Math.sin(width);
      out[0] = density * width;
      out[1] = density * ((q[0] - rx - r[0]) * width + c * ux + s * rx);
      out[2] = density * ((q[1] - ry - r[1]) * width + c * uy + s * ry);
      out[3] = density * ((q[2] - rz - r[2]) * width + c * uz + s * rz);
    },
    peak: () => peak,
    unresolved: () => 0,
  };
}

function freeForm(
  surface: Surface,
  box: ParameterBox,
  boundary: readonly MonotonePiece[],
  reference: ArrayLike<number>,
  size: number,
): AreaForm {
  const patches = new PatchIntegrals(surface, box, boundary, areaDensity(reference, size));
  return {
    along: "v",
    rows: patches.rows,
    inner: (u, v, out) => patches.upTo(u, v, out),
    peak: () => patches.peak,
    unresolved: () => patches.unresolved,
  };
}

function densityOf(q: Float64Array): number {
  const x = q[4] * q[8] - q[5] * q[7];
  const y = q[5] * q[6] - q[3] * q[8];
  const z = q[3] * q[7] - q[4] * q[6];
  return Math.sqrt(x * x + y * y + z * z);
}
