import { expect, test } from "vitest";
import { faceStretches } from "../../../../src/cad/features/splits/face_stretches.ts";
import { trimFace } from "../../../../src/cad/geometry/trimming/trimming.ts";
import type { Brep } from "../../../../src/cad/brep.ts";
import { cylinder, sphere, torus } from "../../../helpers/breps.ts";

const NEAR = 1e-6;
const stretches = ({ faces: [face], edges }: Brep, axis: 0 | 1, value: number) =>
  faceStretches(face, edges, trimFace(face, edges), { axis, value }, NEAR);

test("each stretch is on the side of the line where it lies, or of the region where it is on it", () => {
  // Bottom, seam at 2 pi, top, seam at 0, cut along v: the bottom is below, and the top above.
  const [sides] = [0, 5].map((v) => stretches(cylinder(2, 5), 1, v));
  expect((sides as { side: number }[][])[0].map(({ side }) => side)).toEqual([1, 1, 1, 1]);
  const top = stretches(cylinder(2, 5), 1, 5) as { side: number }[][];
  expect(top[0].map(({ side }) => side)).toEqual([-1, -1, -1, -1]);
});

test("vertices are those where the loop enters and leaves a stretch", () => {
  const [loop] = stretches(cylinder(2, 5), 0, 7) as Exclude<ReturnType<typeof stretches>, string>;
  expect(loop.map(({ startVertex, endVertex }) => [startVertex, endVertex])).toEqual([
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ]);
  expect(loop.every(({ side }) => side === -1)).toBe(true);
});

test("a curve that is on both sides is no stretch of one", () => {
  expect(stretches(torus(5, 2), 0, 1)).toMatch(/edge 0 crosses the line at 1 twice/);
});

test("a pole that no edge marks is cut where the line meets it", () => {
  const whole = sphere(3), [face] = whole.faces;
  const seams = face.loops[0].filter(({ edge }) => !whole.edges[edge].degenerate);
  const bare: Brep = { ...whole, faces: [{ ...face, loops: [seams] }] };
  const [loop] = stretches(bare, 0, Math.PI) as Exclude<ReturnType<typeof stretches>, string>;
  expect(loop.map(({ coedge, side }) => [coedge === null, side])).toEqual([
    [false, 1],
    [true, 1],
    [true, -1],
    [false, -1],
    [true, -1],
    [true, 1],
  ]);
  const [, before, after] = loop;
  expect(before.places.at(-1)).toEqual(after.places[0]);
  expect(before.places.at(-1)![0]).toBeCloseTo(Math.PI, 12);
  expect([before.startVertex, after.endVertex]).toEqual([1, 1]);
});

test("a face whose loops wind around it without a seam is told", () => {
  const whole = cylinder(2, 5), [face] = whole.faces;
  const [bottom, , top] = face.loops[0];
  const bare: Brep = { ...whole, faces: [{ ...face, loops: [[bottom], [top]] }] };
  expect(stretches(bare, 1, 2)).toBe("no seam closes it");
});
