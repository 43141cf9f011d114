/**
 * Bins of numbers: where their edges are and how many values fall into each.
 *
 * @module
 */

/** More bins than this say less than fewer, whatever a rule asks for. */
const MOST_BINS = 100;

/**
 * Chooses the edges of equally wide bins as numpy's `"auto"` does: by the finer of the rules of
 * Sturges (`log2(n) + 1` bins) and of Freedman and Diaconis (width `2 IQR / n^(1/3)`, but at most
 * `2 sqrt(n)` bins). Integers never get bins narrower than 1. At most 100 bins.
 *
 * @param values finite numbers, in any order
 * @param count the number of bins, null for the rule
 * @returns `bins + 1` ascending edges; one bin of width 1 where all values are equal, none where
 *   there is no value
 */
export function binEdges(values: ArrayLike<number>, count: number | null = null): Float64Array {
  if (values.length === 0) return new Float64Array(0);
  const sorted = Float64Array.from(values).sort();
  let [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const bins = count ?? automaticCount(sorted, high - low);
  // Computed from both ends, so that the last edge is exactly the largest value.
  return Float64Array.from(
    { length: bins + 1 },
    (_, i) => i === bins ? high : low + (high - low) * (i / bins),
  );
}

/**
 * Finds the bin of a value: the half-open interval `[edge, next edge)` that holds it, the last
 * interval closed at both ends.
 *
 * @param edges ascending
 * @returns the bin's index, or -1 where the value is outside or NaN
 */
export function binOf(value: number, edges: ArrayLike<number>): number {
  const last = edges.length - 1;
  if (last < 1 || !(value >= edges[0] && value <= edges[last])) return -1;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= edges[middle]) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Chooses edges between which about equally many values lie; equal values stay together, so there
 * may be fewer bins than asked for.
 *
 * @param values finite numbers, in any order
 */
export function quantileEdges(values: ArrayLike<number>, count: number): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const edges = Array.from({ length: count + 1 }, (_, i) => quantile(sorted, i / count));
  const distinct = edges.filter((edge, i) => i === 0 || edge > edges[i - 1]);
  return Float64Array.from(distinct.length === 1 ? [distinct[0], distinct[0]] : distinct);
}

function automaticCount(sorted: Float64Array, range: number): number {
  const n = sorted.length;
  const sturges = range / (Math.log2(n) + 1);
  const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const freedmanDiaconis = Math.max((2 * iqr) / Math.cbrt(n), range / Math.sqrt(n) / 2);
  let width = Math.min(freedmanDiaconis, sturges);
  if (width < 1 && sorted.every(Number.isInteger)) width = 1;
  return Math.min(MOST_BINS, Math.max(1, Math.ceil(range / width)));
}

/** A quantile with linear interpolation between the two nearest values. */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
