/**
 * Pushes all that published models take of a body.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { EncodedArrays, EncoderStorage } from "../features/array_pusher.ts";
import type { Brep, OnBadFace } from "../brep.ts";
import {
  customArray,
  type CustomGroup,
  type CustomItems,
  type CustomOptions,
  type CustomValue,
} from "../features/custom_feature.ts";
import { atLeast } from "./face_edge_encoder.ts";
import { PairwiseEncoder } from "./pairwise_encoder.ts";
import { ARRAYS } from "../features/arrays.ts";
import {
  bodyArrays,
  fingerprintArrays,
  missingFingerprint,
} from "../features/bodies/body_arrays.ts";
import { fingerprintOf } from "../features/bodies/fingerprint.ts";
import { coedgeArrays, directedArrays, vertexArrays } from "../features/topology_arrays.ts";
import type { PairwiseOptions } from "../features/pairs/pairwise.ts";
import {
  edgeCurvatureArrays,
  edgeShapeArrays,
  faceCurvatureArrays,
  faceShapeArrays,
} from "../features/shape_arrays.ts";
import { findProfile } from "../profiles/find_profile.ts";
import { refuseMisfit } from "../profiles/profile_error.ts";
import { profileMeasures } from "../profiles/profile_measures.ts";
import {
  type Profile,
  type ProfileEncoder,
  profileLabel,
  type ProfileName,
} from "../profiles/profile.ts";

/** How a body is encoded. */
export interface EncoderOptions {
  /**
   * The seed of random points: a whole number from 0 to 2^53 - 1.
   *
   * @default {0}
   */
  readonly seed?: number;
  /**
   * What is done about a face that cannot be measured ({@linkcode LoaderOptions.onBadFace}).
   *
   * @default {what the loader of the body was told, else "refuse"}
   */
  readonly onBadFace?: OnBadFace;
  /** What is written about pairs of faces, where any is pushed. */
  readonly pairwise?: PairwiseOptions;
}

/** The names of {@linkcode EncoderOptions}. */
export const ENCODER_OPTIONS: OptionNames<EncoderOptions> = {
  seed: true,
  onBadFace: true,
  pairwise: true,
};
const CUSTOM: OptionNames<CustomOptions> = { dtype: true, description: true, dimension: true };
const PAIRWISE: OptionNames<PairwiseOptions> = { mode: true, hops: true, limit: true };

/**
 * The part of an encoder for all that published models take. {@linkcode BrepEncoder} has the meshes
 * too, whose code a worker without a task of its own never needs.
 */
export class BodyEncoder extends PairwiseEncoder implements ProfileEncoder {
  readonly #options: EncoderOptions;
  readonly #storage: EncoderStorage | undefined;

  /**
   * An encoder of one body.
   *
   * @param brep the body
   * @param storage what takes the arrays; without one they are only returned
   */
  constructor(brep: Brep, storage?: EncoderStorage, options: EncoderOptions = {}) {
    requireKnownOptions("make an encoder", options, ENCODER_OPTIONS);
    if (options.pairwise !== undefined) {
      requireKnownOptions("push pairs of faces", options.pairwise, PAIRWISE);
    }
    super(brep, storage, options.seed ?? 0, options.onBadFace, options.pairwise);
    this.#options = options;
    this.#storage = storage;
  }

  /**
   * `faces/face_uv_bounds` (F,4), float32: the least and greatest u, the least and greatest v of
   * the trimmed face, where they are periodic the least one from 0 to below the period;
   * `face_closed` (F,2), int32: 1 where the face closes on itself in u, in v; `face_rational` (F),
   * int32: 1 of a B-spline with weights.
   */
  pushFaceShapes(): EncodedArrays {
    return this.arrays.push("face shapes", ARRAYS, () => faceShapeArrays(this.geometry));
  }

  /**
   * `faces/face_curvatures` (F,4), float32: the means of Gaussian and mean curvature over the
   * face's area, the least and the greatest principal curvature met; `face_sample_curvatures`
   * (F,S,4): Gaussian, mean, least and greatest at the points themselves, which are those of
   * `pushFaceDiscretization(S)`. One over the model's unit (Gaussian: over its square), positive
   * where the face bends away from its outer side ({@linkcode SurfaceCurvature}), from analytic
   * second derivatives; 0 at a point that has none.
   *
   * @param samples S, at least 1
   * @default {25}
   */
  pushFaceCurvatures(samples = 25): EncodedArrays {
    atLeast("push curvatures", "pushFaceCurvatures", samples, 1);
    return this.arrays.push(
      `face curvatures ${samples}`,
      ARRAYS,
      () => faceCurvatureArrays(this.geometry, samples, this.seed),
    );
  }

  /**
   * `edges/edge_closed` (E), int32: 1 where the edge ends where it begins; `edge_rational` (E),
   * int32: 1 of a B-spline with weights; `edge_continuities` (E), int32: 0 no two faces meet, 1
   * sharp (G0), 2 normals agree all along (G1), 3 curvatures too (G2) ({@linkcode continuityOf}).
   */
  pushEdgeShapes(): EncodedArrays {
    return this.arrays.push("edge shapes", ARRAYS, () => edgeShapeArrays(this.geometry));
  }

  /**
   * `edges/edge_curvatures` (E,3), float32: the mean over the length, the least and the greatest
   * curvature, one over the model's unit; 0 of an edge without length.
   *
   * @param n points along an edge, at least 2
   * @default {10}
   */
  pushEdgeCurvatures(n = 10): EncodedArrays {
    atLeast("push curvatures", "pushEdgeCurvatures", n, 2);
    return this.arrays.push(
      `edge curvatures ${n}`,
      ARRAYS,
      () => edgeCurvatureArrays(this.geometry, n),
    );
  }

  /**
   * `vertices/vertex_positions` (V,3), float32; `edges/edge_vertices` (E,2), int32: the first and
   * the last vertex of each edge, -1 where it has none.
   */
  pushVertices(): EncodedArrays {
    return this.arrays.push("vertices", ARRAYS, () => vertexArrays(this.geometry.brep));
  }

  /**
   * `coedges/coedge_next`, `coedge_mate`, `coedge_face`, `coedge_edge`, `coedge_reversed` (C),
   * int32, a row for each use of an edge by a loop ({@linkcode Coedges}).
   */
  pushCoedges(): EncodedArrays {
    return this.arrays.push("coedges", ARRAYS, () => coedgeArrays(this.geometry.brep));
  }

  /**
   * `arcs/arc_source`, `arcs/arc_destination`, `arcs/arc_edge` (A), int32: for each edge between
   * two different faces an arc there and an arc back.
   */
  pushDirectedGraph(): EncodedArrays {
    return this.arrays.push("directed graph", ARRAYS, () => directedArrays(this.geometry.brep));
  }

  /**
   * One row: `bodies/body_areas` (1), `body_centroids` (1,3), `body_boxes` (1,6: least x, y, z,
   * greatest x, y, z; {@linkcode extentsOf}), `body_diagonals` (1), `body_oriented_boxes` (1,15:
   * centre, three unit axes, half of the three sides, the longest first; {@linkcode orientedBox}),
   * float64, and `body_closed` (1), int32.
   *
   * One row of a body that closes around a volume, none of any other: `solids/solid_volumes` (1),
   * `solid_centers_of_mass` (1,3), `solid_inertia` (1,3,3: about the centre of mass at density
   * one), float64 ({@linkcode massOf}). Why a body is open goes to the metadata `open_reason`.
   *
   * @throws FeatureError where an area cannot be trusted
   */
  pushBodyAttributes(): EncodedArrays {
    return this.arrays.push("body attributes", ARRAYS, () => {
      const { arrays, open } = bodyArrays(this.geometry);
      if (open !== null) this.arrays.saveMetadata("open_reason", open);
      return arrays;
    });
  }

  /**
   * `bodies/body_fingerprints` (1,N), float32: invariants under rotation, translation and uniform
   * scale ({@linkcode fingerprintOf}). Their hash goes to the metadata `fingerprint`: equal for
   * equal shapes, so that duplicates are found, and kept together by splits.
   *
   * @throws FeatureError where an area or a length cannot be trusted
   */
  pushFingerprint(): EncodedArrays {
    return this.arrays.push("fingerprint", ARRAYS, () => {
      if (!this.geometry.isValid) return missingFingerprint();
      const fingerprint = fingerprintOf(this.geometry);
      this.arrays.saveMetadata("fingerprint", fingerprint.hash);
      return fingerprintArrays(fingerprint);
    });
  }

  /**
   * Pushes a feature of your own: `group/name`, one row for each face, each edge, or for the body.
   *
   * @example How wide the faces' tolerances are
   * ```ts
   * import { BrepEncoder } from "trunnion";
   *
   * const encoder = new BrepEncoder({ faces: [], edges: [], vertices: new Float64Array() });
   * encoder.push("faces", "face_tolerances", (face) => face.tolerance);
   * encoder.push("bodies", "corners", (body) => body.vertices.length / 3, { dtype: "int32" });
   * ```
   *
   * @param group `"faces"`, `"edges"` or `"bodies"`
   * @param compute gives a row: a number, or equally many for each item
   * @throws UsageError where the name is taken, or rows differ; SchemaViolation where a value does
   * not fit the type, or is not finite
   */
  push<G extends CustomGroup>(
    group: G,
    name: string,
    compute: (item: CustomItems[G], index: number) => CustomValue,
    options: CustomOptions = {},
  ): EncodedArrays {
    requireKnownOptions(`push the custom feature '${name}'`, options, CUSTOM);
    const { key, spec, array } = customArray(this.geometry.brep, group, name, compute, options);
    if (key in this.arrays.arrays) {
      throw new UsageError(`Cannot push '${key}': it was pushed before. Choose another name`, {
        data: { group, name },
      });
    }
    return this.arrays.push(`custom ${key}`, { [key]: spec }, () => ({ [key]: array }));
  }

  /**
   * Pushes all that a published model takes, and says so in the dataset's attributes: `"hoops@1"`.
   * Data of pairs of faces is part of it where the encoder's option `pairwise` is given.
   *
   * @param profile one of {@linkcode PROFILE_NAMES}, or a profile of your own
   * @returns all arrays pushed so far
   * @throws {ProfileError} where its model cannot take such a body; nothing is pushed then
   */
  pushProfile(profile: ProfileName | Profile): EncodedArrays {
    const found = findProfile(profile);
    refuseMisfit(found, found.requires?.(this.geometry.brep, profileMeasures));
    found.push(this, this.#options.pairwise !== undefined);
    this.#storage?.setProfile?.(profileLabel(found));
    return this.arrays.arrays;
  }
}
