import { expect, test } from "vitest";
import {
  classColour,
  colourScale,
  faceColours,
  isClasses,
  parseColour,
  scaleColour,
} from "../../../src/cad/render/face_colours.ts";

test("few whole numbers and texts are classes, the most frequent first, then by value", () => {
  const [first, second] = [classColour(0), classColour(1)];
  expect(faceColours([0, 5, 5])).toEqual([second, first, first]);
  expect(faceColours(new Int32Array([5, 0]))).toEqual([second, first]);
  expect(faceColours(["hole", "base"])).toEqual([second, first]);
  expect(isClasses([1, 2])).toBe(true);
  expect(isClasses([1.5, 2])).toBe(false);
  expect(isClasses(Array.from({ length: 30 }, (_, i) => i))).toBe(false);
});

test("other numbers are on a scale from the least to the most", () => {
  const [least, , most] = faceColours([0.5, 1, 1.5]);
  expect(least).toEqual(scaleColour(0));
  expect(most).toEqual(scaleColour(1));
});

test("a long tail is on a logarithmic scale", () => {
  const colours = faceColours([0.1, 10, 1000.5]);
  expect(colours[1]).toEqual(scaleColour(Math.log(100) / Math.log(10005)));
});

test("a scale tells what some of its colours mean", () => {
  expect(colourScale(["b", "a", "b"]).marks).toEqual(["b", "a"]);
  expect(colourScale([0.5, 1, 2.5]).marks).toEqual([0.5, 1, 1.5, 2, 2.5]);
  const log = colourScale([0.01, 100, null]);
  expect(log.marks.map((mark) => Number(mark).toPrecision(3))).toEqual(
    ["0.0100", "0.100", "1.00", "10.0", "100"],
  );
  expect(log.colourOf(1)).toEqual(scaleColour(0.5));
});

test("what has no value is grey", () => {
  const [none, nan] = faceColours([null, NaN, 1.5, 2.5]);
  expect(none).toEqual([196, 196, 196]);
  expect(nan).toEqual(none);
});

test("the eighth class differs from the first", () => {
  expect(classColour(7)).not.toEqual(classColour(0));
});

test("colours are written as people write them, and nothing else is taken", () => {
  expect(parseColour("#3f86d1")).toEqual([63, 134, 209]);
  expect(parseColour("#fff")).toEqual([255, 255, 255]);
  expect(parseColour([1, 2, 3])).toEqual([1, 2, 3]);
  for (const wrong of ["red", "#12345", [1, 2], [1, 2, 300]]) {
    expect(() => parseColour(wrong)).toThrow(/must be "#rrggbb", or three numbers/);
  }
});
