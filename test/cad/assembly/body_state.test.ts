import { describe, expect, test } from "vitest";
import type { Body, Brep } from "../../../src/cad/brep.ts";
import { bodyState, requireManifold } from "../../../src/cad/assembly/body_state.ts";
import { NonManifold } from "../../../src/cad/errors.ts";
import { mergeBreps } from "../../../src/cad/assembly/merge_breps.ts";
import { box, cylinder, ell, polyhedron, sphere, torus } from "../../helpers/breps.ts";

const stateOf = (brep: Brep, kind: Body["kind"] = "solid") => bodyState({ kind, brep });

/** A brep without its last face; edges keep the faces that are left. */
function opened(brep: Brep): Brep {
  const last = brep.faces.length - 1;
  const edges = brep.edges.map((edge) => ({
    ...edge,
    faces: edge.faces.filter((f) => f !== last),
  }));
  return { ...brep, faces: brep.faces.slice(0, last), edges };
}

/** Three squares that meet in one edge, as the pages of a book. */
const book = polyhedron(
  [[0, 0, 0], [0, 0, 1], [1, 0, 1], [1, 0, 0], [0, 1, 1], [0, 1, 0], [-1, 0, 1], [-1, 0, 0]],
  [[0, 1, 2, 3], [0, 1, 4, 5], [0, 1, 6, 7]],
);

describe("topology tells bodies apart", () => {
  test.each([
    ["a box", box(1, 2, 3)],
    ["an L", ell()],
    ["a cylinder, whose side has a seam", cylinder(1, 2)],
    ["a sphere, whose poles bound nothing", sphere(2)],
    ["a torus, all of seams", torus(3, 1)],
  ])("%s is closed", (_, brep) => {
    expect(stateOf(brep)).toEqual({
      closed: true,
      manifold: true,
      oriented: true,
      shells: 1,
      voids: 0,
      boundaryEdges: 0,
      nonManifoldEdges: 0,
    });
  });

  test("a box without a lid is open", () => {
    expect(stateOf(opened(box(1, 2, 3)), "shell")).toMatchObject({
      closed: false,
      manifold: true,
      boundaryEdges: 4,
      shells: 1,
    });
  });

  test("pages that meet in one edge are not manifold", () => {
    expect(stateOf(book, "shell")).toMatchObject({
      closed: false,
      manifold: false,
      nonManifoldEdges: 1,
      boundaryEdges: 9,
    });
  });

  test("what the kernel took apart at such edges is not manifold either", () => {
    const body = { kind: "shell", brep: box(1, 1, 1), splitEdges: 1 } as const;
    expect(bodyState(body)).toMatchObject({ manifold: false, nonManifoldEdges: 1 });
    expect(() => requireManifold(body, "use it")).toThrow(NonManifold);
  });

  test("a solid with a second closed shell has a void; a shell has none", () => {
    const two = mergeBreps([box(9, 9, 9), sphere(1)]);
    expect(stateOf(two)).toMatchObject({ closed: true, shells: 2, voids: 1 });
    expect(stateOf(two, "shell")).toMatchObject({ shells: 2, voids: 0 });
  });

  test("a face that is turned inside out does not fit its neighbours", () => {
    const { faces, ...rest } = box(1, 1, 1);
    const turned = faces.map((face, i) => i === 0 ? { ...face, reversed: !face.reversed } : face);
    expect(stateOf({ ...rest, faces: turned })).toMatchObject({
      closed: false,
      oriented: false,
      boundaryEdges: 0,
    });
  });

  test("nothing is not closed", () => {
    expect(stateOf({ faces: [], edges: [], vertices: new Float64Array() }).closed).toBe(false);
  });
});

describe("what needs more says so", () => {
  test("manifold", () => {
    expect(() => requireManifold({ kind: "solid", brep: torus(3, 1) }, "walk on it")).not.toThrow();
    expect(() => requireManifold({ kind: "shell", brep: book }, "walk on it")).toThrow(NonManifold);
  });
});
