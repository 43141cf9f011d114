/**
 * Pushes what pairs of faces are to each other.
 *
 * @module
 */
import type { Brep, OnBadFace } from "../brep.ts";
import type { EncodedArrays, EncoderStorage } from "../features/array_pusher.ts";
import type { PairwiseOptions, PairwiseSize } from "../features/pairs/pairwise.ts";
import { atLeast } from "./face_edge_encoder.ts";
import { PairwisePusher } from "./pairwise_pusher.ts";
import { BezierEncoder } from "./bezier_encoder.ts";

/** The part of an encoder that deals with pairs of faces: all of its arrays have the same rows. */
export class PairwiseEncoder extends BezierEncoder {
  readonly #pairwise: PairwisePusher;

  /**
   * An encoder of one body.
   *
   * @param brep the body
   * @param storage what takes the arrays; without one they are only returned
   */
  constructor(
    brep: Brep,
    storage: EncoderStorage | undefined,
    seed: number,
    onBadFace?: OnBadFace,
    pairwise?: PairwiseOptions,
  ) {
    super(brep, storage, seed, onBadFace);
    this.#pairwise = new PairwisePusher(this.geometry, this.arrays, pairwise, seed);
  }

  /**
   * What the pairwise arrays would take: rows, bytes of each array, and together. Nothing is
   * computed but, for sparse pairs, how many there are.
   *
   * @param edges places of an edge path, as {@linkcode pushFacePairEdgesPath} takes them
   * @default {16}
   * @param bins bins of a histogram
   * @default {64}
   */
  pairwiseSize(edges = 16, bins = 64): PairwiseSize {
    return this.#pairwise.size(edges, bins);
  }

  /**
   * `faceface/extended_adjacency` (P), float32: for each ordered pair of faces, the first face
   * slowest, how many edges the shortest path in the graph of faces has: 0 from a face to itself,
   * -1 where there is none.
   *
   * Sparse pairs come with `faceface/pair_source` and `faceface/pair_destination` (P), int32. On
   * demand, the graph is written in their place, for {@linkcode FacePairs}; so it is with the other
   * pairwise methods.
   *
   * @throws FeatureError where the pairwise arrays would take more than the limit
   */
  pushExtendedAdjacency(): EncodedArrays {
    if (this.#pairwise.onDemand) return this.pushFaceAdjacencyGraph();
    return this.#pairwise.extendedAdjacency();
  }

  /**
   * `faceface/face_pair_edges_path` (P,M), int32: the edges of that path in order, the first M of
   * them; what is left over is -1.
   *
   * @param most M, at least 1
   * @default {16}
   */
  pushFacePairEdgesPath(most = 16): EncodedArrays {
    atLeast("push edge paths", "pushFacePairEdgesPath", most, 1);
    if (this.#pairwise.onDemand) return this.pushFaceAdjacencyGraph();
    return this.#pairwise.edgesPath(most);
  }

  /**
   * `faceface/d2_distance` (P,bins), float32: the histogram of the distances between the points of
   * the two faces, over the diagonal of the body's box along the axes ({@linkcode FacePairs}). The
   * bins' values sum to one.
   *
   * @param grid points of a face in u and in v, at least 2 ({@linkcode pairSamples})
   * @default {5}
   * @param bins at least 1
   * @default {64}
   */
  pushAverageFacePairDistanceHistograms(grid = 5, bins = 64): EncodedArrays {
    atLeast("push histograms", "pushAverageFacePairDistanceHistograms", grid, 2);
    atLeast("push histograms", "pushAverageFacePairDistanceHistograms", bins, 1);
    return this.#pairwise.histograms("distances", grid, bins);
  }

  /**
   * `faceface/a3_distance` (P,bins), float32: the histogram of the angles between the outward
   * normals at the points of the two faces, over pi.
   *
   * @param grid points of a face in u and in v, at least 2
   * @default {5}
   * @param bins at least 1
   * @default {64}
   */
  pushAverageFacePairAngleHistograms(grid = 5, bins = 64): EncodedArrays {
    atLeast("push histograms", "pushAverageFacePairAngleHistograms", grid, 2);
    atLeast("push histograms", "pushAverageFacePairAngleHistograms", bins, 1);
    return this.#pairwise.histograms("angles", grid, bins);
  }

  /**
   * `faceface/mean_normal_angles` (P), float32: degrees between the mean normals of the two faces
   * ({@linkcode meanNormals}), over the points of `pushInsideGrid` that are not within the face; 90
   * where one of them has no direction.
   *
   * @param u points along u, at least 2
   * @default {10}
   * @param v points along v, at least 2
   * @default {10}
   */
  pushMeanNormalAngles(u = 10, v = 10): EncodedArrays {
    const grids = this.pushInsideGrid(u, v), { data } = grids["faces/face_inside_grids"];
    if (this.#pairwise.onDemand) return grids;
    return this.#pairwise.meanNormalAngles(data as Float32Array, `${u} x ${v}`);
  }

  /** `faceface/unit_centroid_distances` (P), float32: between the faces' unit centroids. */
  pushUnitCentroidDistances(): EncodedArrays {
    const faces = this.pushUnitFaces(), { data } = faces["faces/face_unit_centroids"];
    if (this.#pairwise.onDemand) return faces;
    return this.#pairwise.centroidDistances(data as Float32Array);
  }
}
