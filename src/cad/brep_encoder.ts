/**
 * Turns the boundary representation of one body into arrays.
 *
 * @module
 */
import { UsageError } from "../flow/errors.ts";
import type { ArraySpec, NdArray, TypedArray } from "../storage/array.ts";
import type { Brep } from "./brep.ts";
import { adjacency, type EdgeUse, edgeUses, neighborCounts } from "./features/adjacency.ts";
import { type ArrayKey, ARRAYS } from "./features/arrays.ts";
import { FaceBounds } from "./features/bounds.ts";
import { EDGE_TYPES, FACE_TYPES } from "./features/codes.ts";
import { CURVE_COMPONENTS, curveGrid, pointGrid } from "./features/curve_grid.ts";
import { dihedral } from "./features/dihedral.ts";
import { edgeCurve, type PlacedCurve } from "./features/edge_curve.ts";
import { EdgeLengths } from "./features/edge_length.ts";
import { FaceAreas } from "./features/face_area.ts";
import { faceGrid, GRID_COMPONENTS } from "./features/face_grid.ts";
import { FeatureError } from "./features/feature_error.ts";

/** Arrays by their key, `group/array`. */
export type EncodedArrays = Readonly<Record<string, NdArray>>;

/** Where an encoder puts its arrays: what it needs of a sample's storage. */
export interface EncoderStorage {
  saveDeclared(key: string, array: NdArray, spec: ArraySpec): void;
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
  readonly #storage: EncoderStorage | undefined;
  readonly #pushed = new Map<string, EncodedArrays>();
  readonly #bounds: FaceBounds;
  #uses: EdgeUse[][] | undefined;
  #curves: (PlacedCurve | null)[] | undefined;

  /**
   * @param brep the body
   * @param storage what takes the arrays; without one they are only returned
   */
  constructor(brep: Brep, storage?: EncoderStorage) {
    this.#brep = brep;
    this.#storage = storage;
    this.#bounds = new FaceBounds(brep);
  }

  /** `faces/face_indices` (F), int32: 0 ... F - 1. */
  pushFaceIndices(): EncodedArrays {
    return this.#push("face indices", () => ({
      "faces/face_indices": indices(this.#brep.faces.length),
    }));
  }

  /**
   * `faces/face_entity_ids` (F), int32: the number that the file gives the face (`#123` of STEP),
   * 0 where it has none. Labels are attached by it.
   */
  pushFaceIds(): EncodedArrays {
    return this.#push("face ids", () => ({
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
    return this.#push("face attributes", () => {
      const { faces } = this.#brep, count = faces.length;
      const areas = new Float32Array(count), centroids = new Float32Array(3 * count);
      const measure = new FaceAreas();
      faces.forEach((face, index) => {
        const { area, centroid } = measure.measure(face, index, this.#bounds.of(index));
        areas[index] = area;
        centroids.set(centroid, 3 * index);
      });
      return {
        "faces/face_types": Int32Array.from(faces, (face) => FACE_TYPES[face.surface.kind]),
        "faces/face_areas": areas,
        "faces/face_loops": Int32Array.from(faces, (face) => face.loops.length),
        "faces/face_centroids": centroids,
      };
    }, { "faces/face_centroids": [3] });
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
    atLeastTwo("pushFaceGrid", u);
    atLeastTwo("pushFaceGrid", v);
    return this.#push(`face grid ${u} x ${v}`, () => {
      const { faces } = this.#brep, size = u * v * GRID_COMPONENTS;
      const grids = new Float32Array(faces.length * size);
      faces.forEach((face, index) => {
        faceGrid(face, this.#bounds.of(index), u, v, grids, index * size);
      });
      return { "faces/face_uv_grids": grids };
    }, { "faces/face_uv_grids": [u, v, GRID_COMPONENTS] });
  }

  /** `faces/face_neighborscount` (F), int32: how many other faces share an edge with the face. */
  pushFaceNeighborsCount(): EncodedArrays {
    return this.#push("face neighbours", () => ({
      "faces/face_neighborscount": neighborCounts(this.#brep),
    }));
  }

  /** `edges/edge_indices` (E), int32: 0 ... E - 1. Edges without length (poles) are rows too. */
  pushEdgeIndices(): EncodedArrays {
    return this.#push("edge indices", () => ({
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
    return this.#push("edge attributes", () => {
      const { edges } = this.#brep, count = edges.length;
      const uses = this.#edgeUses(), curves = this.#edgeCurves();
      const lengths = new Float32Array(count), angles = new Float32Array(count);
      const convexities = new Int32Array(count);
      const measure = new EdgeLengths();
      edges.forEach((edge, index) => {
        lengths[index] = measure.measure(curves[index], index, edge.tolerance);
        const { angle, convexity } = dihedral(this.#brep, edge, uses[index], curves[index]);
        angles[index] = angle;
        convexities[index] = convexity;
      });
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
    atLeastTwo("pushCurveGrid", n);
    return this.#push(`curve grid ${n}`, () => {
      const { edges } = this.#brep, size = n * CURVE_COMPONENTS;
      const grids = new Float32Array(edges.length * size);
      const uses = this.#edgeUses(), curves = this.#edgeCurves();
      edges.forEach((edge, index) => {
        const curve = curves[index], at = index * size;
        if (curve !== null) curveGrid(curve, n, grids, at);
        else pointGrid(this.#brep, edge, uses[index], n, grids, at);
      });
      return { "edges/edge_u_grids": grids };
    }, { "edges/edge_u_grids": [n, CURVE_COMPONENTS] });
  }

  /**
   * `graph/edges_source`, `graph/edges_destination` (E), int32: the faces at the two sides of each
   * edge, one arc per row of the edges. An edge of one face only, a seam or a boundary, gives an arc
   * from the face to itself ({@linkcode adjacency}). `graph/num_nodes` (1), int32: the number of
   * faces.
   */
  pushFaceAdjacencyGraph(): EncodedArrays {
    return this.#push("face adjacency", () => {
      const { source, destination } = adjacency(this.#brep);
      return {
        "graph/edges_source": source,
        "graph/edges_destination": destination,
        "graph/num_nodes": Int32Array.of(this.#brep.faces.length),
      };
    });
  }

  #edgeUses(): EdgeUse[][] {
    return this.#uses ??= edgeUses(this.#brep);
  }

  #edgeCurves(): (PlacedCurve | null)[] {
    const uses = this.#edgeUses();
    return this.#curves ??= this.#brep.edges.map((edge, i) => edgeCurve(this.#brep, edge, uses[i]));
  }

  /** Computes, checks and saves what `compute` gives, once; `inner` are the dimensions of a row. */
  #push(
    name: string,
    compute: () => Partial<Record<ArrayKey, TypedArray>>,
    inner: Partial<Record<ArrayKey, readonly number[]>> = {},
  ): EncodedArrays {
    const known = this.#pushed.get(name);
    if (known !== undefined) return known;
    const arrays: Record<string, NdArray> = {};
    for (const [key, data] of Object.entries(compute()) as [ArrayKey, TypedArray][]) {
      const rest = inner[key] ?? [];
      const row = rest.reduce((a, b) => a * b, 1);
      mustBeFinite(key, data, row);
      arrays[key] = { data, shape: [data.length / row, ...rest] };
    }
    for (const [key, array] of Object.entries(arrays)) {
      this.#storage?.saveDeclared(key, array, ARRAYS[key as ArrayKey]);
    }
    this.#pushed.set(name, arrays);
    return arrays;
  }
}

function indices(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

function atLeastTwo(method: string, count: number): void {
  if (Number.isInteger(count) && count >= 2) return;
  throw new UsageError(
    `Cannot push a grid: ${method} takes whole numbers of at least 2 points, found ${count}`,
    { data: { method, count } },
  );
}

function mustBeFinite(key: string, data: TypedArray, row: number): void {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const index = Math.floor(at / row);
  throw new FeatureError(
    `Cannot save ${key}: its values must be finite, and that of row ${index} is ${data[at]}`,
    { data: { array: key, index, component: at % row, value: String(data[at]) } },
  );
}
