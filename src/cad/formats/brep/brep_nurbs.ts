/**
 * Poles, weights and knots of B-Rep texts.
 *
 * @module
 */
import { flatKnots, MAX_DEGREE, unrolledKnots } from "../../geometry/nurbs/nurbs_basis.ts";
import type { BrepScanner } from "./brep_scanner.ts";

/** Poles and their weights, in the order of the text. */
interface PoleNet {
  readonly poles: Float64Array;
  readonly weights: Float64Array | null;
}

/** One direction of a B-spline. */
interface KnotSequence {
  /** Flat knots, unrolled where the direction is periodic. */
  readonly knots: Float64Array;
  /** The number of basis functions: that of the poles, and of wrapped ones. */
  readonly count: number;
}

/** Takes a degree. */
export function readDegree(scanner: BrepScanner): number {
  const degree = scanner.index(MAX_DEGREE, "a degree");
  if (degree === 0) scanner.fail("poles of a degree of at least 1 before it");
  return degree;
}

/** Takes poles of 2 or 3 numbers, each with its weight behind it where `rational`. */
export function readPoles(
  scanner: BrepScanner,
  count: number,
  dimension: 2 | 3,
  rational: boolean,
): PoleNet {
  const poles = new Float64Array(count * dimension);
  if (!rational) {
    for (let i = 0; i < poles.length; i++) poles[i] = scanner.real();
    return { poles, weights: null };
  }
  const weights = new Float64Array(count);
  let equal = true;
  for (let i = 0, at = 0; i < count; i++) {
    for (let d = 0; d < dimension; d++) poles[at++] = scanner.real();
    weights[i] = scanner.real();
    if (!(weights[i] > 0)) scanner.fail("a positive weight before it");
    if (weights[i] !== weights[0]) equal = false;
  }
  return { poles, weights: equal ? null : weights };
}

/** Takes distinct knots with multiplicities. */
export function readKnots(
  scanner: BrepScanner,
  knotCount: number,
  degree: number,
  poleCount: number,
  periodic: boolean,
): KnotSequence {
  const knots: number[] = [], multiplicities: number[] = [];
  for (let i = 0; i < knotCount; i++) {
    knots.push(scanner.real());
    if (i > 0 && !(knots[i] > knots[i - 1])) scanner.fail("knots in ascending order before it");
    multiplicities.push(scanner.index(degree + 1, "a multiplicity"));
    if (multiplicities[i] === 0) scanner.fail("a multiplicity of at least 1 before it");
  }
  if (knotCount < 2) scanner.fail("at least two knots before it");
  const last = multiplicities[knotCount - 1];
  const functions = multiplicities.reduce((sum, m) => sum + m, 0) -
    (periodic ? last : degree + 1);
  if (functions !== poleCount || (periodic && multiplicities[0] !== last)) {
    scanner.fail(`multiplicities that suit ${poleCount} poles of degree ${degree} before it`);
  }
  const flat = periodic
    ? unrolledKnots(knots, multiplicities, degree)
    : Float64Array.from(flatKnots(knots, multiplicities));
  return { knots: flat, count: flat.length - degree - 1 };
}

/** The knots of a Bezier curve over [0, 1]. */
export function bezierKnots(degree: number): Float64Array {
  return new Float64Array(2 * degree + 2).fill(1, degree + 1);
}

/**
 * Repeats poles so that they suit unrolled knots: pole i of a periodic direction is pole i mod n.
 *
 * @param values `size` numbers a pole, `rows` x `columns` poles
 */
export function wrapPoles(
  values: Float64Array,
  size: number,
  rows: number,
  columns: number,
  wrappedRows: number,
  wrappedColumns: number,
): Float64Array {
  if (rows === wrappedRows && columns === wrappedColumns) return values;
  const out = new Float64Array(wrappedRows * wrappedColumns * size);
  let at = 0;
  for (let i = 0; i < wrappedRows; i++) {
    for (let j = 0; j < wrappedColumns; j++, at += size) {
      const from = size * ((i % rows) * columns + j % columns);
      for (let d = 0; d < size; d++) out[at + d] = values[from + d];
    }
  }
  return out;
}
