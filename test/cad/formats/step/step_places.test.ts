import { expect, test } from "vitest";
import { agreeOnPlaces } from "../../../../src/cad/formats/step/step_places.ts";
import type { Body, Transform } from "../../../../src/cad/brep.ts";
import { PlacementConflict } from "../../../../src/cad/errors.ts";
import type { StepPart } from "../../../../src/cad/formats/step/step_assembly.ts";
import { box } from "../../../helpers/breps.ts";

const diagonal = (x: number, y: number, z: number, at = 0): Transform =>
  Float64Array.of(x, 0, 0, at, 0, y, 0, 0, 0, 0, z, 0);
const shift = (at: number) => diagonal(1, 1, 1, at);

/** The places that a body ends up with, given the kernel's and those of the text. */
function agreed(kernel: (Transform | null)[], text: (Transform | null)[], unit = 1) {
  const body: Body = {
    index: 0,
    kind: "solid",
    name: "peg",
    brep: box(1, 1, 1),
    instances: kernel.map((transform, i) => ({ transform, path: [i] })),
  };
  const part = (id: number, components: StepPart["components"]): StepPart => ({
    id,
    name: null,
    number: null,
    representations: new Set(),
    items: [],
    components,
  });
  const peg = part(1, []);
  const whole = part(
    2,
    text.map((transform, id) => ({ part: peg, id, name: null, transform, isPlaced: true })),
  );
  const roots = text.length === 0 ? [] : [whole];
  const parts = text.length === 0 ? [] : [peg];
  const products = { roots, parts: [whole, peg] };
  const [found] = agreeOnPlaces(products, [{ body, parts }], unit);
  return found.body.instances;
}
const transforms = (...given: Parameters<typeof agreed>) =>
  agreed(...given).map(({ transform }) => transform);

test("what both have stays, in the kernel's order and but for rounding", () => {
  const kernel = [shift(5), null, shift(3)];
  expect(transforms(kernel, [null, shift(3 + 1e-8), shift(5)])).toEqual(kernel);
  expect(transforms(kernel, [null, null, shift(3), shift(5)])).toEqual(kernel);
  expect(transforms([shift(50)], [shift(5)], 0.1)).toEqual([shift(50)]);
});

test("of a body without a product the text says nothing", () => {
  expect(transforms([shift(5)], [])).toEqual([shift(5)]);
});

test("scales and mirrors are those of the text", () => {
  const twice = diagonal(2, 2, 2, 100), mirror = diagonal(1, -1, 1, 7);
  expect(transforms([diagonal(.5, .5, .5, 50)], [twice])).toEqual([twice]);
  expect(agreed([shift(3), shift(7)], [shift(3), mirror])).toEqual([
    { transform: shift(3), path: [0] },
    { transform: mirror, path: [1] },
  ]);
});

test("a mirror image in the very place of the part is an instance of its own", () => {
  const mirror = diagonal(1, 1, -1);
  expect(transforms([null], [null, mirror])).toEqual([null, mirror]);
});

test("two mirrors in one another are looked at although they make a rotation", () => {
  const peg: StepPart = {
    id: 1,
    name: null,
    number: null,
    representations: new Set(),
    items: [],
    components: [],
  };
  const component = (part: StepPart, transform: Transform) => ({
    part,
    id: 9,
    name: null,
    transform,
    isPlaced: true,
  });
  const inner = { ...peg, id: 2, components: [component(peg, diagonal(-1, 1, 1))] };
  const outer = { ...peg, id: 3, components: [component(inner, diagonal(1, -1, 1))] };
  const body: Body = {
    index: 0,
    kind: "solid",
    name: null,
    brep: box(1, 1, 1),
    instances: [{ transform: null, path: [] }],
  };
  const products = { roots: [outer], parts: [outer, inner, peg] };
  const [found] = agreeOnPlaces(products, [{ body, parts: [peg] }], 1);
  expect(Array.from(found.body.instances[0].transform!, (x) => x + 0))
    .toEqual(Array.from(diagonal(-1, -1, 1)));
});

test.each([
  ["another place", [shift(5)], [shift(6)]],
  ["one place too few by the text", [shift(5), shift(6)], [shift(5)]],
  ["one too many by the text", [shift(5)], [shift(5), shift(6)]],
  ["one too few beside a mirror", [shift(5), shift(6)], [diagonal(1, -1, 1)]],
])("anything else is refused: %s", (_, kernel, text) => {
  expect(() => agreed(kernel, text)).toThrow(PlacementConflict);
  expect(() => agreed(kernel, text)).toThrow(
    /^Cannot place body 0 \('peg'\): .* places of the text/,
  );
});
