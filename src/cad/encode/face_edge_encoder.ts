/**
 * The arrays of faces, edges and the graph between them.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import {
  ArrayPusher,
  type EncodedArrays,
  type EncoderStorage,
  rowsOf,
} from "../features/array_pusher.ts";
import type { Brep, Face, OnBadFace } from "../brep.ts";
import { adjacency, neighborCounts } from "../features/adjacency.ts";
import { ARRAYS } from "../features/arrays.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { EDGE_TYPES, FACE_TYPES } from "../features/codes.ts";
import { CURVE_COMPONENTS, curveGrid, pointGrid } from "../features/edges/curve_grid.ts";
import { faceGrid, GRID_COMPONENTS } from "../features/faces/face_grid.ts";
import { gridBox, gridOrigin } from "../features/grid_frame.ts";
import { type GridOptions, gridOptions, gridSpec } from "../features/grid_options.ts";
import { FaceSampler, SAMPLE_COMPONENTS, type Sampling } from "../features/faces/face_sampler.ts";

/**
 * The first part of an encoder: what most models are trained on. {@linkcode BrepEncoder} has the
 * rest.
 */
export class FaceEdgeEncoder {
  /** @internal what the features are computed from */
  protected readonly geometry: BodyGeometry;
  /** @internal what takes the arrays */
  protected readonly arrays: ArrayPusher;
  /** @internal the seed of random points */
  protected readonly seed: number;

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
  ) {
    const geometry = this.geometry = BodyGeometry.of(brep, onBadFace);
    this.arrays = new ArrayPusher(storage, (key, row) => mayBeMissing(geometry, key, row));
    this.seed = seed;
    if (geometry.keepsBadFaces) this.pushFaceValid();
  }

  /**
   * `faces/face_valid` (F), uint8: 1 of a face that can be measured, 0 of one whose floats are NaN.
   * All are 1 where bad faces are refused. Where they are kept, it is pushed before anything else.
   */
  pushFaceValid(): EncodedArrays {
    return this.arrays.push("face valid", ARRAYS, () => ({
      "faces/face_valid": this.geometry.valid,
    }));
  }

  /** `faces/face_indices` (F), int32: 0 ... F - 1. */
  pushFaceIndices(): EncodedArrays {
    return this.arrays.push("face indices", ARRAYS, () => ({
      "faces/face_indices": indices(this.geometry.brep.faces.length),
    }));
  }

  /**
   * `faces/face_entity_ids` (F), int64: the number that the file gives the face (`#123` of STEP),
   * 0 where it has none below 2^63. Labels are attached by it.
   */
  pushFaceIds(): EncodedArrays {
    return this.arrays.push("face ids", ARRAYS, () => ({
      "faces/face_entity_ids": BigInt64Array.from(this.geometry.brep.faces, entityNumber),
    }));
  }

  /**
   * `faces/face_types` (F), int32, by {@linkcode FACE_TYPES}; `face_areas` (F), float32, in the
   * square of the model's unit; `face_loops` (F), int32; `face_centroids` (F,3), float32: the
   * centre of gravity of the face as a sheet.
   *
   * Areas and centroids are integrals over the trimming loops by Green's theorem, by adaptive
   * quadrature to a relative error of 1e-9 ({@linkcode FaceAreas}).
   *
   * @throws FeatureError where a face's loops do not bound a region or its area cannot be trusted
   */
  pushFaceAttributes(): EncodedArrays {
    return this.arrays.push("face attributes", ARRAYS, () => {
      const { faces } = this.geometry.brep, count = faces.length;
      const areas = new Float32Array(count), centroids = new Float32Array(3 * count);
      for (let index = 0; index < count; index++) {
        if (this.geometry.valid[index] === 0) {
          areas[index] = NaN;
          centroids.fill(NaN, 3 * index, 3 * index + 3);
          continue;
        }
        const { area, centroid } = this.geometry.area(index);
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
   * @param options which box of parameters the grid covers, and from where its points are counted
   * @throws FeatureError where a face's loops do not bound a region
   */
  pushFaceGrid(u = 10, v = 10, options: GridOptions = {}): EncodedArrays {
    atLeast("push a grid", "pushFaceGrid", u, 2);
    atLeast("push a grid", "pushFaceGrid", v, 2);
    const chosen = gridOptions(options), key = "faces/face_uv_grids";
    const name = `face grid ${u} x ${v} ${chosen.bounds} ${chosen.origin}`;
    const origin = this.#originOf(chosen);
    return this.arrays.push(name, { [key]: gridSpec(key, chosen) }, () => {
      const { faces } = this.geometry.brep, size = u * v * GRID_COMPONENTS;
      const grids = new Float32Array(faces.length * size);
      faces.forEach((face, index) => {
        if (this.geometry.valid[index] === 0) {
          grids.fill(NaN, index * size, (index + 1) * size);
          return;
        }
        const trimming = this.geometry.bounds.of(index);
        const box = gridBox(this.geometry, index, chosen.bounds);
        faceGrid(face, trimming, u, v, grids, index * size, { box, origin });
      });
      return { [key]: rowsOf(grids, u, v, GRID_COMPONENTS) };
    });
  }

  /**
   * `bodies/body_grid_origins` (1,3), float64: the middle of the body's box, from where the points
   * of grids are counted that have the origin `"body"`. It is pushed with them.
   */
  pushGridOrigin(): EncodedArrays {
    return this.arrays.push("grid origin", ARRAYS, () => ({
      "bodies/body_grid_origins": rowsOf(gridOrigin(this.geometry, "body"), 3),
    }));
  }

  #originOf({ origin }: Required<GridOptions>): ArrayLike<number> {
    if (origin === "file") return [0, 0, 0];
    const { data } = this.pushGridOrigin()["bodies/body_grid_origins"];
    return data as Float64Array;
  }

  /** `faces/face_neighborscount` (F), int32: how many other faces share an edge with the face. */
  pushFaceNeighborsCount(): EncodedArrays {
    return this.arrays.push("face neighbours", ARRAYS, () => ({
      "faces/face_neighborscount": neighborCounts(this.geometry.brep),
    }));
  }

  /** `edges/edge_indices` (E), int32: 0 ... E - 1. Edges without length (poles) are rows too. */
  pushEdgeIndices(): EncodedArrays {
    return this.arrays.push("edge indices", ARRAYS, () => ({
      "edges/edge_indices": indices(this.geometry.brep.edges.length),
    }));
  }

  /**
   * `edges/edge_types` (E), int32, by {@linkcode EDGE_TYPES}; `edge_lengths` (E), float32, adaptive
   * to 1e-10; `edge_convexities` (E), int32, by {@linkcode CONVEXITIES}; `edge_dihedral_angles`
   * (E), float32, signed radians between the outward normals ({@linkcode dihedral}): 0 where smooth
   * (below 0.01 radians) and where there is no angle.
   *
   * @throws FeatureError where a length is not finite
   */
  pushEdgeAttributes(): EncodedArrays {
    return this.arrays.push("edge attributes", ARRAYS, () => {
      const { edges } = this.geometry.brep, count = edges.length;
      const { curves } = this.geometry;
      const lengths = new Float32Array(count), angles = new Float32Array(count);
      const convexities = new Int32Array(count);
      for (let index = 0; index < count; index++) {
        lengths[index] = this.geometry.length(index);
        const { angle, convexity } = this.geometry.dihedral(index);
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
   * parameter, both ends included, in the edge's own direction ({@linkcode curveGrid}). An edge
   * without length gives its point `n` times, with tangents (0, 0, 0).
   *
   * @param n points along an edge, at least 2
   * @default {10}
   * @param options from where the points are counted
   */
  pushCurveGrid(n = 10, options: GridOptions = {}): EncodedArrays {
    atLeast("push a grid", "pushCurveGrid", n, 2);
    const chosen = gridOptions(options), key = "edges/edge_u_grids";
    const name = `curve grid ${n} ${chosen.origin}`;
    const origin = this.#originOf(chosen);
    return this.arrays.push(name, { [key]: gridSpec(key, chosen) }, () => {
      const { edges } = this.geometry.brep, size = n * CURVE_COMPONENTS;
      const grids = new Float32Array(edges.length * size);
      const { curves } = this.geometry;
      edges.forEach((edge, index) => {
        const curve = curves[index], at = index * size;
        if (curve !== null) curveGrid(curve, n, grids, at, origin);
        else pointGrid(this.geometry.brep, edge, this.geometry.uses[index], n, grids, at, origin);
      });
      return { [key]: rowsOf(grids, n, CURVE_COMPONENTS) };
    });
  }

  /**
   * `graph/edges_source`, `graph/edges_destination` (E), int32: the faces at the two sides of each
   * edge, one arc per row of the edges. An edge of one face only, a seam or a boundary, gives an
   * arc from the face to itself ({@linkcode adjacency}). `graph/num_nodes` (1), int32: the number
   * of faces.
   */
  pushFaceAdjacencyGraph(): EncodedArrays {
    return this.arrays.push("face adjacency", ARRAYS, () => {
      const { source, destination } = adjacency(this.geometry.brep);
      return {
        "graph/edges_source": source,
        "graph/edges_destination": destination,
        "graph/num_nodes": Int32Array.of(this.geometry.brep.faces.length),
      };
    });
  }

  /**
   * `faces/face_discretization` (F,S,7), float32: random points of each face with their outward
   * unit normals, and 1 where the point is on the face, else 0 ({@linkcode FaceSampler}). The same
   * seed gives the same points.
   *
   * @param samples points a face, at least 1
   * @default {25}
   * @param sampling `"area"`: evenly over the face, all of them visible; `"parameter"`: evenly over
   * the box of its parameters, as published
   * @default {"area"}
   */
  pushFaceDiscretization(samples = 25, sampling: Sampling = "area"): EncodedArrays {
    atLeast("push a discretization", "pushFaceDiscretization", samples, 1);
    return this.arrays.push(`discretization ${samples} ${sampling}`, ARRAYS, () => {
      const { faces } = this.geometry.brep, size = samples * SAMPLE_COMPONENTS;
      const out = new Float32Array(faces.length * size);
      const uv = new Float64Array(2 * samples), visible = new Uint8Array(samples);
      const sampler = new FaceSampler();
      faces.forEach((face, index) => {
        if (this.geometry.valid[index] === 0) {
          out.fill(NaN, index * size, (index + 1) * size);
          return;
        }
        const trimming = this.geometry.bounds.of(index);
        sampler.parameters(face, trimming, index, samples, sampling, this.seed, uv, visible);
        sampler.evaluate(face, trimming, samples, uv, visible, out, index * size);
      });
      return { "faces/face_discretization": rowsOf(out, samples, SAMPLE_COMPONENTS) };
    });
  }
}

function entityNumber({ entityId, entityNumber = BigInt(entityId ?? 0) }: Face): bigint {
  return entityNumber < 2n ** 63n ? entityNumber : 0n;
}

/**
 * Whether a row may be NaN: of a bad face, of an edge of one, and what is of a whole body with one.
 */
function mayBeMissing(geometry: BodyGeometry, key: string, row: number): boolean {
  if (!geometry.keepsBadFaces || geometry.isValid) return false;
  if (key.startsWith("faces/")) return geometry.valid[row] === 0;
  if (key.startsWith("edges/")) return !geometry.isValidEdge(row);
  return true;
}

function indices(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

/** Refuses what is not a whole number of at least `least`. */
export function atLeast(what: string, method: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least) return;
  throw new UsageError(
    `Cannot ${what}: ${method} takes whole numbers of at least ${least}, found ${foundText(count)}`,
    { data: { method, count, least } },
  );
}
