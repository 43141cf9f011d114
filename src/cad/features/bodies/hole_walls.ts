/**
 * The round inner walls of a body.
 *
 * @module
 */
import type { Face } from "../../brep.ts";
import { Cone } from "../../geometry/cone.ts";
import { Cylinder } from "../../geometry/cylinder.ts";
import { applyToPoint, applyToVector, scaleOf } from "../../geometry/transform.ts";
import type { BodyGeometry } from "./body_geometry.ts";
import { evaluateFace, outwardNormal } from "../faces/normal.ts";

/** A cylinder's or a cone's face whose outer side is towards its axis. */
export interface Wall {
  readonly face: number;
  readonly kind: "cylinder" | "cone";
  /** A point of the axis. */
  readonly origin: Float64Array;
  /** The unit vector of the axis. */
  readonly axis: Float64Array;
  /** The radius of a cylinder, the least and the greatest of a cone. */
  readonly radius: number;
  readonly widest: number;
}

/** The walls among the faces. */
export function findWalls({ brep: { faces }, bounds }: BodyGeometry): Wall[] {
  const walls: Wall[] = [];
  faces.forEach((face, index) => {
    const { surface } = face;
    if (!(surface instanceof Cylinder || surface instanceof Cone)) return;
    const { u0, u1, v0, v1 } = bounds.of(index).box;
    const origin = surface.frame.slice(0, 3), axis = surface.frame.slice(9, 12);
    applyToPoint(face.location, origin);
    applyToVector(face.location, axis);
    const length = Math.hypot(axis[0], axis[1], axis[2]);
    for (let k = 0; k < 3; k++) axis[k] /= length;
    const wall = { face: index, origin, axis };
    const q = new Float64Array(9), normal = new Float64Array(3);
    evaluateFace(face, (u0 + u1) / 2, (v0 + v1) / 2, q);
    if (!outwardNormal(face, q, normal)) return;
    const out = fromAxis(wall, q);
    if (!(out[0] * normal[0] + out[1] * normal[1] + out[2] * normal[2] < 0)) return;
    if (surface instanceof Cylinder) {
      const radius = surface.radius * scaleOf(face.location);
      walls.push({ ...wall, kind: "cylinder", radius, widest: radius });
    } else {
      const ends = [v0, v1].map((v) => {
        evaluateFace(face, u0, v, q);
        return Math.hypot(...fromAxis(wall, q));
      });
      walls.push({
        ...wall,
        kind: "cone",
        radius: Math.min(...ends),
        widest: Math.max(...ends),
      });
    }
  });
  return walls;
}

/** A point's distance from the axis, as a vector. */
export function fromAxis(
  { origin, axis }: Pick<Wall, "origin" | "axis">,
  point: ArrayLike<number>,
): [number, number, number] {
  const x = point[0] - origin[0], y = point[1] - origin[1], z = point[2] - origin[2];
  const along = x * axis[0] + y * axis[1] + z * axis[2];
  return [x - along * axis[0], y - along * axis[1], z - along * axis[2]];
}

/** How far along the axis a point is. */
export function alongAxis(
  { origin, axis }: Pick<Wall, "origin" | "axis">,
  point: ArrayLike<number>,
): number {
  return (point[0] - origin[0]) * axis[0] + (point[1] - origin[1]) * axis[1] +
    (point[2] - origin[2]) * axis[2];
}

/** Whether two walls share their axis: parallel, and no farther apart than `near`. */
export function coaxial(a: Wall, b: Wall, near: number): boolean {
  return isAlong(a.axis, b.axis) && Math.hypot(...fromAxis(a, b.origin)) <= near;
}

/** Whether two unit vectors are parallel, either way. */
export function isAlong(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return Math.hypot(
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ) < 1e-5;
}

/** Parts of a turn that coverage is counted in. */
const PARTS = 72;

/** The share of a turn that some walls of one axis go round together. */
export function coverage(
  walls: readonly Wall[],
  faces: readonly Face[],
  { bounds }: BodyGeometry,
): number {
  const [first] = walls, q = new Float64Array(9), marks = new Uint8Array(PARTS);
  let x: number[] | null = null, y: number[] = [];
  for (const wall of walls) {
    const { u0, u1, v0, v1 } = bounds.of(wall.face).box;
    const steps = Math.ceil(2 * PARTS * (u1 - u0) / (2 * Math.PI));
    for (let i = 0; i <= steps; i++) {
      // From the middle of the first step to that of the last: ends may lie on a border of parts.
      const u = u0 + (u1 - u0) * Math.min(1 - 1e-6, Math.max(1e-6, i / steps));
      evaluateFace(faces[wall.face], u, (v0 + v1) / 2, q);
      const out = fromAxis(first, q);
      if (x === null) {
        const length = Math.hypot(...out), [a, b, c] = first.axis;
        x = out.map((value) => value / length);
        y = [b * x[2] - c * x[1], c * x[0] - a * x[2], a * x[1] - b * x[0]];
      }
      const turn = Math.atan2(dot(out, y), dot(out, x)) / (2 * Math.PI) + 1;
      marks[Math.floor(turn * PARTS) % PARTS] = 1;
    }
  }
  let count = 0;
  for (const mark of marks) count += mark;
  return count / PARTS;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
