/** Whatever is planted into one of two readings is found, and what may differ is let pass. */
import { expect, test } from "vitest";
import { differenceOf } from "../../../src/cad/audit/compare_models.ts";
import type { Body } from "../../../src/cad/brep.ts";
import type { EncodedArrays } from "../../../src/cad/features/array_pusher.ts";
import { allArrays } from "../../helpers/all_arrays.ts";
import { box, cylinder, moved } from "../../helpers/breps.ts";

const PART: Body = {
  index: 0,
  kind: "solid",
  name: "part",
  brep: box(2, 3, 4),
  instances: [{ transform: null, path: [] }],
  entityId: 7,
};
const read = (...bodies: Body[]) => ({ bodies });

const arrays = allArrays(PART.brep);
/** Arrays of which one has another value at some places. */
function planted(key: string, change: (value: number) => number, ...at: number[]): EncodedArrays {
  const { data, shape } = arrays[key];
  const changed = data.slice() as Float64Array;
  for (const i of at) changed[i] = change(changed[i]);
  return { ...arrays, [key]: { data: changed, shape } };
}
const compared = (ours: EncodedArrays) => {
  const other = { ...PART };
  return differenceOf(read(PART), read(other), (body) => body === PART ? ours : arrays);
};

test("two readings of the same part agree", () => {
  expect(differenceOf(read(PART), read({ ...PART, brep: box(2, 3, 4) }))).toBeNull();
});

test.each<[string, Partial<Body>, string]>([
  ["kind", { kind: "shell" }, 'body 0: kind is "solid", not "shell"'],
  ["name", { name: null }, 'name is "part", not null'],
  ["entity", { entityId: 8 }, "entityId is 7, not 8"],
  ["place", { instances: [] }, "it stands in 1 places, not in 0"],
  [
    "transform",
    { instances: [{ transform: Float64Array.of(1, 0, 0, 9, 0, 1, 0, 0, 0, 0, 1, 0), path: [] }] },
    "place 0 is elsewhere",
  ],
  ["size", { brep: box(2, 3, 4.001) }, "of the largest (at most 0.000001)"],
  ["shape", { brep: cylinder(1, 2) }, "has the shape 6, not 3"],
  [
    "position",
    { brep: moved(box(2, 3, 4), Float64Array.of(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0)) },
    "off by",
  ],
])("another %s", (_, changes, found) => {
  expect(differenceOf(read(PART), read({ ...PART, ...changes }))).toContain(found);
});

test("a body that only one reader has", () => {
  expect(differenceOf(read(PART), read(PART, PART))).toBe("1 bodies, not 2");
});

test.each([
  ["edges/edge_convexities", 2, "2, not 1, at 3"],
  ["coedges/coedge_next", 5, "coedges/coedge_next: 5, not"],
  ["faces/face_entity_ids", 5n as unknown as number, "5, not 0, at 3"],
])("another integer in %s", (key, value, found) => {
  expect(compared(planted(key, () => value, 3))).toContain(found);
});

test("floats may differ by a millionth of the largest, those spread over the area by ten", () => {
  expect(compared(planted("faces/face_areas", (area) => area + 1e-5, 0))).toBeNull(); // of 12
  expect(compared(planted("faces/face_areas", (area) => area + 1e-4, 0))).toContain("face_areas");
  expect(compared(planted("faces/face_areas", () => NaN, 0))).toContain("off by Infinity");
  const spread = "faces/face_discretization";
  expect(compared(planted(spread, (x) => x + 2e-5, 0))).toBeNull(); // of 4
  expect(compared(planted(spread, (x) => x + 1e-4, 0))).toContain(spread);
});

test("one point of a grid may be inside for one reader only, or any on the border", () => {
  const grids = "faces/face_uv_grids";
  const flip = (inside: number) => 1 - inside;
  // Rows of ten: the second point of the second row is the first that no edge touches.
  const [one, two] = [11, 12].map((point) => 7 * point + 6);
  expect(compared(planted(grids, flip, one))).toBeNull();
  expect(compared(planted(grids, flip, one, two))).toContain("2 of 600 points are inside");
  expect(compared(planted(grids, flip, 6, 13, 20, 76))).toBeNull();
  expect(compared(planted(grids, flip, 6, 13, one, two))).toContain("2 of 600 points are inside");
  expect(compared(planted(grids, (x) => x + 1, 0))).toContain(grids);
});

test("pairs of faces whose points differ are not compared, all others are", () => {
  const [grids, pairs] = ["faces/face_uv_grids", "faceface/d2_distance"];
  const width = arrays[pairs].shape[1], add = (share: number) => share + 0.5;
  const both = (...at: number[]) => ({
    ...planted(pairs, add, ...at),
    [grids]: planted(grids, (inside) => 1 - inside, 6)[grids], // of the first face
  });
  expect(compared(planted(pairs, add, 0))).toContain(pairs);
  expect(compared(both(width * 3, width * 6 * 3))).toBeNull();
  expect(compared(both(width * (6 * 2 + 3)))).toContain(pairs);
});

test("vertices may have other numbers, and no other places", () => {
  const swap = (vertex: number) => vertex === 0 ? 1 : vertex === 1 ? 0 : vertex;
  const [ends, positions] = [arrays["edges/edge_vertices"], arrays["vertices/vertex_positions"]];
  const points = positions.data.slice() as Float64Array;
  points.set([...positions.data.slice(3, 6) as Float64Array], 0);
  points.set([...positions.data.slice(0, 3) as Float64Array], 3);
  const renumbered = {
    ...arrays,
    "edges/edge_vertices": { ...ends, data: (ends.data as Int32Array).map(swap) },
    "vertices/vertex_positions": { ...positions, data: points },
  };
  expect(compared(renumbered)).toBeNull();
  const elsewhere = { ...renumbered, "vertices/vertex_positions": positions };
  expect(compared(elsewhere)).toContain("vertices/vertex_positions");
  // An edge that hangs elsewhere makes no new numbers.
  expect(compared(planted("edges/edge_vertices", () => 5, 0))).toContain("edges/edge_vertices");
});

test("what one reader's body cannot be measured by is a difference; by both it is none", () => {
  const fails = (...failing: Body[]) =>
    differenceOf(read(PART), read({ ...PART }), (body) => {
      if (failing.includes(body) || failing.length === 2) throw new Error("no region");
      return arrays;
    });
  expect(fails(PART)).toBe("body 0: it cannot be measured (no region)");
  expect(fails(PART, PART)).toBeNull();
});

test("arrays that only one of them has are named", () => {
  const { "faces/face_areas": areas, ...rest } = arrays;
  expect(compared(rest)).toContain("faces/face_areas is missing");
  expect(compared({ ...arrays, more: areas })).toContain("more is one array too many");
});
