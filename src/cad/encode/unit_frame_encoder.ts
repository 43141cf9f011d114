/**
 * Pushes faces and edges in the frame in which the body just fits into [-1, 1]^3.
 *
 * @module
 */
import type { ArraySpec } from "../../storage/array.ts";
import type { EncodedArrays } from "../features/array_pusher.ts";
import { ARRAYS } from "../features/arrays.ts";
import type { GridBounds } from "../features/faces/parameter_bounds.ts";
import {
  unitEdgeArrays,
  unitEdgeGrids,
  unitFaceArrays,
  unitFaceGrids,
  unitFrameArrays,
} from "../features/unit_arrays.ts";
import { atLeast, FaceEdgeEncoder } from "./face_edge_encoder.ts";

/**
 * The part of an encoder for models that are fed with parts of any size. The unit frame's origin is
 * the middle of the body's box along the axes, and the box's longest side is 2 long.
 */
export class UnitFrameEncoder extends FaceEdgeEncoder {
  /**
   * `bodies/body_unit_frames` (1,4), float64: the middle of the body's box, and what lengths are
   * multiplied by: `(x - middle) * scale` is a point of the unit frame.
   */
  pushUnitFrame(): EncodedArrays {
    return this.arrays.push("unit frame", ARRAYS, () => unitFrameArrays(this.geometry));
  }

  /**
   * `faces/face_unit_areas` (F), `face_unit_centroids` (F,3), float32: as those of
   * `pushFaceAttributes`, in the unit frame.
   *
   * @throws FeatureError where an area cannot be trusted
   */
  pushUnitFaces(): EncodedArrays {
    return this.arrays.push("unit faces", ARRAYS, () => unitFaceArrays(this.geometry));
  }

  /**
   * `faces/face_unit_grids` (F,u,v,7), float32: as those of `pushFaceGrid`, points in the unit
   * frame.
   *
   * @param u points along u, at least 2
   * @default {10}
   * @param v points along v, at least 2
   * @default {10}
   * @param bounds which box of parameters the grid covers; what is not the default stands in the
   * attributes of the array
   * @default {"tight"}
   */
  pushUnitFaceGrid(u = 10, v = 10, bounds: GridBounds = "tight"): EncodedArrays {
    atLeast("push a grid", "pushUnitFaceGrid", u, 2);
    atLeast("push a grid", "pushUnitFaceGrid", v, 2);
    const key = "faces/face_unit_grids", name = `unit face grid ${u} x ${v} ${bounds}`;
    const spec: ArraySpec = bounds === "tight"
      ? ARRAYS[key]
      : { ...ARRAYS[key], attributes: { bounds } };
    return this.arrays.push(
      name,
      { [key]: spec },
      () => ({ [key]: unitFaceGrids(this.geometry, u, v, bounds) }),
    );
  }

  /**
   * `edges/edge_unit_lengths` (E), float32: lengths in the unit frame.
   *
   * @throws FeatureError where a length is not finite
   */
  pushUnitEdges(): EncodedArrays {
    return this.arrays.push("unit edges", ARRAYS, () => unitEdgeArrays(this.geometry));
  }

  /**
   * `edges/edge_unit_grids` (E,n,6), float32: as those of `pushCurveGrid`, points in the unit
   * frame.
   *
   * @param n points along an edge, at least 2
   * @default {10}
   */
  pushUnitCurveGrid(n = 10): EncodedArrays {
    atLeast("push a grid", "pushUnitCurveGrid", n, 2);
    return this.arrays.push(
      `unit curve grid ${n}`,
      ARRAYS,
      () => unitEdgeGrids(this.geometry, n),
    );
  }
}
