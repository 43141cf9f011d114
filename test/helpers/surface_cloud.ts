/**
 * A body as many small pieces of surface, for integrals by brute force: rows of each face's region
 * of parameters, cut out by polygons through its loops. Slow, and shares no quadrature with the
 * code under test.
 */
import type { Brep, Face } from "../../src/cad/brep.ts";
import { FaceBounds } from "../../src/cad/features/faces/face_bounds.ts";
import type { Trimming } from "../../src/cad/geometry/trimming/trimming.ts";
import { applyToPoint, applyToVector } from "../../src/cad/geometry/transform.ts";

/** Pieces of a face: where each is, and its outward normal as long as its area. */
export interface FaceCloud {
  readonly points: readonly number[];
  readonly normals: readonly number[];
}

/** Places and weights of Gauss and Legendre's rule with four points, on [0, 1]. */
const GAUSS = [
  [0.0694318442029737, 0.1739274225687269],
  [0.3300094782075719, 0.3260725774312731],
  [0.6699905217924281, 0.3260725774312731],
  [0.9305681557970263, 0.1739274225687269],
];

/** The pieces of all faces: about so many a face, as long as they are wide. */
export function surfaceCloud(brep: Brep, count = 10_000): FaceCloud[] {
  const bounds = new FaceBounds(brep);
  return brep.faces.map((face, index) => faceCloud(face, bounds.of(index), count));
}

function faceCloud(face: Face, trimming: Trimming, count: number): FaceCloud {
  const { u0, u1, v0, v1 } = trimming.box;
  const sides = sidesOf(trimming);
  const points: number[] = [], normals: number[] = [];
  const q = new Float64Array(9);
  face.surface.d1((u0 + u1) / 2, (v0 + v1) / 2, q);
  const aspect = Math.hypot(q[6], q[7], q[8]) * (v1 - v0) /
    (Math.hypot(q[3], q[4], q[5]) * (u1 - u0));
  const rows = Math.min(Math.max(Math.sqrt(count * aspect) || 0, 40), count / 16);
  const columns = count / rows / GAUSS.length;
  for (const [from, to] of bandsOf(sides, face.surface.breaksV(v0, v1))) {
    const own = Math.ceil(rows * (to - from) / (v1 - v0)) + 8;
    for (let row = 0; row < own; row++) {
      // Rows lie closer at both ends, where a round region's width changes fastest.
      const [low, high] = [row, row + 1].map((border) =>
        from + (to - from) * (1 - Math.cos(Math.PI * border / own)) / 2
      );
      const v = (low + high) / 2, height = high - low;
      const crossings = sides.filter((side) => (side[1] > v) !== (side[3] > v))
        .map(([a, b, c, d]) => a + (c - a) * (v - b) / (d - b))
        .sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const [left, right] = [crossings[i], crossings[i + 1]];
        const stops = [left, ...face.surface.breaksU(left, right), right];
        for (let k = 0; k + 1 < stops.length; k++) {
          const parts = Math.ceil(columns * (stops[k + 1] - stops[k]) / (u1 - u0));
          for (let part = 0; part < parts; part++) {
            const width = (stops[k + 1] - stops[k]) / parts;
            for (const [place, weight] of GAUSS) {
              face.surface.d1(stops[k] + (part + place) * width, v, q);
              applyToPoint(face.location, q);
              applyToVector(face.location, q, 3);
              applyToVector(face.location, q, 6);
              const size = weight * width * height * (face.reversed ? -1 : 1);
              points.push(q[0], q[1], q[2]);
              normals.push(
                size * (q[4] * q[8] - q[5] * q[7]),
                size * (q[5] * q[6] - q[3] * q[8]),
                size * (q[3] * q[7] - q[4] * q[6]),
              );
            }
          }
        }
      }
    }
  }
  return { points, normals };
}

/** Bands of v in which rows change smoothly: between the places where the polygon turns back. */
function bandsOf(
  sides: readonly (readonly number[])[],
  breaks: readonly number[],
): [number, number][] {
  const turns = sides.flatMap(([, b, , d], i) => {
    const [, nextB, , nextD] = sides[(i + 1) % sides.length];
    return d === nextB && (d - b) * (nextD - nextB) > 0 ? [] : [d, nextB];
  });
  const stops = [...new Set([...turns, ...breaks])].sort((a, b) => a - b);
  const least = 1e-9 * (stops[stops.length - 1] - stops[0]);
  return stops.slice(1).map((to, i): [number, number] => [stops[i], to])
    .filter(([from, to]) => to - from > least);
}

/** The polygon's sides: from (a, b) to (c, d), four numbers each. */
function sidesOf({ curves }: Trimming): [number, number, number, number][] {
  const q = new Float64Array(4);
  return curves.flatMap(({ curve, first, last, shiftU, shiftV }) => {
    const stops = [first, ...curve.breaks(first, last), last];
    const sides: [number, number, number, number][] = [];
    let before: [number, number] | null = null;
    for (let k = 0; k + 1 < stops.length; k++) {
      for (let i = k === 0 ? 0 : 1; i <= 60; i++) {
        curve.d1(stops[k] + (stops[k + 1] - stops[k]) * i / 60, q);
        const here: [number, number] = [q[0] + shiftU, q[1] + shiftV];
        if (before !== null) sides.push([...before, ...here]);
        before = here;
      }
    }
    return sides;
  });
}

/** The area of a face's pieces. */
export function cloudArea({ normals }: FaceCloud): number {
  let area = 0;
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = [normals[i], normals[i + 1], normals[i + 2]];
    area += Math.sqrt(x * x + y * y + z * z);
  }
  return area;
}

/**
 * The integral of the normal over a body: what flows through it of a field that is 1 everywhere.
 */
export function cloudFlux(clouds: readonly FaceCloud[]): number[] {
  const flux = [0, 0, 0];
  for (const { normals } of clouds) {
    for (let i = 0; i < normals.length; i++) flux[i % 3] += normals[i];
  }
  return flux;
}

/** The volume by the divergence theorem. */
export function cloudVolume(clouds: readonly FaceCloud[]): number {
  let volume = 0;
  for (const { points, normals } of clouds) {
    for (let i = 0; i < normals.length; i++) volume += points[i] * normals[i] / 3;
  }
  return volume;
}

/** How often a closed body winds around a point: 1 inside, 0 outside. */
export function cloudWinding(clouds: readonly FaceCloud[], p: readonly number[]): number {
  let angle = 0;
  for (const { points, normals } of clouds) {
    for (let i = 0; i < points.length; i += 3) {
      const x = points[i] - p[0], y = points[i + 1] - p[1], z = points[i + 2] - p[2];
      // Some hundred million times: `Math.hypot` takes seven times as long.
      const r = Math.sqrt(x * x + y * y + z * z);
      angle += (x * normals[i] + y * normals[i + 1] + z * normals[i + 2]) / (r * r * r);
    }
  }
  return angle / (4 * Math.PI);
}
