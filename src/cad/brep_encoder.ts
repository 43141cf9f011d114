/**
 * Turns the boundary representation of one body into arrays.
 *
 * @module
 */
import { UsageError } from "../flow/errors.ts";
import { ArrayPusher, type EncodedArrays, type EncoderStorage, rowsOf } from "./array_pusher.ts";
import type { Brep } from "./brep.ts";
import { adjacency, neighborCounts } from "./features/adjacency.ts";
import { ARRAYS } from "./features/arrays.ts";
import { BodyGeometry } from "./features/body_geometry.ts";
import { EDGE_TYPES, FACE_TYPES } from "./features/codes.ts";
import { CURVE_COMPONENTS, curveGrid, pointGrid } from "./features/curve_grid.ts";
import { faceGrid, GRID_COMPONENTS } from "./features/face_grid.ts";
import { FaceSampler, SAMPLE_COMPONENTS, type Sampling } from "./features/face_sampler.ts";
import type { PairwiseOptions, PairwiseSize } from "./features/pairwise.ts";
import { PairwisePusher } from "./pairwise_pusher.ts";

export type { EncodedArrays, EncoderStorage } from "./array_pusher.ts";

/** How a body is encoded. */
export interface EncoderOptions {
  /**
   * The seed of random points: a whole number from 0 to 2^53 - 1.
   *
   * @default {0}
   */
  readonly seed?: number;
  /** What is written about pairs of faces, where any is pushed. */
  readonly pairwise?: PairwiseOptions;
}

/**
 * Computes the features of a body's faces and edges.
 *
 * Every method computes its arrays once, saves them where a storage was given, and returns them.
 * Rows of faces are in the order of `brep.faces` and rows of edges in that of `brep.edges`, so that
 * indices are those of the body. Lengths are in the model's unit. Everything is computed in double
 * precision and rounded to the array's type at the end; a value that is not finite then is an
 * error that names the array and the row.
 *
 * @example Areas without a storage
 * ```ts
 * import { BrepEncoder } from "trunnion";
 *
 * const empty = new BrepEncoder({ faces: [], edges: [], vertices: new Float64Array() });
 * const { "faces/face_areas": areas } = empty.pushFaceAttributes();
 * console.log(areas.shape); // [0]
 * ```
 */
export class BrepEncoder {
  readonly #brep: Brep;
  readonly #geometry: BodyGeometry;
  readonly #arrays: ArrayPusher;
  readonly #seed: number;
  readonly #pairwise: PairwisePusher;

  /**
   * @param brep the body
   * @param storage what takes the arrays; without one they are only returned
   */
  constructor(brep: Brep, storage?: EncoderStorage, options: EncoderOptions = {}) {
    this.#brep = brep;
    this.#geometry = new BodyGeometry(brep);
    this.#arrays = new ArrayPusher(storage);
    this.#seed = options.seed ?? 0;
    this.#pairwise = new PairwisePusher(
      this.#geometry,
      this.#arrays,
      options.pairwise,
      this.#seed,
    );
  }

  /** `faces/face_indices` (F), int32: 0 ... F - 1. */
  pushFaceIndices(): EncodedArrays {
    return this.#arrays.push("face indices", ARRAYS, () => ({
      "faces/face_indices": indices(this.#brep.faces.length),
    }));
  }

  /**
   * `faces/face_entity_ids` (F), int32: the number that the file gives the face (`#123` of STEP),
   * 0 where it has none. Labels are attached by it.
   */
  pushFaceIds(): EncodedArrays {
    return this.#arrays.push("face ids", ARRAYS, () => ({
      "faces/face_entity_ids": Int32Array.from(this.#brep.faces, (face) => face.entityId ?? 0),
    }));
  }

  /**
   * `faces/face_types` (F), int32, by {@linkcode FACE_TYPES}; `face_areas` (F), float32, in the
   * square of the model's unit; `face_loops` (F), int32; `face_centroids` (F,3), float32: the centre
   * of gravity of the face as a sheet.
   *
   * Areas and centroids are integrals over the trimming loops by Green's theorem, by adaptive
   * quadrature to a relative error of 1e-9 ({@linkcode FaceAreas}).
   *
   * @throws FeatureError where a face's loops do not bound a region or its area cannot be trusted
   */
  pushFaceAttributes(): EncodedArrays {
    return this.#arrays.push("face attributes", ARRAYS, () => {
      const { faces } = this.#brep, count = faces.length;
      const areas = new Float32Array(count), centroids = new Float32Array(3 * count);
      for (let index = 0; index < count; index++) {
        const { area, centroid } = this.#geometry.area(index);
        areas[index] = area;
        centroids.set(centroid, 3 * index);
      }
      return {
        "faces/face_types": Int32Array.from(faces, (face) => FACE_TYPES[face.surface.kind]),
        "faces/face_areas": areas,
        "faces/face_loops": Int32Array.from(faces, (face) => face.loops.length),
        "faces/face_centroids": rowsOf(centroids, 3),
      };
    });
  }

  /**
   * `faces/face_uv_grids` (F,u,v,7), float32: point, outward unit normal, and 1 inside the loops or
   * on them, else 0; on UV-Net's grid ({@linkcode faceGrid}).
   *
   * @param u points along u, at least 2
   * @default {10}
   * @param v points along v, at least 2
   * @default {10}
   * @throws FeatureError where a face's loops do not bound a region
   */
  pushFaceGrid(u = 10, v = 10): EncodedArrays {
    atLeast("push a grid", "pushFaceGrid", u, 2);
    atLeast("push a grid", "pushFaceGrid", v, 2);
    return this.#arrays.push(`face grid ${u} x ${v}`, ARRAYS, () => {
      const { faces } = this.#brep, size = u * v * GRID_COMPONENTS;
      const grids = new Float32Array(faces.length * size);
      faces.forEach((face, index) => {
        faceGrid(face, this.#geometry.bounds.of(index), u, v, grids, index * size);
      });
      return { "faces/face_uv_grids": rowsOf(grids, u, v, GRID_COMPONENTS) };
    });
  }

  /** `faces/face_neighborscount` (F), int32: how many other faces share an edge with the face. */
  pushFaceNeighborsCount(): EncodedArrays {
    return this.#arrays.push("face neighbours", ARRAYS, () => ({
      "faces/face_neighborscount": neighborCounts(this.#brep),
    }));
  }

  /** `edges/edge_indices` (E), int32: 0 ... E - 1. Edges without length (poles) are rows too. */
  pushEdgeIndices(): EncodedArrays {
    return this.#arrays.push("edge indices", ARRAYS, () => ({
      "edges/edge_indices": indices(this.#brep.edges.length),
    }));
  }

  /**
   * `edges/edge_types` (E), int32, by {@linkcode EDGE_TYPES}; `edge_lengths` (E), float32, adaptive to
   * 1e-10; `edge_convexities` (E), int32, by {@linkcode CONVEXITIES}; `edge_dihedral_angles` (E),
   * float32, signed radians between the outward normals ({@linkcode dihedral}): 0 where smooth
   * (below 0.01 radians) and where there is no angle.
   *
   * @throws FeatureError where a length is not finite
   */
  pushEdgeAttributes(): EncodedArrays {
    return this.#arrays.push("edge attributes", ARRAYS, () => {
      const { edges } = this.#brep, count = edges.length;
      const { curves } = this.#geometry;
      const lengths = new Float32Array(count), angles = new Float32Array(count);
      const convexities = new Int32Array(count);
      for (let index = 0; index < count; index++) {
        lengths[index] = this.#geometry.length(index);
        const { angle, convexity } = this.#geometry.dihedral(index);
        angles[index] = angle;
        convexities[index] = convexity;
      }
      return {
        "edges/edge_types": Int32Array.from(curves, (c) => EDGE_TYPES[c?.curve.kind ?? "other"]),
        "edges/edge_lengths": lengths,
        "edges/edge_convexities": convexities,
        "edges/edge_dihedral_angles": angles,
      };
    });
  }

  /**
   * `edges/edge_u_grids` (E,n,6), float32: points and unit tangents in equal steps of the
   * parameter, both ends included, in the edge's own direction ({@linkcode curveGrid}). An edge without length
   * gives its point `n` times, with tangents (0, 0, 0).
   *
   * @param n points along an edge, at least 2
   * @default {10}
   */
  pushCurveGrid(n = 10): EncodedArrays {
    atLeast("push a grid", "pushCurveGrid", n, 2);
    return this.#arrays.push(`curve grid ${n}`, ARRAYS, () => {
      const { edges } = this.#brep, size = n * CURVE_COMPONENTS;
      const grids = new Float32Array(edges.length * size);
      const { uses, curves } = this.#geometry;
      edges.forEach((edge, index) => {
        const curve = curves[index], at = index * size;
        if (curve !== null) curveGrid(curve, n, grids, at);
        else pointGrid(this.#brep, edge, uses[index], n, grids, at);
      });
      return { "edges/edge_u_grids": rowsOf(grids, n, CURVE_COMPONENTS) };
    });
  }

  /**
   * `graph/edges_source`, `graph/edges_destination` (E), int32: the faces at the two sides of each
   * edge, one arc per row of the edges. An edge of one face only, a seam or a boundary, gives an arc
   * from the face to itself ({@linkcode adjacency}). `graph/num_nodes` (1), int32: the number of
   * faces.
   */
  pushFaceAdjacencyGraph(): EncodedArrays {
    return this.#arrays.push("face adjacency", ARRAYS, () => {
      const { source, destination } = adjacency(this.#brep);
      return {
        "graph/edges_source": source,
        "graph/edges_destination": destination,
        "graph/num_nodes": Int32Array.of(this.#brep.faces.length),
      };
    });
  }

  /**
   * `faces/face_discretization` (F,S,7), float32: random points of each face with their outward unit
   * normals, and 1 where the point is on the face, else 0 ({@linkcode FaceSampler}). The same seed
   * gives the same points.
   *
   * @param samples points a face, at least 1
   * @default {25}
   * @param sampling `"area"`: evenly over the face, all of them visible; `"parameter"`: evenly over the box
   * of its parameters, as published
   * @default {"area"}
   */
  pushFaceDiscretization(samples = 25, sampling: Sampling = "area"): EncodedArrays {
    atLeast("push a discretization", "pushFaceDiscretization", samples, 1);
    return this.#arrays.push(`discretization ${samples} ${sampling}`, ARRAYS, () => {
      const { faces } = this.#brep, size = samples * SAMPLE_COMPONENTS;
      const out = new Float32Array(faces.length * size);
      const uv = new Float64Array(2 * samples), visible = new Uint8Array(samples);
      const sampler = new FaceSampler();
      faces.forEach((face, index) => {
        const trimming = this.#geometry.bounds.of(index);
        sampler.parameters(face, trimming, index, samples, sampling, this.#seed, uv, visible);
        sampler.evaluate(face, trimming, samples, uv, visible, out, index * size);
      });
      return { "faces/face_discretization": rowsOf(out, samples, SAMPLE_COMPONENTS) };
    });
  }

  /**
   * What the pairwise arrays would take: rows, bytes of each array, and together. Nothing is computed
   * but, for sparse pairs, how many there are.
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
   * `faceface/extended_adjacency` (P), float32: for each ordered pair of faces, the first face slowest, how
   * many edges the shortest path in the graph of faces has: 0 from a face to itself, -1 where there is
   * none.
   *
   * Sparse pairs come with `faceface/pair_source` and `faceface/pair_destination` (P), int32. On demand,
   * the graph is written in their place, for {@linkcode FacePairs}; so it is with the other pairwise
   * methods.
   *
   * @throws FeatureError where the pairwise arrays would take more than the limit
   */
  pushExtendedAdjacency(): EncodedArrays {
    if (this.#pairwise.onDemand) return this.pushFaceAdjacencyGraph();
    return this.#pairwise.extendedAdjacency();
  }

  /**
   * `faceface/face_pair_edges_path` (P,M), int32: the edges of that path in order, the first M of them; what
   * is left over is -1.
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
   * `faceface/d2_distance` (P,bins), float32: the histogram of the distances between the points of the two
   * faces, over the diagonal of the body's box along the axes ({@linkcode FacePairs}). The bins' values
   * sum to one.
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
   * `faceface/a3_distance` (P,bins), float32: the histogram of the angles between the outward normals at the
   * points of the two faces, over pi.
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
}

function indices(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

function atLeast(what: string, method: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least) return;
  throw new UsageError(
    `Cannot ${what}: ${method} takes whole numbers of at least ${least}, found ${count}`,
    { data: { method, count, least } },
  );
}
