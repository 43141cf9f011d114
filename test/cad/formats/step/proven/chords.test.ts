import { expect, test } from "vitest";
import { chordsOf } from "../../../../../src/cad/formats/step/proven/chords.ts";
import { Circle } from "../../../../../src/cad/geometry/circle.ts";
import { Ellipse } from "../../../../../src/cad/geometry/ellipse.ts";
import { Line } from "../../../../../src/cad/geometry/line.ts";

test("the chords of a circle are as long as those of an ellipse that is one", () => {
  const frame = Float64Array.of(1, 2, 3, 0.6, 0.8, 0, -0.8, 0.6, 0);
  for (const [first, last] of [[0, 2 * Math.PI], [-1, 0.3]]) {
    const sampled = chordsOf(new Ellipse(frame, 2.5, 2.5), first, last);
    expect(chordsOf(new Circle(frame, 2.5), first, last)).toBeCloseTo(sampled, 12);
  }
});

test("a line has its own length", () => {
  expect(chordsOf(new Line([1, 2, 3], [2, 3, 6]), 1, 3)).toBeCloseTo(14, 12);
});
