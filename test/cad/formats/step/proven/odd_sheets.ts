/** Sheets in a plane whose loops are near one another, in STEP texts of our own. */
import { StepWriter, type Triple } from "../../../../helpers/step_writer.ts";

const Z: Triple = [0, 0, 1], DOWN: Triple = [0, 0, -1];
type Place = readonly [x: number, y: number];
type Bound = (w: StepWriter) => number;

const corners = (...places: Place[]): Bound => (w) => {
  const points = places.map(([x, y]): Triple => [x, y, 0]);
  return w.bound(points.map((p, i) => w.straight(p, points[(i + 1) % points.length])));
};
/** A hole of radius 2 that begins at an angle. */
const disc = ([x, y]: Place, angle = 0): Bound => (w) => {
  const start: Triple = [x + 2 * Math.cos(angle), y + 2 * Math.sin(angle), 0];
  return w.bound([w.edge(start, start, w.circle(w.frame([x, y, 0], DOWN), 2))]);
};
const sheet = (...bounds: Bound[]): string => {
  const w = new StepWriter(), plane = w.add(`PLANE('',#${w.frame([0, 0, 0], Z)})`);
  return w.file([w.sheet([w.face(plane, bounds.map((bound) => bound(w)))])]);
};

const SQUARE = corners([0, 0], [10, 0], [10, 10], [0, 10]);

/** The texts by what is near in them. */
export const ODD_SHEETS: Readonly<Record<string, () => string>> = {
  "a hole that is told first": () => sheet(disc([5, 5]), SQUARE),
  "a hole that shares a corner": () => sheet(SQUARE, corners([0, 0], [2, 3], [3, 2])),
  "a hole a millionth from the border": () => sheet(SQUARE, disc([8 - 1e-6, 5])),
};

/** Texts of what is left to the kernel, by the reasons, one or several each. */
export const UNREAD_SHEETS: Readonly<Record<string, readonly (() => string)[]>> = {
  "edges that touch between their ends": [
    () => sheet(SQUARE, disc([8, 5])),
    () => sheet(SQUARE, disc([8, 5], 2)),
    () => sheet(SQUARE, disc([3, 5]), disc([7, 5], 1)),
    () => sheet(corners([0, 0], [10, 0], [10, 10], [5, 0], [0, 10])),
  ],
  "a face with several outer loops": [
    () => sheet(SQUARE, corners([1, 1], [3, 1], [3, 3], [1, 3])),
    () => sheet(SQUARE, corners([20, 5], [23, 5], [22, 8])),
  ],
  "a hole that is not within its face": [() => sheet(SQUARE, corners([20, 5], [22, 8], [23, 5]))],
  "a shell in pieces": [() => {
    const w = new StepWriter();
    const face = (z: number) => {
      const points = ([[0, 0], [1, 0], [1, 1]] as const).map(([x, y]): Triple => [x, y, z]);
      const bound = w.bound(points.map((p, i) => w.straight(p, points[(i + 1) % 3])));
      return w.face(w.add(`PLANE('',#${w.frame([0, 0, z], Z)})`), [bound]);
    };
    return w.file([w.sheet([face(0), face(5)])]);
  }],
};
