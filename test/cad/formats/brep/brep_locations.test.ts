import { expect, test } from "vitest";
import { LocationTable } from "../../../../src/cad/formats/brep/brep_locations.ts";

const shift = (x: number) => Float64Array.of(1, 0, 0, x, 0, 1, 0, 0, 0, 0, 1, 0);
const turn = () => Float64Array.of(0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0);

test("0 is the identity", () => {
  const table = new LocationTable();
  const a = table.addDatum(shift(1));
  expect(table.matrix(0)).toBeNull();
  expect([table.compose(0, a), table.compose(a, 0), table.compose(0, 0)]).toEqual([a, a, 0]);
});

test("the inner location is applied first", () => {
  const table = new LocationTable();
  const a = table.addDatum(shift(1)), b = table.addDatum(turn());
  // The origin is shifted to (1, 0, 0) and then turned to (0, 1, 0).
  const m = table.matrix(table.compose(b, a))!;
  expect([m[3], m[7], m[11]]).toEqual([0, 1, 0]);
});

test("a location is the same however it came about", () => {
  const table = new LocationTable();
  const a = table.addDatum(shift(1)), b = table.addDatum(turn()), c = table.addDatum(shift(2));
  const left = table.compose(table.compose(a, b), c);
  expect(table.compose(a, table.compose(b, c))).toBe(left);
  expect(table.compose(a, b)).not.toBe(table.compose(b, a));
});

test("powers that meet are joined, and vanish at nothing", () => {
  const table = new LocationTable();
  const a = table.addDatum(shift(1)), b = table.addDatum(turn());
  expect(table.power(a, 0)).toBe(0);
  expect(table.power(a, 3)).toBe(table.compose(a, table.compose(a, a)));
  expect(table.matrix(table.power(a, 3))![3]).toBe(3);
  expect(table.matrix(table.power(a, -2))![3]).toBe(-2);
  expect(table.compose(table.power(a, 3), table.power(a, -3))).toBe(0);
  const ab = table.compose(a, b);
  expect(table.compose(ab, table.power(ab, -1))).toBe(0);
  expect(table.compose(table.power(a, -1), ab)).toBe(b);
});

test("equal matrices of different placements stay different", () => {
  const table = new LocationTable();
  expect(table.addDatum(shift(1))).not.toBe(table.addDatum(shift(1)));
});
