import { expect, test } from "vitest";
import { leastRectangle } from "../../../../src/cad/features/bodies/least_rectangle.ts";
import { createRandomStream } from "../../../../src/cad/random_stream.ts";

const AXES = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);

test("the least rectangle around random points is that of trying every side", () => {
  for (let seed = 0; seed < 50; seed++) {
    const { next } = createRandomStream(seed), count = 3 + seed;
    const points = Float64Array.from({ length: 3 * count }, () => next());
    const { area, angle, height } = leastRectangle(points, AXES);
    const around = (turn: number) => {
      const c = Math.cos(turn), s = Math.sin(turn);
      const [x, y] = [[c, s], [-s, c]].map(([a, b]) => {
        const all = Array.from(
          { length: count },
          (_, i) => a * points[3 * i] + b * points[3 * i + 1],
        );
        return Math.max(...all) - Math.min(...all);
      });
      return x * y;
    };
    let least = Infinity;
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const dx = points[3 * i] - points[3 * j], dy = points[3 * i + 1] - points[3 * j + 1];
        least = Math.min(least, around(Math.atan2(dy, dx)));
      }
    }
    // Among lines through any two points are the hull's sides; no other turn gives less.
    expect(area).toBeCloseTo(least, 9);
    expect(around(angle)).toBeCloseTo(area, 9);
    const heights = Array.from({ length: count }, (_, i) => points[3 * i + 2]);
    expect(height).toBeCloseTo(Math.max(...heights) - Math.min(...heights), 12);
  }
});

test("of a line and of a point it has no area", () => {
  expect(leastRectangle(Float64Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2), AXES).area).toBeCloseTo(0, 12);
  expect(leastRectangle(Float64Array.of(1, 2, 3), AXES)).toEqual({ angle: 0, area: 0, height: 0 });
});
