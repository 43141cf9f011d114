import { expect, test } from "vitest";
import { assemblyTree } from "../../../../src/cad/formats/step/assembly_tree.ts";
import type { Body, Transform } from "../../../../src/cad/brep.ts";
import type { StepPart } from "../../../../src/cad/formats/step/step_assembly.ts";
import { box } from "../../../helpers/breps.ts";

const shift = (x: number): Transform => Float64Array.of(1, 0, 0, x, 0, 1, 0, 0, 0, 0, 1, 0);
const body = (index: number, places: (Transform | null)[]): Body => ({
  index,
  kind: "solid",
  name: null,
  brep: box(1, 1, 1),
  instances: places.map((transform, i) => ({ transform, path: [i] })),
});
const part = (id: number, name: string, components: StepPart["components"] = []): StepPart => ({
  id,
  name,
  number: null,
  representations: new Set(),
  items: [],
  components,
});
const RED = { red: 1, green: 0, blue: 0, opacity: 1 };

const peg = part(3, "peg");
const pair = part(2, "pair", [
  { part: peg, id: 21, name: "left", transform: null, isPlaced: true },
  { part: peg, id: 22, name: "right", transform: shift(10), isPlaced: true },
]);
const frame = part(1, "frame", [
  { part: pair, id: 11, name: "low", transform: null, isPlaced: true },
  { part: pair, id: 12, name: "high", transform: shift(100), isPlaced: true },
]);
const products = { roots: [frame], parts: [frame, pair, peg] };
const styles = { items: new Map(), occurrences: new Map([[22, RED]]) };

test("instances stand where their products do", () => {
  const pegs = body(0, [null, shift(10), shift(100), shift(110 + 1e-6)]);
  const tree = assemblyTree(products, [{ body: pegs, parts: [peg] }], styles, 1);
  expect(tree).toMatchObject({ name: "frame", occurrence: null, entityId: 1, bodies: [] });
  const pairs = tree.children;
  expect(pairs.map(({ name, occurrence, entityId }) => [name, occurrence, entityId])).toEqual([
    ["pair", "low", 11],
    ["pair", "high", 12],
  ]);
  expect(pairs.map(({ children }) => children.map(({ bodies }) => bodies))).toEqual([
    [[{ body: 0, instance: 0 }], [{ body: 0, instance: 1 }]],
    [[{ body: 0, instance: 2 }], [{ body: 0, instance: 3 }]],
  ]);
  expect(pairs[1].children.map(({ colour }) => colour)).toEqual([null, RED]);
  expect(pairs[1].children[1].transform?.[3]).toBe(10);
});

test("in another unit", () => {
  const pegs = body(0, [null, shift(1), shift(10), shift(11)]);
  const tree = assemblyTree(products, [{ body: pegs, parts: [peg] }], styles, 10);
  expect(tree.children[1].children[1]).toMatchObject({ bodies: [{ body: 0, instance: 3 }] });
  expect(tree.children[1].transform?.[3]).toBe(10);
});

test("what no product's place explains is at the root", () => {
  const pegs = body(0, [null, shift(10), shift(100), shift(110.1)]);
  const other = body(1, [null]);
  const tree = assemblyTree(
    products,
    [{ body: pegs, parts: [peg] }, { body: other, parts: [] }],
    styles,
    1,
  );
  expect(tree).toMatchObject({
    name: null,
    bodies: [{ body: 0, instance: 3 }, { body: 1, instance: 0 }],
    children: [{ name: "frame" }],
  });
});

test("products without bodies are no roots, and a part in itself ends", () => {
  const components: StepPart["components"][number][] = [];
  const snake = part(5, "snake", components);
  components.push({ part: snake, id: 51, name: null, transform: null, isPlaced: true });
  const empty = part(6, "empty");
  const tree = assemblyTree(
    { roots: [snake, empty], parts: [snake, empty] },
    [{ body: body(0, [null]), parts: [snake] }],
    styles,
    1,
  );
  expect(tree).toMatchObject({ name: "snake", bodies: [{ body: 0, instance: 0 }], children: [] });
});
