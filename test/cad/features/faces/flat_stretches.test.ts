import { expect, test } from "vitest";
import { areaForm } from "../../../../src/cad/features/faces/area_forms.ts";
import { FlatStretches } from "../../../../src/cad/features/faces/flat_stretches.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import type { Trimming } from "../../../../src/cad/geometry/trimming/trimming.ts";
import type { TrimCurve } from "../../../../src/cad/geometry/trimming/trimming_image.ts";
import { skewFrame } from "../../geometry/differences.ts";

const plane = new Plane(skewFrame()), reference = [0.3, -7, 2.25] as const;
const box = { u0: -3, u1: 4, v0: -1.7, v1: 9 };
const trim: TrimCurve = {
  curve: new Line([0.1, 0.7], [1.3, -0.37]),
  edge: 0,
  first: 0,
  last: 2,
  reversed: false,
  shiftU: 0,
  shiftV: 0,
  startTolerance: 0,
  endTolerance: 0,
};
const TIMES = Float64Array.of(0.1, 0.77, 1.3), COUNT = TIMES.length;

test("a line on a plane adds to the last bit what the form of areas says", () => {
  const trimming: Trimming = { curves: [], pieces: [], box, tolerance: 0 };
  const form = areaForm(plane, trimming, Float64Array.from(reference), 9);
  const flat = new FlatStretches(plane, box.v0, reference);
  for (const own of [trim, { ...trim, reversed: true }, { ...trim, shiftU: 0.3, shiftV: -11 }]) {
    const out = new Float64Array(4 * COUNT), one = new Float64Array(4), uv = new Float64Array(4);
    expect(flat.write(own, TIMES, COUNT, out)).toBe(true);
    const expected = [...TIMES].flatMap((t) => {
      own.curve.d1(t, uv);
      form.inner(uv[0] + own.shiftU, uv[1] + own.shiftV, one);
      return [...one].map((x) => x * (own.reversed ? -uv[2] : uv[2]));
    });
    expect([...out]).toEqual(expected);
  }
  expect(flat.density).toBe(form.peak());
});

test("other curves are left to the form", () => {
  const curve = new Circle(Float64Array.of(0, 0, 1, 0, 0, 1), 2);
  const out = new Float64Array(4 * COUNT).fill(7);
  expect(new FlatStretches(plane, 0, reference).write({ ...trim, curve }, TIMES, COUNT, out))
    .toBe(false);
  expect([...out]).toEqual(new Array(4 * COUNT).fill(7));
});
