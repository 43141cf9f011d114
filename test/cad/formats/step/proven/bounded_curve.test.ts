import { expect, test } from "vitest";
import { trimmedPiece } from "../../../../../src/cad/formats/step/proven/bounded_curve.ts";
import { NurbsCurve } from "../../../../../src/cad/geometry/nurbs/nurbs_curve.ts";
import { Parabola } from "../../../../../src/cad/geometry/parabola.ts";
import type { SmoothCurve } from "../../../../../src/cad/geometry/smooth.ts";
import { reasonThrown } from "./read_text.ts";

/** A triangle from the origin on: it ends where it begins, and is not periodic. */
const triangle = new NurbsCurve({
  dimension: 3,
  degree: 1,
  knots: Float64Array.of(0, 0, 1, 2, 3, 3),
  poles: Float64Array.of(0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0),
  weights: null,
});
const UNITS = { angle: 1, line: 1, turned: 0 };
const at = (parameter: number | null, point: number | null = null) => ({ parameter, point });
const origin = () => [0, 0, 0];
type TrimAt = ReturnType<typeof at>;
const trimmed = (from: TrimAt, to: TrimAt, along = true, curve: SmoothCurve = triangle) =>
  trimmedPiece(curve, [from, to], along, UNITS, origin, 1e-6, 9);

test("where a curve meets itself the parameter says which place is meant", () => {
  expect(trimmed(at(0, 1), at(3, 1))).toMatchObject({ first: 0, last: 3 });
  expect(trimmed(at(1), at(3, 1))).toMatchObject({ first: 1, last: 3 });
});

test("against its sense a curve runs from the one trim back to the other", () => {
  const { curve, first, last } = trimmed(at(2), at(0.5), false), p = new Float64Array(6);
  curve.d1(first, p);
  expect([p[0], p[1]]).toEqual([0, 3]);
  curve.d1(last, p);
  expect([p[0], p[1]]).toEqual([2, 0]);
});

test("trims beyond the ends, against the sense and of unknown parameters are refused", () => {
  const reason = (...trims: Parameters<typeof trimmed>) => reasonThrown(() => trimmed(...trims));
  expect(reason(at(0), at(3.1))).toBe("a curve that is trimmed beyond its ends");
  expect(reason(at(-0.1), at(1))).toBe("a curve that is trimmed beyond its ends");
  expect(reason(at(2), at(1))).toBe("a curve that is trimmed against its sense");
  const parabola = new Parabola(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0), 1);
  expect(reason(at(0), at(1), true, parabola)).toBe("a trim by a parameter that is not read");
});
