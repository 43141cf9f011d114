/**
 * Pushes faces and edges as Bezier patches and arcs.
 *
 * @module
 */
import type { EncodedArrays } from "../features/array_pusher.ts";
import { BEZIER_ARRAYS, bezierArrays } from "../features/beziers/bezier_arrays.ts";
import { CoedgeEncoder } from "./coedge_encoder.ts";

/** The part of an encoder for models that take control points and no samples. */
export class BezierEncoder extends CoedgeEncoder {
  /**
   * Exact pieces of the body's surfaces and curves, all float32 but indices, in the model's unit.
   *
   * `bezier_patches/patch_points` (P,16,4): 4 x 4 control points (x, y, z, weight; u slower than v)
   * of each patch: the rectangles of a face's parameters that its loops do not cross, down to a
   * 128th of the box, as those of BRT; of more than 100 a face, 100 at equal steps.
   * `patch_normals` (P,3): outward, in the middle of the rectangle. `patch_faces` (P), int32.
   * `bezier_arcs/arc_points` (A,11,4): control points of degree 10 along each edge; `arc_edges`
   * (A), int32. `faces/face_box_samples` (F,256,3): random points over the box of each face's
   * parameters, inside and outside of its loops, by the encoder's seed.
   *
   * @throws FeatureError where a surface is no rational polynomial of at most degree 3, a curve
   * none of at most degree 10, or no rectangle of a face lies between its loops
   */
  pushBezierPatches(): EncodedArrays {
    return this.arrays.push(
      "bezier patches",
      BEZIER_ARRAYS,
      () => bezierArrays(this.geometry, this.seed),
    );
  }
}
