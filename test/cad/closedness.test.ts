import { describe, expect, test } from "vitest";
import { bodyState } from "../../src/cad/assembly/body_state.ts";
import type { Brep } from "../../src/cad/brep.ts";
import { closednessOf } from "../../src/cad/closedness.ts";
import { bodyArrays } from "../../src/cad/features/bodies/body_arrays.ts";
import { BodyGeometry } from "../../src/cad/features/bodies/body_geometry.ts";
import { box, cylinder, ell, polyhedron, sphere, torus } from "../helpers/breps.ts";

const whole = box(1, 2, 3);
/** One face turned about: two faces then run along its edges the same way. */
const turned: Brep = {
  ...whole,
  faces: whole.faces.map((face, i) => i === 0 ? { ...face, reversed: !face.reversed } : face),
};
const open: Brep = { ...whole, faces: whole.faces.slice(1) };
const empty: Brep = { faces: [], edges: [], vertices: new Float64Array() };
/** Two boxes that share an edge, used four times: a boundary it is not. */
const touching = polyhedron(
  [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]].concat([
    [2, 1, 0],
    [2, 2, 0],
    [1, 2, 0],
    [2, 1, 1],
    [2, 2, 1],
    [1, 2, 1],
  ]),
  [
    [0, 3, 2, 1],
    [4, 5, 6, 7],
    [0, 1, 5, 4],
    [1, 2, 6, 5],
    [2, 3, 7, 6],
    [3, 0, 4, 7],
    [2, 10, 9, 8],
    [6, 11, 12, 13],
    [2, 8, 11, 6],
    [8, 9, 12, 11],
    [9, 10, 13, 12],
    [10, 2, 6, 13],
  ],
);

describe("closed is what has no boundary together", () => {
  test.each<[string, Brep, boolean]>([
    ["a box", whole, true],
    ["an L", ell(), true],
    ["a cylinder with its seam", cylinder(1, 2), true],
    ["a sphere with its poles", sphere(2), true],
    ["a torus, all of seams", torus(3, 1), true],
    ["boxes that share an edge", touching, true],
    ["a box without a lid", open, false],
    ["a box with a face inside out", turned, false],
    ["nothing", empty, false],
  ])("%s", (_, brep, closed) => {
    expect(closednessOf(brep).closed).toBe(closed);
    // The same answer wherever it is given.
    expect(bodyState({ kind: "solid", brep }).closed).toBe(closed);
    const { "bodies/body_closed": row } = bodyArrays(new BodyGeometry(brep)).arrays;
    expect(row).toEqual(Int32Array.of(closed ? 1 : 0));
  });

  test("what is not says why", () => {
    expect(closednessOf(open).reason).toMatch(/^4 of its edges are open: edge \d+ bounds one face/);
    expect(closednessOf(turned).reason).toMatch(/used 2 times, not as often/);
    expect(closednessOf(empty).reason).toBe("it has no faces");
  });
});
