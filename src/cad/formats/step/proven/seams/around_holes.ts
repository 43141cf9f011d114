/**
 * Faces that are a sphere or a torus but for holes, none of which goes around it.
 *
 * @module
 */
import type { Curve } from "../../../../geometry/curve.ts";
import { Line } from "../../../../geometry/line.ts";
import { Sphere } from "../../../../geometry/sphere.ts";
import type { Torus } from "../../../../geometry/torus.ts";
import { moved } from "../laid_loop.ts";
import { type LaidUse, madeEdge } from "../open_edge.ts";
import { polesOf } from "../poles.ts";
import { seamCurve } from "./seam_curve.ts";
import { Unproven } from "../unproven.ts";

const TURN = 2 * Math.PI;
/** Stretches of an edge at whose ends it is looked at. */
const LOOKS = 32;
/** So often the stretch that an extreme lies in is narrowed. */
const NARROWINGS = 80;

/** Whether loops are holes, all of them: none has the face on the inside of it. */
export function areHoles(loops: readonly (readonly LaidUse[])[]): boolean {
  return loops.every((uses) => areaOf(uses) < 0);
}

/**
 * The loops of a face with the border of the whole surface behind them, as the kernel has it: seams
 * where the widest stretch without a hole is, down along the one, forward, up and back.
 *
 * @param vertices the positions of the body's vertices, to which those of the border are added
 * @param id the number of the face's entity
 */
export function aroundHoles(
  surface: Sphere | Torus,
  holes: readonly LaidUse[][],
  vertices: number[],
  id: number,
): LaidUse[][] {
  const u = freePlace(holes, 0, id), isSphere = surface instanceof Sphere;
  const v = isSphere ? -Math.PI / 2 : freePlace(holes, 1, id);
  const inside = holes.map((uses) => {
    const aside = beyond(uses, 0, u), up = isSphere ? 0 : beyond(uses, 1, v);
    return uses.map((use) => moved(use, aside, up));
  });
  return [...inside, isSphere ? sphere(surface, u, vertices) : torus(surface, u, v, vertices)];
}

function sphere(surface: Sphere, u: number, vertices: number[]): LaidUse[] {
  const [high, low] = polesOf(surface);
  const [start, end] = [low, high].map(({ point }) => vertices.push(...point) / 3 - 1);
  const curve = seamCurve(surface, 0, u, low.at, high.at);
  const seam = madeEdge(curve, low.at, high.at, start, end);
  const range = { first: low.at, last: high.at };
  return [
    { edge: seam, reversed: true, pcurve: along(u), ...range },
    { edge: pole(start), reversed: false, pcurve: new Line([u, low.at], [1, 0]), ...WHOLE },
    { edge: seam, reversed: false, pcurve: along(u + TURN), ...range },
    { edge: pole(end), reversed: true, pcurve: new Line([u, high.at], [1, 0]), ...WHOLE },
  ];
}

const WHOLE = { first: 0, last: TURN };
const pole = (vertex: number) => madeEdge(null, 0, TURN, vertex, vertex);

function torus(surface: Torus, u: number, v: number, vertices: number[]): LaidUse[] {
  const at = new Float64Array(9);
  surface.d1(u, v, at);
  const vertex = vertices.push(at[0], at[1], at[2]) / 3 - 1;
  const [up, aside] = ([[0, u, v], [1, v, u]] as const).map(([constant, place, from]) =>
    madeEdge(
      seamCurve(surface, constant, place, from, from + TURN),
      from,
      from + TURN,
      vertex,
      vertex,
    )
  );
  const [ranged, across] = [up, aside].map(({ first, last }) => ({ first, last }));
  return [
    { edge: up, reversed: true, pcurve: along(u), ...ranged },
    { edge: aside, reversed: false, pcurve: around(v), ...across },
    { edge: up, reversed: false, pcurve: along(u + TURN), ...ranged },
    { edge: aside, reversed: true, pcurve: around(v + TURN), ...across },
  ];
}

const along = (u: number) => new Line([u, 0], [0, 1]);
const around = (v: number) => new Line([0, v], [1, 0]);

/** The middle of the widest stretch of a coordinate, from 0 to a turn, that no hole has. */
function freePlace(holes: readonly LaidUse[][], coordinate: 0 | 1, id: number): number {
  const covered = holes.flatMap((uses) => {
    const [low, high] = extentOf(uses, coordinate), from = low - TURN * Math.floor(low / TURN);
    const to = from + high - low;
    return to <= TURN ? [[from, to]] : [[from, TURN], [0, to - TURN]];
  }).sort(([a], [b]) => a - b);
  let end = 0, widest = 0, middle = 0;
  for (const [from, to] of [...covered, [TURN, TURN]]) {
    if (from - end > widest + 1e-9) [widest, middle] = [from - end, (from + end) / 2];
    end = Math.max(end, to);
  }
  if (!(widest > 1e-3)) throw new Unproven("holes all around their surface", id);
  return middle;
}

/** The whole turns by which a loop comes to lie beyond a place. */
function beyond(uses: readonly LaidUse[], coordinate: 0 | 1, place: number): number {
  return TURN * Math.ceil((place - extentOf(uses, coordinate)[0]) / TURN);
}

/** The least and the greatest of a coordinate along a loop. */
function extentOf(uses: readonly LaidUse[], coordinate: 0 | 1): [low: number, high: number] {
  const found = uses.flatMap(({ pcurve, first, last }) => [
    ...[first, last].map((t) => valueAt(pcurve, t, coordinate)),
    ...pcurve instanceof Line ? [] : extremes(pcurve, first, last, coordinate),
  ]);
  return [Math.min(...found), Math.max(...found)];
}

function extremes(image: Curve, first: number, last: number, coordinate: 0 | 1): number[] {
  const step = (last - first) / LOOKS;
  const looks = Array.from({ length: LOOKS + 1 }, (_, i) => first + i * step);
  const values = looks.map((t) => valueAt(image, t, coordinate));
  return values.flatMap((value, i) => {
    const sense = Math.sign(value - (values[i - 1] ?? value));
    if (i === 0 || i === LOOKS || sense * (values[i + 1] - value) > 0) return [];
    let [a, b] = [looks[i - 1], looks[i + 1]];
    for (let n = 0; n < NARROWINGS; n++) {
      const [p, q] = [a + (b - a) / 3, b - (b - a) / 3];
      if (sense * (valueAt(image, p, coordinate) - valueAt(image, q, coordinate)) < 0) a = p;
      else b = q;
    }
    return [valueAt(image, (a + b) / 2, coordinate)];
  });
}

function valueAt(image: Curve, t: number, coordinate: 0 | 1): number {
  const uv = new Float64Array(4);
  image.d1(t, uv);
  return uv[coordinate];
}

/** The area that a loop runs around to the left. */
function areaOf(uses: readonly LaidUse[]): number {
  const uv = new Float64Array(4);
  const corners = uses.flatMap(({ pcurve, first, last, reversed }) =>
    Array.from({ length: LOOKS }, (_, i): [number, number] => {
      pcurve.d1(first + (last - first) * (reversed ? LOOKS - i : i) / LOOKS, uv);
      return [uv[0], uv[1]];
    })
  );
  return corners.reduce((sum, [x, y], i) => {
    const [a, b] = corners.at(i - 1)!;
    return sum + (a - corners[0][0]) * (y - corners[0][1]) -
      (x - corners[0][0]) * (b - corners[0][1]);
  }, 0) / 2;
}
