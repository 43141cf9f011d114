/**
 * The triangles of one face.
 *
 * @module
 */
import type { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { FeatureError } from "../features/feature_error.ts";
import { scaleOf } from "../geometry/transform.ts";
import type { Trimming } from "../geometry/trimming/trimming.ts";
import type { EdgePoints } from "./edge_points.ts";
import { FaceMetrics } from "./face_metric.ts";
import { FaceOutline } from "./face_outline.ts";
import { FacePoints } from "./face_points.ts";
import { addInnerPoints } from "./inner_places.ts";
import type { MeshTolerance } from "./mesh_options.ts";
import type { PointPool } from "./point_pool.ts";
import { FaceCheck, MOST_POINTS } from "./face_check.ts";
import { triangulate } from "./triangulate.ts";

/** The triangles of a face, or why it has none. */
export type FaceMesh =
  | {
    /** Points of the mesh, three a triangle, counterclockwise as seen from outside. */
    readonly triangles: Uint32Array;
    /** The outward unit normals at the corners: nine numbers a triangle. */
    readonly normals: Float32Array;
    readonly fault: null;
  }
  | {
    readonly fault: string;
    /** Whether finer edges may help. */
    readonly finer: boolean;
  };

/** A face is triangulated this often at most. */
const ROUNDS = 10;

/** Meshes the faces of one body. */
export class FaceMesher {
  readonly #geometry: BodyGeometry;
  readonly #edges: EdgePoints;
  readonly #pool: PointPool;
  readonly #tolerance: MeshTolerance;
  readonly #metrics = new FaceMetrics();

  constructor(
    geometry: BodyGeometry,
    edges: EdgePoints,
    pool: PointPool,
    tolerance: MeshTolerance,
  ) {
    this.#geometry = geometry;
    this.#edges = edges;
    this.#pool = pool;
    this.#tolerance = tolerance;
  }

  /** The triangles of a face. */
  mesh(index: number): FaceMesh {
    const face = this.#geometry.brep.faces[index];
    let trimming: Trimming;
    try {
      trimming = this.#geometry.bounds.of(index);
    } catch (error) {
      if (!(error instanceof FeatureError)) throw error;
      return { fault: String(error.data.reason), finer: false };
    }
    const { box } = trimming, tolerance = this.#tolerance;
    const metric = this.#metrics.of(face, box, tolerance);
    const points = new FacePoints(face, box, this.#pool);
    const { sides } = new FaceOutline(face, trimming, points, metric, {
      edges: this.#edges,
      curves: this.#geometry.curves,
      pool: this.#pool,
      tolerance,
    });
    const loose = trimming.tolerance * scaleOf(face.location);
    if (!(points.gap <= tolerance.chordal + 10 * loose)) {
      return {
        fault: `its edges lie ${points.gap.toPrecision(2)} away from its surface`,
        finer: false,
      };
    }
    addInnerPoints(points, sides, trimming, metric);
    const allowed = tolerance.chordal + loose;
    const check = face.surface.kind === "plane"
      ? null
      : new FaceCheck(face, points, sides, this.#pool, metric, allowed, tolerance.angular);
    for (let round = 0;; round++) {
      const places = new Float64Array(2 * points.count);
      for (let i = 0; i < points.count; i++) {
        places[2 * i] = (points.u[i] - box.u0) * metric.scaleU;
        places[2 * i + 1] = (points.v[i] - box.v0) * metric.scaleV;
      }
      const { triangles, fault } = triangulate(places, sides);
      if (triangles === null) return { fault, finer: true };
      if (check === null) return this.#result(points, triangles, face.reversed);
      const { deviation, inverted, wanted } = check.look(triangles);
      if (wanted.length === 0) return this.#result(points, triangles, face.reversed);
      if (round === ROUNDS || points.count > MOST_POINTS / 2) {
        if (deviation > allowed || inverted > 0) {
          return {
            fault:
              `after ${points.count} points ${inverted} of its triangles look the wrong way, and ` +
              `they lie up to ${deviation.toPrecision(2)} away from its surface`,
            // Beside a long chord, what lies between it and the edge folds over.
            finer: true,
          };
        }
        return this.#result(points, triangles, face.reversed);
      }
      for (let i = 0; i < wanted.length; i += 2) points.addNew(wanted[i], wanted[i + 1]);
    }
  }

  #result({ point, normals }: FacePoints, local: Uint32Array, reversed: boolean): FaceMesh {
    const triangles = new Uint32Array(local.length), turned = new Float32Array(3 * local.length);
    let count = 0;
    for (let i = 0; i < local.length; i += 3) {
      const a = local[i], b = local[reversed ? i + 2 : i + 1], c = local[reversed ? i + 1 : i + 2];
      if (point[a] === point[b] || point[b] === point[c] || point[c] === point[a]) continue;
      for (const corner of [a, b, c]) {
        triangles[count] = point[corner];
        for (let k = 0; k < 3; k++) turned[3 * count + k] = normals[3 * corner + k];
        count++;
      }
    }
    return {
      triangles: triangles.subarray(0, count),
      normals: turned.subarray(0, 3 * count),
      fault: null,
    };
  }
}
