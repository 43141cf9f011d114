/**
 * The points of one face that is being meshed.
 *
 * @module
 */
import type { Face } from "../brep.ts";
import type { ParameterBox } from "../geometry/trimming/trimming_pieces.ts";
import { evaluateFace, normalNear, outwardNormal } from "../features/faces/normal.ts";
import type { PointPool } from "./point_pool.ts";

/**
 * Points of a face: where they lie in its parameters, which points of the mesh they are, and the
 * outward unit normals there. A point of the mesh may be several of the face: on a seam, at a pole.
 */
export class FacePoints {
  readonly u: number[] = [];
  readonly v: number[] = [];
  /** The number of the point in the mesh. */
  readonly point: number[] = [];
  /** Three numbers a point. */
  readonly normals: number[] = [];
  /** How far points of the boundary lie from the surface at most. */
  gap = 0;
  readonly #face: Face;
  readonly #box: ParameterBox;
  readonly #pool: PointPool;
  readonly #q = new Float64Array(9);
  readonly #normal = new Float64Array(3);

  constructor(face: Face, box: ParameterBox, pool: PointPool) {
    this.#face = face;
    this.#box = box;
    this.#pool = pool;
  }

  get count(): number {
    return this.u.length;
  }

  /**
   * Adds a place of the parameters where a point of the mesh lies.
   *
   * @param slack how far the point may lie from the surface
   */
  add(u: number, v: number, point: number, slack = 0): number {
    evaluateFace(this.#face, u, v, this.#q);
    const gap = this.#pool.distance(point, this.#q) - slack;
    if (!(gap <= this.gap)) this.gap = gap;
    return this.#push(u, v, point);
  }

  /** Adds a place of the parameters, and its point to the mesh. */
  addNew(u: number, v: number): number {
    evaluateFace(this.#face, u, v, this.#q);
    return this.#push(u, v, this.#pool.add(this.#q));
  }

  /** Gives a point the normal of another place of the parameters. */
  takeNormalFrom(index: number, u: number, v: number): void {
    evaluateFace(this.#face, u, v, this.#q);
    this.#setNormal(index, u, v);
  }

  #push(u: number, v: number, point: number): number {
    this.u.push(u);
    this.v.push(v);
    this.point.push(point);
    this.#setNormal(this.u.length - 1, u, v);
    return this.u.length - 1;
  }

  #setNormal(index: number, u: number, v: number): void {
    const normal = this.#normal;
    if (!outwardNormal(this.#face, this.#q, normal)) {
      normalNear(this.#face, this.#box, u, v, this.#q, normal);
    }
    for (let k = 0; k < 3; k++) this.normals[3 * index + k] = normal[k];
  }
}
