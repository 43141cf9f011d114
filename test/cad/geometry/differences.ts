/** Numerical derivatives to hold the analytic ones against. */
import type { Curve } from "../../../src/cad/geometry/curve.ts";
import type { SmoothCurve } from "../../../src/cad/geometry/smooth.ts";
import type { Surface } from "../../../src/cad/geometry/surface.ts";

/** The derivative of a vector function by central differences of the eighth order. */
export function derivative(f: (t: number) => number[], t: number, h: number): number[] {
  const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
  return f(t).map((_, i) =>
    weights.reduce((sum, w, k) => {
      const step = (k + 1) * h;
      return sum + w * (f(t + step)[i] - f(t - step)[i]) / h;
    }, 0)
  );
}

export function pointOf(curve: Curve, t: number): number[] {
  const out = new Float64Array(2 * curve.dimension);
  curve.d1(t, out);
  return [...out.subarray(0, curve.dimension)];
}

export function tangentOf(curve: Curve, t: number): number[] {
  const out = new Float64Array(2 * curve.dimension);
  curve.d1(t, out);
  return [...out.subarray(curve.dimension)];
}

/** The largest error of d1 and of derivatives 1 to 3 of `derive`, relative to their size. */
export function curveError(curve: Curve, t: number, h = 0.01): number {
  let worst = difference(tangentOf(curve, t), derivative((s) => pointOf(curve, s), t, h));
  if ("derive" in curve) {
    const smooth = curve as SmoothCurve;
    const n = curve.dimension;
    const order = (k: number) => (s: number) => {
      const out = new Float64Array(4 * n);
      smooth.derive(s, 3, out);
      return [...out.subarray(k * n, (k + 1) * n)];
    };
    worst = Math.max(worst, difference(order(0)(t), pointOf(curve, t)));
    for (let k = 1; k <= 3; k++) {
      worst = Math.max(worst, difference(order(k)(t), derivative(order(k - 1), t, h)));
    }
  }
  return worst;
}

export function surfacePoint(surface: Surface, u: number, v: number): number[] {
  return surfaceFirst(surface, u, v).slice(0, 3);
}

export function surfaceFirst(surface: Surface, u: number, v: number): number[] {
  const out = new Float64Array(9);
  surface.d1(u, v, out);
  return [...out];
}

/** The largest error of d1 (and of d2, where there is one), relative to the size. */
export function surfaceError(surface: Surface, u: number, v: number, h = 0.01): number {
  const first = surfaceFirst(surface, u, v);
  const byU = derivative((s) => surfaceFirst(surface, s, v), u, h);
  const byV = derivative((s) => surfaceFirst(surface, u, s), v, h);
  let worst = Math.max(
    difference(first.slice(3, 6), byU.slice(0, 3)),
    difference(first.slice(6, 9), byV.slice(0, 3)),
  );
  if ("d2" in surface && typeof surface.d2 === "function") {
    const out = new Float64Array(18);
    surface.d2(u, v, out);
    worst = Math.max(
      worst,
      difference([...out.subarray(0, 9)], first),
      difference([...out.subarray(9, 12)], byU.slice(3, 6)),
      difference([...out.subarray(12, 15)], byV.slice(3, 6)),
      difference([...out.subarray(15, 18)], byV.slice(6, 9)),
    );
  }
  return worst;
}

export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let square = 0, size = 1;
  for (let i = 0; i < a.length; i++) {
    square += (a[i] - b[i]) ** 2;
    size = Math.max(size, Math.abs(b[i]));
  }
  return Math.sqrt(square) / size;
}

/** A frame that is not aligned with anything: origin, x, y, z. */
export function skewFrame(): Float64Array {
  const x = [2 / 3, 2 / 3, 1 / 3], y = [-2 / 3, 1 / 3, 2 / 3], z = [1 / 3, -2 / 3, 2 / 3];
  return Float64Array.of(1.5, -2, 0.75, ...x, ...y, ...z);
}

/** A repeatable sequence of numbers in [-1, 1). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
