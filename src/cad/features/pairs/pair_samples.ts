/**
 * The points of faces that pairs of faces are compared by.
 *
 * @module
 */
import type { Brep } from "../../brep.ts";
import type { FaceBounds } from "../faces/face_bounds.ts";
import { faceMask } from "../faces/face_mask.ts";
import { PAIR_COMPONENTS } from "../faces/face_pairs.ts";
import { FaceSampler, SAMPLE_COMPONENTS } from "../faces/face_sampler.ts";

/**
 * For each face `grid * grid` points and outward unit normals: those points of UV-Net's grid that
 * lie on the face, and in the place of those that do not, points drawn evenly by area. All of them
 * are on the face, whatever its shape.
 *
 * @returns F * grid * grid * 6 numbers
 */
export function pairSamples(
  { brep, bounds, valid }: {
    readonly brep: Brep;
    readonly bounds: FaceBounds;
    readonly valid: Uint8Array;
  },
  grid: number,
  seed: number,
): Float32Array {
  const count = grid * grid;
  const out = new Float32Array(brep.faces.length * count * PAIR_COMPONENTS);
  const uv = new Float64Array(2 * count), visible = new Uint8Array(count);
  const points = new Float64Array(count * SAMPLE_COMPONENTS);
  const sampler = new FaceSampler();
  brep.faces.forEach((face, index) => {
    if (valid[index] === 0) {
      const size = count * PAIR_COMPONENTS;
      out.fill(NaN, index * size, (index + 1) * size);
      return;
    }
    const trimming = bounds.of(index), { u0, u1, v0, v1 } = trimming.box;
    const mask = faceMask(face.surface, trimming, grid, grid);
    let inside = 0;
    for (let k = 0; k < count; k++) inside += mask[k];
    if (inside < count) {
      sampler.parameters(face, trimming, index, count - inside, "area", seed, uv, visible);
    }
    // The drawn ones come first in `uv`; they are moved behind, which frees the front.
    uv.copyWithin(2 * inside, 0, 2 * (count - inside));
    for (let k = 0, at = 0; k < count; k++) {
      if (mask[k] === 0) continue;
      uv[at++] = u0 + (u1 - u0) * Math.floor(k / grid) / (grid - 1);
      uv[at++] = v0 + (v1 - v0) * (k % grid) / (grid - 1);
    }
    sampler.evaluate(face, trimming, count, uv, visible, points, 0);
    for (let k = 0, to = index * count * PAIR_COMPONENTS; k < count; k++) {
      for (let c = 0; c < PAIR_COMPONENTS; c++) out[to++] = points[SAMPLE_COMPONENTS * k + c];
    }
  });
  return out;
}
