/**
 * Loops of one face that run the wrong way round.
 *
 * @module
 */
import type { Edge, Face, Loop } from "../../brep.ts";
import { type Chain, chainOf } from "./trimming_chain.ts";
import { TrimmingError } from "./trimming_error.ts";

/** Points that stand for a curved stretch of a loop. */
const POINTS = 16;

/** A loop as a polygon in the parameters: u and v of each point, and the area with its sign. */
interface Outline {
  readonly points: readonly number[];
  readonly area: number;
}

/**
 * Turns loops so that the largest one runs with the face on its left, and those inside of it
 * against it. A kernel that takes a loop which touches itself apart gives both parts the same
 * sense, so that the face has the sum of their areas, or less than nothing.
 *
 * Nothing is done where senses agree, where all of them are wrong (then it is not known which is
 * meant), and where loops wind around a closed surface or do not close.
 */
export function withLoopSenses(face: Face, edges: readonly Edge[]): Face {
  if (face.loops.length < 2) return face;
  let chains: Chain[];
  try {
    chains = face.loops.map((loop, index) => chainOf(face, loop, edges, index));
  } catch (error) {
    if (error instanceof TrimmingError) return face;
    throw error;
  }
  if (chains.some(({ windU, windV }) => windU !== 0 || windV !== 0)) return face;
  const outlines = chains.map(outlineOf);
  const outer = outlines.reduce((a, b) => Math.abs(b.area) > Math.abs(a.area) ? b : a);
  const wrong = outlines.map((outline) => outline === outer ? outline.area < 0 : outline.area > 0);
  if (wrong.every((turn) => turn) || !wrong.some((turn) => turn)) return face;
  const { surface } = face;
  const inside = (outline: Outline) =>
    outline !== outer && contains(outer, outline, surface.periodU, surface.periodV);
  if (outer.area < 0 && !outlines.some((outline, i) => !wrong[i] && inside(outline))) return face;
  const turned = outlines.map((outline, i) => wrong[i] && (outline === outer || inside(outline)));
  if (!turned.some((turn) => turn)) return face;
  return { ...face, loops: face.loops.map((loop, i) => turned[i] ? backwards(loop) : loop) };
}

function backwards(loop: Loop): Loop {
  return loop.map((coedge) => ({ ...coedge, reversed: !coedge.reversed })).reverse();
}

function outlineOf({ curves }: Chain): Outline {
  const points: number[] = [];
  const uv = new Float64Array(4);
  for (const { curve, first, last, reversed, shiftU, shiftV } of curves) {
    const count = curve.kind === "line" ? 1 : POINTS;
    for (let i = 0; i < count; i++) {
      const share = reversed ? 1 - i / count : i / count;
      curve.d1(first + share * (last - first), uv);
      points.push(uv[0] + shiftU, uv[1] + shiftV);
    }
  }
  // About the first point, so that a loop far from the origin keeps its digits.
  const [u, v] = points;
  let area = 0;
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    area += (points[i] - u) * (points[next + 1] - v) - (points[next] - u) * (points[i + 1] - v);
  }
  return { points, area: area / 2 };
}

/** Whether most points of a loop lie inside of another one: some may be where the two touch. */
function contains(outer: Outline, inner: Outline, periodU: number, periodV: number): boolean {
  const [u, v] = middle(inner.points), [toU, toV] = middle(outer.points);
  const shiftU = periodU === 0 ? 0 : periodU * Math.round((toU - u) / periodU);
  const shiftV = periodV === 0 ? 0 : periodV * Math.round((toV - v) / periodV);
  let count = 0;
  for (let i = 0; i < inner.points.length; i += 2) {
    if (isInside(outer.points, inner.points[i] + shiftU, inner.points[i + 1] + shiftV)) count++;
  }
  return 4 * count > inner.points.length;
}

function middle(points: readonly number[]): [number, number] {
  let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    u0 = Math.min(u0, points[i]);
    u1 = Math.max(u1, points[i]);
    v0 = Math.min(v0, points[i + 1]);
    v1 = Math.max(v1, points[i + 1]);
  }
  return [(u0 + u1) / 2, (v0 + v1) / 2];
}

/** By the even-odd rule. */
function isInside(points: readonly number[], u: number, v: number): boolean {
  let inside = false;
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    const [u0, v0, u1, v1] = [points[i], points[i + 1], points[next], points[next + 1]];
    if (v0 > v !== v1 > v && u < u0 + (u1 - u0) * (v - v0) / (v1 - v0)) inside = !inside;
  }
  return inside;
}
