/**
 * Pushes the parts of faces and edges that close on themselves.
 *
 * @module
 */
import type { EncodedArrays } from "../features/array_pusher.ts";
import { SPLIT_ARRAYS, splitArrays } from "../features/splits/split_arrays.ts";
import { splitClosed } from "../features/splits/split_closed.ts";
import { UnitFrameEncoder } from "./unit_frame_encoder.ts";

/** The part of an encoder for models of faces and edges that do not close on themselves. */
export class SplitEncoder extends UnitFrameEncoder {
  /**
   * The body with its closed faces and edges split ({@linkcode splitClosed}): F faces, E edges with
   * a face on either side, and C distinct corners. All float32, but indices int32, which count
   * within the body.
   *
   * `split_faces/surf_wcs` (F,32,32,3): points over the face's box of parameters, as OpenCascade
   * gives it, u slower than v, backwards in u on a reversed face; the box of all of them is scaled
   * to -1 to 1 along its longest side. `surf_ncs` (F,32,32,3): each face's points in a box of their
   * own. `surf_bbox_wcs` (F,6): least and greatest x, y, z of `surf_wcs`. `source_face` (F): the
   * face of the body itself. `split_edges/edge_wcs`, `edge_ncs` (E,32,3), `edge_bbox_wcs` (E,6):
   * the same of edges, the face on the left being the first that uses it. `corner_wcs` (E,2,3): the
   * first and the last point, to four decimals. `edgeFace_adj` (E,2): the faces on the left and on
   * the right. `edgeCorner_adj` (E,2): rows of `split_corners/corner_unique` (C,3).
   *
   * @throws FeatureError where a face or an edge cannot be split so that its parts are certain
   */
  pushSplitParts(): EncodedArrays {
    return this.arrays.push(
      "split parts",
      SPLIT_ARRAYS,
      () => splitArrays(splitClosed(this.geometry.brep)),
    );
  }
}
