import { describe, expect, test } from "vitest";
import { Quadrature } from "../../../../src/cad/geometry/quadrature/quadrature.ts";
import {
  legendreIntegrals,
  legendreRule,
} from "../../../../src/cad/geometry/quadrature/quadrature_legendre.ts";

function integrate(f: (t: number) => number, from: number, to: number, pieces = 1) {
  const out = new Float64Array(1);
  const list = Array.from({ length: pieces }, (_, i) => ({
    from: from + (to - from) * i / pieces,
    to: from + (to - from) * (i + 1) / pieces,
    id: i,
  }));
  const report = new Quadrature(1, { relative: 1e-10 }).integrate(list, (_id, t, value) => {
    value[0] = f(t);
  }, out);
  return { value: out[0], ...report };
}

describe("Quadrature", () => {
  test("is exact for polynomials: of degree 22 on one piece, of degree 10 on many", () => {
    expect(integrate((t) => 23 * t ** 22, 0, 1).value).toBeCloseTo(1, 14);
    expect(integrate((t) => 11 * t ** 10, 0, 3, 30).value / 3 ** 11).toBeCloseTo(1, 13);
  });

  test("refines around a kink, a root and a peak until the error is small", () => {
    const kink = integrate((t) => Math.abs(t - 1 / 3), 0, 1);
    expect(kink.converged).toBe(true);
    expect(Math.abs(kink.value - 5 / 18)).toBeLessThan(1e-10);
    expect(Math.abs(integrate(Math.sqrt, 0, 1).value - 2 / 3)).toBeLessThan(1e-9);
    const peak = integrate((t) => 1 / (1e-6 + (t - 0.4321) ** 2), 0, 1);
    const exact = 1e3 * (Math.atan(567.9) + Math.atan(432.1));
    expect(Math.abs(peak.value / exact - 1)).toBeLessThan(1e-9);
  });

  test("says when it does not converge", () => {
    expect(integrate((t) => 1 / t, 0, 1).converged).toBe(false);
    expect(integrate(() => NaN, 0, 1).converged).toBe(false);
  });

  test("asks for many values at once what it asks for one by one", () => {
    const pieces = [{ from: 0, to: 1, id: 3 }, { from: 1, to: 4, id: 5, plain: true }];
    const f = (id: number, t: number) => [id * t ** 3, 1 / (t + 0.01)];
    const out = new Float64Array(2), other = new Float64Array(2);
    const quadrature = new Quadrature(2);
    quadrature.integrate(pieces, (id, t, value) => value.set(f(id, t)), out);
    quadrature.integrateSamples(pieces, (id, t, count, values) => {
      for (let k = 0; k < count; k++) values.set(f(id, t[k]), 2 * k);
    }, other);
    expect([...other]).toEqual([...out]);
    expect(Math.abs(out[0] / (3 / 4 + 5 * 255 / 4) - 1)).toBeLessThan(1e-14);
    expect(Math.abs(out[1] / Math.log(4.01 / 0.01) - 1)).toBeLessThan(1e-9);
  });

  test("measures each component against its own scale and tells the pieces apart", () => {
    const out = new Float64Array(2);
    const seen = new Set<number>();
    const quadrature = new Quadrature(2);
    quadrature.integrate([{ from: 0, to: 1, id: 7 }, { from: 2, to: 1, id: 9 }], (id, t, value) => {
      seen.add(id);
      value[0] = t;
      value[1] = id;
    }, out);
    expect([...seen]).toEqual([7, 9]);
    // The second piece runs backwards.
    expect(out[0]).toBeCloseTo(0.5 - 1.5, 14);
    expect(out[1]).toBeCloseTo(7 - 9, 14);
    expect(quadrature.integrate([], () => {}, out).converged).toBe(true);
    expect(Array.from(out)).toEqual([0, 0]);
  });
});

describe("Legendre rules", () => {
  test("integrate polynomials of twice their order and give a polynomial's coefficients", () => {
    for (const n of [5, 9, 14]) {
      const { nodes, weights, transform } = legendreRule(n);
      const sum = (f: (x: number) => number) =>
        nodes.reduce((total, x, k) => total + weights[k] * f(x), 0);
      expect(sum((x) => x ** (2 * n - 2))).toBeCloseTo(2 / (2 * n - 1), 13);
      // (5 x^3 - 3 x) / 2 is P_3.
      const c = Array.from(
        { length: n },
        (_, m) => nodes.reduce((t, x, k) => t + transform[m * n + k] * (5 * x ** 3 - 3 * x) / 2, 0),
      );
      c.forEach((value, m) => expect(value).toBeCloseTo(m === 3 ? 1 : 0, 12));
    }
  });

  test("are integrated in closed form", () => {
    const out = new Float64Array(6), x = 0.3;
    legendreIntegrals(x, 4, out);
    const expected = [
      x + 1,
      (x ** 2 - 1) / 2,
      (x ** 3 - x) / 2,
      (5 * x ** 4 - 6 * x ** 2 + 1) / 8,
    ];
    expected.forEach((value, n) => expect(out[n]).toBeCloseTo(value, 14));
  });
});
