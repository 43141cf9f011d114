import { expect, test } from "vitest";
import type { Body, Transform } from "../../../src/cad/brep.ts";
import { withDistinctPlaces } from "../../../src/cad/assembly/distinct_places.ts";

const at = (x: number): Transform => Float64Array.of(1, 0, 0, x, 0, 1, 0, 0, 0, 0, 1, 0);
const body = (...transforms: (Transform | null)[]): Body => ({
  index: 0,
  kind: "solid",
  name: null,
  brep: { faces: [], edges: [], vertices: new Float64Array(0) },
  instances: transforms.map((transform, i) => ({ transform, path: [i] })),
});
const paths = (body: Body) => body.instances.map((instance) => instance.path[0]);

test("the first instance in a place stays", () => {
  expect(paths(withDistinctPlaces(body(null, at(1), null, at(1), at(2))))).toEqual([0, 1, 4]);
});

test("the identity is a place like any other, however it is written", () => {
  expect(paths(withDistinctPlaces(body(at(-0), null, at(0))))).toEqual([0]);
});

test("a body whose places are distinct stays as it is", () => {
  const assembly = body(at(1), at(1 + 1e-9));
  expect(withDistinctPlaces(assembly)).toBe(assembly);
});
