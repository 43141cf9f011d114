import { expect, test } from "vitest";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";

const empty = () => ({ faces: [], edges: [], vertices: new Float64Array() });

test("a body's geometry is found out once, also for its copy under another name", () => {
  const brep = empty(), copy = { ...brep };
  const geometry = BodyGeometry.of(brep);
  expect(BodyGeometry.of(brep)).toBe(geometry);
  expect(BodyGeometry.of(copy).brep).toBe(copy);
  expect(BodyGeometry.of(copy).bounds).toBe(geometry.bounds);
  expect(BodyGeometry.of(empty())).not.toBe(geometry);
  expect(BodyGeometry.of(brep, "keep")).not.toBe(geometry);
});

test("it is seen by nobody who looks at the body, and does without what cannot be changed", () => {
  const brep = empty();
  BodyGeometry.of(brep);
  expect([Object.keys(brep.edges), JSON.stringify(brep.edges)]).toEqual([[], "[]"]);
  expect(structuredClone(brep.edges)).toEqual([]);
  const frozen = { ...empty(), edges: Object.freeze([]) };
  expect(BodyGeometry.of(frozen).brep).toBe(frozen);
});
