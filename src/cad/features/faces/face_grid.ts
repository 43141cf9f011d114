/**
 * Points, normals and visibility on a grid over a face.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import { NurbsSurface } from "../../geometry/nurbs/nurbs_surface.ts";
import { Plane } from "../../geometry/plane.ts";
import type { Trimming } from "../../geometry/trimming/trimming.ts";
import type { ParameterBox } from "../../geometry/trimming/trimming_pieces.ts";
import { type BoundaryMark, faceMask } from "./face_mask.ts";
import { normalNear, outwardNormal, placeSurface } from "./normal.ts";

/** Numbers per point: x, y, z, normal, visibility. */
export const GRID_COMPONENTS = 7;

/** Room that is written before it is read. */
const ROOM = { q: new Float64Array(9), normal: new Float64Array(3), marks: new Uint8Array(0) };

/** What a grid covers, and from where its points are counted. */
interface GridFrame {
  /** @default {the least box around the loops} */
  readonly box?: ParameterBox;
  /** @default {[0, 0, 0]} */
  readonly origin?: ArrayLike<number>;
  /** What points on the boundary of the face are marked as. @default {"inside"} */
  readonly boundary?: BoundaryMark;
}

/**
 * Writes the grid of one face, `nu * nv * 7` numbers from `at` on.
 *
 * The grid is that of UV-Net: the box of the trimming loops in parameters, its border included,
 * in equal steps, u slower than v; on a reversed face u runs backwards, so that the grid's own
 * orientation is outward on every face. Normals are outward unit vectors; at a pole, where the
 * surface has none, it is that of a point next to it, and (0, 0, 0) where there is none either.
 * Visibility is 1 inside the loops or on them and 0 outside.
 */
export function faceGrid(
  face: Face,
  trimming: Trimming,
  nu: number,
  nv: number,
  out: Float64Array | Float32Array,
  at: number,
  { box = trimming.box, origin = [0, 0, 0], boundary }: GridFrame = {},
): void {
  const { u0, u1, v0, v1 } = box;
  if (ROOM.marks.length !== nu * nv) ROOM.marks = new Uint8Array(nu * nv);
  const mask = faceMask(face.surface, trimming, nu, nv, box, boundary, ROOM.marks);
  const { q, normal } = ROOM, { surface } = face;
  if (surface instanceof Plane && face.location === null) {
    surface.d1(u0, v0, q);
    if (outwardNormal(face, q, normal)) {
      return flatGrid(surface, face.reversed, box, mask, normal, nu, nv, out, at, origin);
    }
  }
  // A plane has one normal.
  const isFlat = surface.kind === "plane";
  let known = false;
  for (let j = 0; j < nv; j++) {
    const v = v0 + (v1 - v0) * j / (nv - 1);
    const row = surface instanceof NurbsSurface ? surface.isoV(v) : null;
    for (let i = 0; i < nu; i++) {
      const u = u0 + (u1 - u0) * i / (nu - 1);
      const to = at + GRID_COMPONENTS * ((face.reversed ? nu - 1 - i : i) * nv + j);
      if (row === null) surface.d1(u, v, q);
      else row.d1(u, q);
      placeSurface(face, q);
      out[to] = q[0] - origin[0];
      out[to + 1] = q[1] - origin[1];
      out[to + 2] = q[2] - origin[2];
      if (!known) {
        const isThere = outwardNormal(face, q, normal);
        if (!isThere) normalNear(face, trimming.box, u, v, q, normal);
        known = isThere && isFlat;
      }
      out[to + 3] = normal[0];
      out[to + 4] = normal[1];
      out[to + 5] = normal[2];
      out[to + 6] = mask[i * nv + j];
    }
  }
}

/** The same of a plane: most faces are, and all of their points have one normal. */
function flatGrid(
  { frame: f }: Plane,
  reversed: boolean,
  { u0, u1, v0, v1 }: ParameterBox,
  mask: Uint8Array,
  normal: Float64Array,
  nu: number,
  nv: number,
  out: Float64Array | Float32Array,
  at: number,
  origin: ArrayLike<number>,
): void {
  const x = f[0], y = f[1], z = f[2], xu = f[3], yu = f[4], zu = f[5];
  const xv = f[6], yv = f[7], zv = f[8];
  const ox = origin[0], oy = origin[1], oz = origin[2];
  const nx = normal[0], ny = normal[1], nz = normal[2];
  for (let i = 0; i < nu; i++) {
    const u = u0 + (u1 - u0) * i / (nu - 1);
    let to = at + GRID_COMPONENTS * (reversed ? nu - 1 - i : i) * nv;
    for (let j = 0; j < nv; j++, to += GRID_COMPONENTS) {
      const v = v0 + (v1 - v0) * j / (nv - 1);
      out[to] = (x + u * xu + v * xv) - ox;
      out[to + 1] = (y + u * yu + v * yv) - oy;
      out[to + 2] = (z + u * zu + v * zv) - oz;
      out[to + 3] = nx;
      out[to + 4] = ny;
      out[to + 5] = nz;
      out[to + 6] = mask[i * nv + j];
    }
  }
}
