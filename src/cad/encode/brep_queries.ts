/**
 * Questions about one body, answered one at a time.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import type { NdArray } from "../../storage/array.ts";
import { rowsOf } from "../features/array_pusher.ts";
import type { Brep } from "../brep.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { EDGE_TYPES, FACE_TYPES } from "../features/codes.ts";
import { CURVE_COMPONENTS, curveGrid, pointGrid } from "../features/edges/curve_grid.ts";
import { faceGrid, GRID_COMPONENTS } from "../features/faces/face_grid.ts";
import { FaceSampler, SAMPLE_COMPONENTS, type Sampling } from "../features/faces/face_sampler.ts";
import { gridBox, gridOrigin } from "../features/grid_frame.ts";
import { type GridOptions, gridOptions } from "../features/grid_options.ts";
import { type Hole, holesOf } from "../features/bodies/holes.ts";
import type { CurveKind } from "../geometry/curve.ts";
import type { SurfaceKind } from "../geometry/surface.ts";

/** What is known of one face. */
export interface FaceAttributes {
  /** What its surface is. */
  readonly kind: SurfaceKind;
  /** The code of the kind, as in `faces/face_types`. */
  readonly type: number;
  /** In the square of the model's unit. */
  readonly area: number;
  /** The centre of gravity of the face as a sheet. */
  readonly centroid: readonly [number, number, number];
  /** The number of loops. */
  readonly loops: number;
  /** The file's number of the face, or null. */
  readonly entityId: number | null;
  /** The name that the file gives the face, or null. */
  readonly name: string | null;
}

/** What is known of one edge. */
export interface EdgeAttributes {
  /** What its curve is; `"other"` where it has none. */
  readonly kind: CurveKind;
  /** The code of the kind, as in `edges/edge_types`. */
  readonly type: number;
  /** In the model's unit. */
  readonly length: number;
  /** 0 none, 1 convex, 2 concave, 3 smooth. */
  readonly convexity: number;
  /** Signed radians between the outward normals: + convex, - concave. */
  readonly dihedral: number;
  /** The faces that use the edge. */
  readonly faces: readonly number[];
}

/** The graph of faces: who meets whom, and at which edges. */
export interface FaceAdjacencyGraph {
  /** The number of faces. */
  readonly nodes: number;
  /** One arc for each pair of different faces that meet, with all edges between them. */
  readonly arcs: readonly {
    readonly source: number;
    readonly destination: number;
    readonly edges: readonly number[];
  }[];
  /** The other faces that each face meets, ascending. */
  readonly neighbours: readonly (readonly number[])[];
}

/**
 * Answers questions about a body. What is asked for twice is computed once, and nothing else is:
 * all values are those that {@linkcode BrepEncoder} writes, before they are rounded.
 *
 * @example A body's box
 * ```ts
 * import { BrepQueries } from "trunnion";
 *
 * const empty = new BrepQueries({ faces: [], edges: [], vertices: new Float64Array(0) });
 * console.log(empty.buildFaceAdjacencyGraph().nodes); // 0
 * ```
 */
export class BrepQueries {
  readonly #geometry: BodyGeometry;
  readonly #sampler = new FaceSampler();

  /** Questions about one body; nothing is computed yet. */
  constructor(brep: Brep) {
    this.#geometry = new BodyGeometry(brep);
  }

  /**
   * Random points of a face: (n,7): x, y, z, outward unit normal, visibility.
   *
   * @param n points, at least 1
   * @default {25}
   * @param options `sampling`: `"area"` (the default) or `"parameter"`; `seed`, by default 0
   * @throws FeatureError where the face's loops do not bound a region
   */
  faceSamplePoints(
    face: number,
    n = 25,
    options: { readonly sampling?: Sampling; readonly seed?: number } = {},
  ): NdArray {
    requireKnownOptions("sample points of a face", options, { sampling: true, seed: true });
    const { sampling = "area", seed = 0 } = options;
    const { [face]: own } = this.#face("sample points", face);
    requirePoints("sample points of a face", n, 1);
    const uv = new Float64Array(2 * n), visible = new Uint8Array(n);
    const out = new Float64Array(SAMPLE_COMPONENTS * n);
    const trimming = this.#geometry.bounds.of(face);
    this.#sampler.parameters(own, trimming, face, n, sampling, seed, uv, visible);
    this.#sampler.evaluate(own, trimming, n, uv, visible, out, 0);
    return rowsOf(out, SAMPLE_COMPONENTS);
  }

  /**
   * The box along the axes.
   *
   * @throws UsageError where the body has neither faces nor edges
   */
  getBoundingBox(): { min: [number, number, number]; max: [number, number, number] } {
    const { low, high } = this.#geometry.box;
    if (!(low[0] <= high[0])) {
      throw new UsageError(
        "Cannot give the box of a body: it must have edges or faces, found none",
      );
    }
    return { min: [low[0], low[1], low[2]], max: [high[0], high[1], high[2]] };
  }

  /** The length of that box's diagonal; 0 of an empty body. */
  getDiagonalLength(): number {
    return this.#geometry.diagonal;
  }

  /**
   * What is known of one face.
   *
   * @throws FeatureError where the face's area cannot be trusted
   */
  getFaceAttributes(face: number): FaceAttributes {
    const { [face]: own } = this.#face("give the attributes", face);
    const { area, centroid } = this.#geometry.area(face);
    const { surface: { kind }, loops, entityId, name } = own;
    return { kind, type: FACE_TYPES[kind], area, centroid, loops: loops.length, entityId, name };
  }

  /**
   * What is known of one edge.
   *
   * @throws FeatureError where the edge's length cannot be trusted
   */
  getEdgeAttributes(edge: number): EdgeAttributes {
    const { [edge]: own } = this.#edge("give the attributes", edge);
    const kind = this.#geometry.curves[edge]?.curve.kind ?? "other";
    const { angle, convexity } = this.#geometry.dihedral(edge);
    const length = this.#geometry.length(edge);
    return { kind, type: EDGE_TYPES[kind], length, convexity, dihedral: angle, faces: own.faces };
  }

  /**
   * A face's grid (u,v,7): points, outward unit normals, 1 on the face ({@linkcode faceGrid}).
   *
   * @default {10} points in each direction, at least 2
   * @param options which box of parameters it covers, and from where points are counted: with
   * `origin: "body"` from the middle of {@linkcode BrepQueries.getBoundingBox}
   */
  uvGrid(face: number, u = 10, v = 10, options: GridOptions = {}): NdArray {
    const { bounds, origin: from } = gridOptions(options);
    const { [face]: own } = this.#face("give a grid", face);
    requirePoints("give the grid of a face", u, 2);
    requirePoints("give the grid of a face", v, 2);
    const data = new Float64Array(u * v * GRID_COMPONENTS);
    const box = gridBox(this.#geometry, face, bounds), origin = gridOrigin(this.#geometry, from);
    faceGrid(own, this.#geometry.bounds.of(face), u, v, data, 0, { box, origin });
    return { data, shape: [u, v, GRID_COMPONENTS] };
  }

  /**
   * An edge's grid (n,6): points and unit tangents ({@linkcode curveGrid}).
   *
   * @default {10} points, at least 2
   * @param options from where points are counted, as of {@linkcode BrepQueries.uvGrid}
   */
  uGrid(edge: number, n = 10, options: GridOptions = {}): NdArray {
    const origin = gridOrigin(this.#geometry, gridOptions(options).origin);
    const { [edge]: own } = this.#edge("give a grid", edge);
    requirePoints("give the grid of an edge", n, 2);
    const data = new Float64Array(n * CURVE_COMPONENTS), { brep, curves, uses } = this.#geometry;
    const curve = curves[edge];
    if (curve !== null) curveGrid(curve, n, data, 0, origin);
    else pointGrid(brep, own, uses[edge], n, data, 0, origin);
    return rowsOf(data, CURVE_COMPONENTS);
  }

  /** Which faces meet at which edges; an edge of more than two faces joins each two of them. */
  buildFaceAdjacencyGraph(): FaceAdjacencyGraph {
    const { faces, edges } = this.#geometry.brep;
    const arcs = new Map<number, { source: number; destination: number; edges: number[] }>();
    edges.forEach((edge, index) => {
      edge.faces.forEach((a, i) => {
        for (const b of edge.faces.slice(i + 1)) {
          if (a === b) continue;
          const source = Math.min(a, b), destination = Math.max(a, b);
          const key = source * faces.length + destination, known = arcs.get(key);
          if (known !== undefined) known.edges.push(index);
          else arcs.set(key, { source, destination, edges: [index] });
        }
      });
    });
    const list = [...arcs].sort(([a], [b]) => a - b).map(([, arc]) => arc);
    const neighbours: number[][] = faces.map(() => []);
    for (const { source, destination } of list) {
      neighbours[source].push(destination);
      neighbours[destination].push(source);
    }
    for (const own of neighbours) own.sort((a, b) => a - b);
    return { nodes: faces.length, arcs: list, neighbours };
  }

  /** The round holes of the body ({@linkcode holesOf}). */
  getHoles(): readonly Hole[] {
    return holesOf(this.#geometry);
  }

  #face(what: string, index: number): Brep["faces"] {
    const { faces } = this.#geometry.brep;
    mustHave(what, "face", index, faces.length);
    return faces;
  }

  #edge(what: string, index: number): Brep["edges"] {
    const { edges } = this.#geometry.brep;
    mustHave(what, "edge", index, edges.length);
    return edges;
  }
}

function mustHave(what: string, kind: string, index: number, count: number): void {
  if (Number.isInteger(index) && index >= 0 && index < count) return;
  throw new UsageError(
    `Cannot ${what} of ${kind} ${index}: the body has ${count} of them, numbered from 0`,
    { data: { kind, index, count } },
  );
}

function requirePoints(what: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least) return;
  throw new UsageError(
    `Cannot ${what}: the number of points must be a whole one of at least ${least}, found ${
      foundText(count)
    }`,
    { data: { count, least } },
  );
}
