import { expect, test } from "vitest";
import { toPalette } from "../../src/page/palette.ts";

test("colours that are not opaque come first, and what nobody sees is one colour", () => {
  const { indices, colours } = toPalette([
    ...[10, 10, 10, 255],
    ...[200, 0, 0, 0],
    ...[0, 200, 0, 0],
    ...[10, 10, 10, 100],
    ...[10, 10, 10, 255],
  ]);
  expect(colours.length).toBe(12);
  const opacities = [3, 7, 11].map((i) => colours[i]);
  expect([...opacities].sort((a, b) => a - b)).toEqual([0, 100, 255]);
  expect(opacities[2]).toBe(255);
  expect(indices[0]).toBe(2);
  expect(indices[4]).toBe(2);
  expect(indices[1]).toBe(indices[2]);
});

test("256 colours are kept exactly", () => {
  const data = Array.from({ length: 256 }, (_, i) => [i, 255 - i, i, 255]).flat();
  const { indices, colours } = toPalette(data);
  const back = [...indices].flatMap((place) => [...colours.subarray(4 * place, 4 * place + 4)]);
  expect(back).toEqual(data);
});
