/**
 * That edges of a face meet at vertices alone.
 *
 * @module
 */
import type { Brep, Edge, Face } from "../../../brep.ts";
import { Line } from "../../../geometry/line.ts";
import { type Stretch, stretchDistance, stretchesOf } from "./stretches.ts";
import { Unproven } from "./unproven.ts";

/** Into how many stretches an edge that bends is cut, and one that may touch another. */
const STRETCHES = 8, PARTS = 4;
/** Edges of a face that are few. */
const FEW = 12;
/** How often stretches are cut at most. */
const DEEPEST = 8;
/** Nearer than this edges touch, in millimetres: kernels cut them there. */
const TOUCH = 4e-7;

/** Proves that no two edges of a face touch but at a vertex of both. Used for one body. */
export class Apartness {
  readonly #edges: readonly Edge[];
  readonly #vertices: Float64Array;
  /** The boxes of edges, six numbers each, found when they are asked for. */
  readonly #boxes: Float64Array;
  readonly #stretches: (readonly Stretch[] | undefined)[];
  readonly #used: number[] = [];

  constructor({ edges, vertices }: Brep) {
    this.#edges = edges;
    this.#vertices = vertices;
    this.#boxes = new Float64Array(6 * edges.length).fill(NaN);
    this.#stretches = new Array(edges.length);
  }

  /** @throws {Unproven} where two edges touch, or come too close to tell */
  prove({ loops, entityId }: Face): void {
    const used = this.#used, boxes = this.#boxes;
    used.length = 0;
    for (const loop of loops) {
      for (const { edge } of loop) {
        if (this.#edges[edge].degenerate) continue;
        if (Number.isNaN(boxes[6 * edge])) this.#box(edge);
        used.push(edge);
      }
    }
    // Of few edges all pairs are looked at sooner than they are put in order.
    const isSorted = used.length > FEW;
    if (isSorted) used.sort((p, q) => boxes[6 * p] - boxes[6 * q]);
    for (let i = 0; i < used.length; i++) {
      const p = used[i], high = boxes[6 * p + 3];
      for (let j = i + 1; j < used.length && !(isSorted && boxes[6 * used[j]] > high); j++) {
        if (this.#touch(p, used[j])) {
          throw new Unproven("edges that touch between their ends", entityId);
        }
      }
    }
  }

  #touch(p: number, q: number): boolean {
    const b = this.#boxes, i = 6 * p, j = 6 * q;
    if (b[i] > b[j + 3] || b[j] > b[i + 3]) return false;
    if (b[i + 1] > b[j + 4] || b[j + 1] > b[i + 4] || b[i + 2] > b[j + 5] || b[j + 2] > b[i + 5]) {
      return false;
    }
    const one = this.#edges[p], other = this.#edges[q];
    const isJoined = one.startVertex === other.startVertex ||
      one.startVertex === other.endVertex || one.endVertex === other.startVertex ||
      one.endVertex === other.endVertex;
    if (isJoined) return false;
    const room = TOUCH + one.tolerance + other.tolerance;
    const own = this.#course(p), theirs = this.#course(q);
    return own.some((a) => theirs.some((b) => meet(one, a, other, b, room, 0)));
  }

  #course(edge: number): readonly Stretch[] {
    const { curve, first, last } = this.#edges[edge];
    return this.#stretches[edge] ??= stretchesOf(curve!, first, last, STRETCHES);
  }

  #box(edge: number): void {
    const { curve, startVertex, endVertex, tolerance } = this.#edges[edge];
    const boxes = this.#boxes, at = 6 * edge, vertices = this.#vertices;
    if (curve instanceof Line) {
      for (let k = 0; k < 3; k++) {
        const a = vertices[3 * startVertex + k], b = vertices[3 * endVertex + k];
        boxes[at + k] = Math.min(a, b) - tolerance - TOUCH;
        boxes[at + 3 + k] = Math.max(a, b) + tolerance + TOUCH;
      }
      return;
    }
    const course = this.#course(edge);
    boxes.fill(Infinity, at, at + 3).fill(-Infinity, at + 3, at + 6);
    for (const { a, b, sag } of course) {
      const room = sag + tolerance + TOUCH;
      for (let k = 0; k < 3; k++) {
        boxes[at + k] = Math.min(boxes[at + k], Math.min(a[k], b[k]) - room);
        boxes[at + 3 + k] = Math.max(boxes[at + 3 + k], Math.max(a[k], b[k]) + room);
      }
    }
  }
}

function meet(p: Edge, a: Stretch, q: Edge, b: Stretch, room: number, depth: number): boolean {
  const most = room + a.sag + b.sag;
  if (areApart(a, b, most) || stretchDistance(a, b) > most) return false;
  if (depth === DEEPEST || a.sag + b.sag < room) return true;
  const own = stretchesOf(p.curve!, a.first, a.last, PARTS);
  const theirs = stretchesOf(q.curve!, b.first, b.last, PARTS);
  return own.some((x) => theirs.some((y) => meet(p, x, q, y, room, depth + 1)));
}

/** Whether two stretches are farther apart along an axis than `most`: of most pairs it is so. */
function areApart({ a, b }: Stretch, { a: c, b: d }: Stretch, most: number): boolean {
  for (let k = 0; k < 3; k++) {
    if (Math.min(a[k], b[k]) - Math.max(c[k], d[k]) > most) return true;
    if (Math.min(c[k], d[k]) - Math.max(a[k], b[k]) > most) return true;
  }
  return false;
}
