import { expect, test } from "vitest";
import { mergeBreps } from "../../../src/cad/assembly/merge_breps.ts";
import type { Brep, Edge, Face } from "../../../src/cad/brep.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { frameAt } from "../../helpers/breps.ts";

const edge = (startVertex: number, endVertex: number, faces: number[]): Edge => ({
  curve: null,
  location: null,
  first: 0,
  last: 1,
  degenerate: true,
  tolerance: 1e-7,
  startVertex,
  endVertex,
  faces,
});
const face = (entityId: number, ...edges: number[]): Face => ({
  surface: new Plane(frameAt()),
  location: null,
  reversed: false,
  loops: [edges.map((edge) => ({ edge, reversed: false, pcurve: null, first: 0, last: 1 }))],
  tolerance: 1e-7,
  entityId,
  name: null,
});
const one: Brep = {
  faces: [face(1, 0, 1), face(2, 1)],
  edges: [edge(0, 1, [0]), edge(-1, 0, [0, 1])],
  vertices: Float64Array.of(0, 0, 0, 1, 1, 1),
};
const two: Brep = {
  faces: [face(3, 0)],
  edges: [edge(0, 0, [0])],
  vertices: Float64Array.of(5, 6, 7),
};

test("indices follow the order of the bodies", () => {
  const { faces, edges, vertices } = mergeBreps([one, two]);
  expect(faces.map((face) => face.entityId)).toEqual([1, 2, 3]);
  expect(faces.map(({ loops }) => loops[0].map((coedge) => coedge.edge))).toEqual([[0, 1], [1], [
    2,
  ]]);
  expect(edges.map((edge) => [edge.startVertex, edge.endVertex])).toEqual([[0, 1], [-1, 0], [
    2,
    2,
  ]]);
  expect(edges.map((edge) => edge.faces)).toEqual([[0], [0, 1], [2]]);
  expect([...vertices]).toEqual([0, 0, 0, 1, 1, 1, 5, 6, 7]);
});

test("one body is itself, and none is an empty one", () => {
  expect(mergeBreps([one])).toBe(one);
  expect(mergeBreps([])).toMatchObject({ faces: [], edges: [], vertices: { length: 0 } });
});

test("the bodies are left as they were", () => {
  mergeBreps([one, two]);
  expect(two.faces[0].loops[0][0].edge).toBe(0);
  expect(two.edges[0].faces).toEqual([0]);
});
