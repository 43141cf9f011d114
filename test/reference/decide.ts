/**
 * What decides where native OpenCascade and we disagree: values by other ways than either took,
 * slow and simple.
 */
import type { Brep, Coedge, Face } from "../../src/cad/brep.ts";
import { edgeUses } from "../../src/cad/features/adjacency.ts";

/**
 * The area of a planar face, of which x and y of the plane are the parameters: Gauss's formula for
 * the polygon through many points of each coedge. Gaps between coedges are closed by straight
 * lines.
 */
export function polygonArea({ faces }: Brep, index: number, steps = 20_000): number {
  const face = faces[index];
  if (face.surface.kind !== "plane") throw new Error(`face ${index} is a ${face.surface.kind}`);
  return Math.abs(face.loops.reduce((sum, loop) => {
    const points = loop.flatMap((coedge) => imagePoints(coedge, steps));
    let twice = 0;
    points.forEach(([x, y], i) => {
      const [nextX, nextY] = points[(i + 1) % points.length];
      twice += x * nextY - nextX * y;
    });
    return sum + twice / 2;
  }, 0));
}

/**
 * The area of a face whose loop is a rectangle of the surface's parameters, by the midpoint rule on
 * so many cells that nothing about the surface need be known.
 */
export function rectangleArea({ faces }: Brep, index: number, nu = 5_000, nv = 20): number {
  const face = faces[index];
  const corners = face.loops.flat().flatMap((coedge) => imagePoints(coedge, 1));
  const [u0, u1] = range(corners.map(([u]) => u)), [v0, v1] = range(corners.map(([, v]) => v));
  for (const [u, v] of face.loops.flat().flatMap((coedge) => imagePoints(coedge, 100))) {
    const off = Math.min(Math.abs(u - u0), Math.abs(u - u1), Math.abs(v - v0), Math.abs(v - v1));
    if (off > 1e-8) throw new Error(`the loop of face ${index} is no rectangle: (${u}, ${v})`);
  }
  const q = new Float64Array(9), du = (u1 - u0) / nu, dv = (v1 - v0) / nv;
  let sum = 0;
  for (let i = 0; i < nu; i++) {
    for (let j = 0; j < nv; j++) {
      face.surface.d1(u0 + (i + 0.5) * du, v0 + (j + 0.5) * dv, q);
      sum += Math.hypot(...cross(q.subarray(3, 6), q.subarray(6, 9)));
    }
  }
  return sum * du * dv;
}

/**
 * How far, in radians, the angle between the two normals in the middle of an edge turns when one
 * image of the edge moves by `step` in u or v.
 */
export function angleSensitivity(brep: Brep, index: number, step: number): number {
  const [a, b] = edgeUses(brep)[index];
  const angle = (moves: readonly number[]) => {
    const p = normalAt(brep.faces[a.face], a.coedge, moves[0], moves[1]);
    const q = normalAt(brep.faces[b.face], b.coedge, moves[2], moves[3]);
    return Math.atan2(Math.hypot(...cross(p, q)), p[0] * q[0] + p[1] * q[1] + p[2] * q[2]);
  };
  const still = angle([0, 0, 0, 0]);
  return Math.max(...[0, 1, 2, 3].flatMap((axis) =>
    [step, -step].map((move) => {
      const moves = [0, 0, 0, 0];
      moves[axis] = move;
      return Math.abs(angle(moves) - still);
    })
  ));
}

/** The outward normal in the middle of a coedge's image, or beside it. */
function normalAt({ surface, reversed }: Face, coedge: Coedge, du: number, dv: number): number[] {
  const uv = new Float64Array(4), q = new Float64Array(9);
  coedge.pcurve!.d1((coedge.first + coedge.last) / 2, uv);
  surface.d1(uv[0] + du, uv[1] + dv, q);
  const normal = cross(q.subarray(3, 6), q.subarray(6, 9));
  const length = Math.hypot(...normal) * (reversed ? -1 : 1);
  return normal.map((x) => x / length);
}

/** Points of a coedge's image from its start to its end, the way that the loop runs. */
function imagePoints({ pcurve, first, last, reversed }: Coedge, steps: number): number[][] {
  const q = new Float64Array(4);
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    pcurve!.d1(first + (last - first) * i / steps, q);
    return [q[0], q[1]];
  });
  return reversed ? points.reverse() : points;
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function cross(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
