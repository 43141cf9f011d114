/** A fault that a reader may have shows in what an audit compares, in whatever face or edge. */
import { expect, test } from "vitest";
import { comparedArrays } from "../../../src/cad/audit/compared_arrays.ts";
import { differenceOf } from "../../../src/cad/audit/compare_models.ts";
import type { Body, Brep, Edge, Face } from "../../../src/cad/brep.ts";
import { Cylinder } from "../../../src/cad/geometry/cylinder.ts";
import { ShiftedCurve } from "../../../src/cad/geometry/shifted_curve.ts";
import { allArrays } from "../../helpers/all_arrays.ts";
import { box, cylinder, moved, sphere, torus } from "../../helpers/breps.ts";
import { ALL_ODD_PARTS } from "../formats/step/proven/all_odd_parts.ts";
import { readText } from "../formats/step/proven/read_text.ts";

const bodyOf = (brep: Brep): Body => ({
  index: 0,
  kind: "solid",
  name: null,
  brep,
  instances: [{ transform: null, path: [] }],
});
const PARTS: readonly Body[] = [
  ...[box(2, 3, 4), cylinder(1, 2), sphere(2), torus(5, 2)].map(bodyOf),
  ...["a hole that is told first", "a closed spline without a seam", "an apex for a bound"].map(
    (name) => readText(ALL_ODD_PARTS[name]())[0],
  ),
];

/** What is found where a B-Rep is another one; undefined where the part has no such place. */
function found(part: Body, brep: Brep | null): string | null | undefined {
  return brep === null
    ? undefined
    // What is known of a body hangs on its list of edges.
    : differenceOf({ bodies: [part] }, {
      bodies: [{ ...part, brep: { ...brep, edges: [...brep.edges] } }],
    });
}

const withFace = (brep: Brep, at: number, change: (face: Face) => Face): Brep => ({
  ...brep,
  faces: brep.faces.map((face, i) => i === at ? change(face) : face),
});
const withEdge = (brep: Brep, at: number, change: (edge: Edge) => Edge): Brep => ({
  ...brep,
  edges: brep.edges.map((edge, i) => i === at ? change(edge) : edge),
});
const shift = (by: number) => Float64Array.of(1, 0, 0, by, 0, 1, 0, by, 0, 0, 1, by);
const scale = (by: number) => Float64Array.of(by, 0, 0, 0, 0, by, 0, 0, 0, 0, by, 0);
/** A hundred-thousandth of what the parts measure, about. */
const LITTLE = 1e-4;

/** A fault in one face, or one edge; null where it would be none. */
const IN_FACES: Record<string, (brep: Brep, at: number) => Brep | null> = {
  "the other sense": (brep, at) =>
    withFace(brep, at, (face) => ({ ...face, reversed: !face.reversed })),
  "a surface elsewhere": (brep, at) =>
    withFace(brep, at, (face) => ({ ...face, location: shift(LITTLE) })),
  "another radius": (brep, at) => {
    const { surface } = brep.faces[at];
    if (!(surface instanceof Cylinder)) return null;
    const other = new Cylinder(surface.frame, surface.radius + LITTLE);
    return withFace(brep, at, (face) => ({ ...face, surface: other }));
  },
  "an image elsewhere": (brep, at) =>
    brep.faces[at].loops.every((loop) => loop.every(({ pcurve }) => pcurve === null))
      ? null
      : withFace(brep, at, (face) => ({
        ...face,
        loops: face.loops.map((loop) =>
          loop.map((coedge) => ({
            ...coedge,
            pcurve: coedge.pcurve && new ShiftedCurve(coedge.pcurve, LITTLE, LITTLE),
          }))
        ),
      })),
  "no hole": (brep, at) =>
    brep.faces[at].loops.length < 2 || brep.faces[at].surface.kind !== "plane"
      ? null
      : withFace(brep, at, (face) => ({ ...face, loops: face.loops.slice(0, 1) })),
  "the rest of the surface": (brep, at) =>
    withFace(brep, at, (face) => ({
      ...face,
      loops: face.loops.map((loop) =>
        loop.toReversed().map((coedge) => ({ ...coedge, reversed: !coedge.reversed }))
      ),
    })),
  "another number": (brep, at) => withFace(brep, at, (face) => ({ ...face, entityId: 99 })),
  "one face less": (brep, at) => ({
    ...brep,
    faces: brep.faces.toSpliced(at, 1),
    edges: brep.edges.map((edge) => ({
      ...edge,
      faces: edge.faces.filter((face) => face !== at).map((face) => face > at ? face - 1 : face),
    })),
  }),
};
const IN_EDGES: Record<string, (brep: Brep, at: number) => Brep | null> = {
  "a curve elsewhere": (brep, at) =>
    brep.edges[at].curve &&
    withEdge(brep, at, (edge) => ({ ...edge, location: shift(LITTLE) })),
  "a shorter piece of the curve": (brep, at) =>
    brep.edges[at].curve &&
    withEdge(brep, at, (edge) => ({ ...edge, last: edge.last - LITTLE })),
};

test.each([
  ...Object.entries(IN_FACES).map(([name, plant]) => [name, plant, "faces"] as const),
  ...Object.entries(IN_EDGES).map(([name, plant]) => [name, plant, "edges"] as const),
])("%s", (_, plant, which) => {
  const all = PARTS.flatMap((part) =>
    part.brep[which].map((_, at) => found(part, plant(part.brep, at)))
  ).filter((difference) => difference !== undefined);
  expect(all.length).toBeGreaterThan(0);
  expect(all).not.toContain(null);
});

test.each<[string, (brep: Brep) => Brep]>([
  ["another unit", (brep) => moved(brep, scale(10))],
  ["another place", (brep) => moved(brep, shift(LITTLE))],
  ["a vertex elsewhere", (brep) => ({ ...brep, vertices: brep.vertices.map((x) => x + LITTLE) })],
])("%s", (_, plant) => {
  const parts = PARTS.filter(({ brep }) => brep.vertices.length > 0);
  expect(parts.map((part) => found(part, plant(part.brep)))).not.toContain(null);
});

test("what shows how faces and edges hang together and what they measure is among it", () => {
  const made = Object.keys(comparedArrays(PARTS[0].brep));
  expect(made).toEqual(expect.arrayContaining([
    "faces/face_entity_ids",
    "faces/face_types",
    "faces/face_areas",
    "faces/face_uv_grids",
    "edges/edge_types",
    "edges/edge_lengths",
    "edges/edge_convexities",
    "edges/edge_dihedral_angles",
    "edges/edge_u_grids",
    "graph/edges_source",
    "coedges/coedge_next",
    "coedges/coedge_mate",
    "coedges/coedge_reversed",
    "vertices/vertex_positions",
  ]));
});

test("all else follows: no array of pairs, masses or boxes is made", () => {
  const [made, all] = [comparedArrays, allArrays].map((of) => Object.keys(of(PARTS[0].brep)));
  expect(made.length).toBeGreaterThan(20);
  expect(all).toEqual(expect.arrayContaining(made));
  expect(made.filter((key) => /^(faceface|bodies|solids)/.test(key))).toEqual([]);
});
