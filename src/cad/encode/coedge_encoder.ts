/**
 * Pushes coedges in space, and what else occwl gives of a body.
 *
 * @module
 */
import type { EncodedArrays } from "../features/array_pusher.ts";
import { ARRAYS } from "../features/arrays.ts";
import { coedgeFrames, coedgeGrids } from "../features/coedge_samples.ts";
import { sampledConvexity } from "../features/edges/sampled_convexity.ts";
import { insideGrids } from "../features/unit_arrays.ts";
import { atLeast } from "./face_edge_encoder.ts";
import { SplitEncoder } from "./split_encoder.ts";

/** The part of an encoder for models that are fed with what occwl computes. */
export class CoedgeEncoder extends SplitEncoder {
  /**
   * `faces/face_inside_grids` (F,u,v,7), float32: points in the unit frame, over the box that
   * OpenCascade's `UVBounds` gives; outward unit normals; 1 inside the loops, and 0 outside and on
   * them.
   *
   * @param u points along u, at least 2
   * @default {10}
   * @param v points along v, at least 2
   * @default {10}
   */
  pushInsideGrid(u = 10, v = 10): EncodedArrays {
    atLeast("push a grid", "pushInsideGrid", u, 2);
    atLeast("push a grid", "pushInsideGrid", v, 2);
    return this.arrays.push(
      `inside grid ${u} x ${v}`,
      ARRAYS,
      () => ({ "faces/face_inside_grids": insideGrids(this.geometry, u, v) }),
    );
  }

  /**
   * `coedges/coedge_grids` (C,n,12), float32: points in the unit frame and unit tangents, in equal
   * steps of the length, both ends included, as the face's loop runs; the outward unit normals of
   * the face itself, which is on the left, and of the other one, (0, 0, 0) where there is none. A
   * seam has one face on both sides. All 0 of a coedge without length.
   *
   * @param n points along a coedge, at least 2
   * @default {10}
   */
  pushCoedgeGrids(n = 10): EncodedArrays {
    atLeast("push a grid", "pushCoedgeGrids", n, 2);
    return this.arrays.push(`coedge grids ${n}`, ARRAYS, () => coedgeGrids(this.geometry, n));
  }

  /**
   * `coedges/coedge_frames` (C,4,4), float32: the matrix from a coedge's own frame to the unit
   * frame. Its origin is the middle of the coedge's length, z the outward normal of its face, y the
   * tangent at right angles to z, x their cross product y x z. All 0 of a coedge without length.
   */
  pushCoedgeFrames(): EncodedArrays {
    return this.arrays.push("coedge frames", ARRAYS, () => coedgeFrames(this.geometry));
  }

  /**
   * `edges/edge_sampled_convexities` (E), int32: 1 convex, 2 concave, 3 smooth, 0 none, by ten
   * points along the edge and 5 degrees ({@linkcode sampledConvexity}).
   */
  pushSampledConvexities(): EncodedArrays {
    return this.arrays.push("sampled convexities", ARRAYS, () => {
      const { brep, uses, curves } = this.geometry;
      return {
        "edges/edge_sampled_convexities": Int32Array.from(
          brep.edges,
          (edge, i) =>
            this.geometry.isValidEdge(i) ? sampledConvexity(brep, edge, uses[i], curves[i]) : 0,
        ),
      };
    });
  }
}
