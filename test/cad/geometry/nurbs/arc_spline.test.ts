import { expect, test } from "vitest";
import { arcSpline } from "../../../../src/cad/geometry/nurbs/arc_spline.ts";
import { curveError, pointOf } from "../differences.ts";

const FRAME = Float64Array.of(5, 0, 0, 1, 0, 0, 0, 0, 1);

/** Poles and weights that OpenCascade's kernel gives the seam of a torus. */
const POLES = [
  [7, 0],
  [7, 0.16701487329878584],
  [6.983277667282898, 0.33360991861111855],
  [6.949969130159512, 0.4979088640166421],
  [6.900431011107926, 0.6580637167920071],
  [6.835236319366929, 0.8122817368250624],
  [6.7551651237807455, 0.958851077208406],
];
const WEIGHTS = [1.0031305879549828, 1.001039172231505, 0.9997913122369804, 0.9993764695101282];

test("an arc is the kernel's", () => {
  const arc = arcSpline(FRAME, 2, 0, 0.5);
  POLES.forEach(([x, z], i) => {
    [x, 0, z].forEach((value, d) => expect(arc.poles[3 * i + d]).toBeCloseTo(value, 12));
    expect(arc.weights![i]).toBeCloseTo(WEIGHTS[Math.min(i, 6 - i)], 12);
  });
});

test.each([[0, 1e-7], [-1, 1.2], [1, 3], [0, 3.1]])("from %f to %f it is on its circle", (a, b) => {
  const arc = arcSpline(FRAME, 2, a, b);
  for (let i = 0; i <= 20; i++) {
    const t = a + (b - a) * i / 20, [x, y, z] = pointOf(arc, t);
    expect(Math.hypot(x - 5, z)).toBeCloseTo(2, 12);
    expect(y).toBe(0);
    // The angle is the parameter, all but.
    expect(Math.atan2(z, x - 5)).toBeCloseTo(t, 3);
  }
  if (b - a > 0.1) expect(curveError(arc, (a + b) / 2)).toBeLessThan(1e-6);
});
