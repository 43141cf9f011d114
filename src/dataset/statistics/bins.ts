/**
 * Bins of numbers: where their edges are and how many values fall into each.
 *
 * @module
 */

/** More bins than this say less than fewer, whatever a rule asks for. */
const MOST_BINS = 100;
/** Bins that may be asked for: with millions a chart is megabytes, and takes minutes. */
export const MOST_ASKED_BINS = 10_000;

/** Whether it is a number of bins that may be asked for. */
export function isBinCount(bins: unknown): bins is number {
  return Number.isInteger(bins) && Number(bins) >= 1 && Number(bins) <= MOST_ASKED_BINS;
}

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
  let [low, high] = extent(values);
  const bins = count ?? (low === high ? 1 : automaticCount(values, low, high));
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
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
 * What finds the bin of a value as {@linkcode binOf} does, where bins are equally wide: by
 * division, which rounding leaves at most one bin beside the right one.
 */
export function equalBinOf(edges: ArrayLike<number>): (value: number) => number {
  const last = edges.length - 1;
  const [low, high] = [edges[0], edges[last]];
  const perWidth = last / (high - low);
  if (last < 1 || !Number.isFinite(perWidth)) return (value) => binOf(value, edges);
  return (value) => {
    if (!(value >= low && value <= high)) return -1;
    let bin = Math.min(last - 1, Math.floor((value - low) * perWidth));
    if (value < edges[bin]) bin--;
    else if (bin < last - 1 && value >= edges[bin + 1]) bin++;
    return bin;
  };
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

/** The least and the greatest of some numbers. */
function extent(values: ArrayLike<number>): [number, number] {
  let low = values[0], high = values[0];
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return [low, high];
}

function automaticCount(values: ArrayLike<number>, low: number, high: number): number {
  const n = values.length, range = high - low;
  const sturges = range / (Math.log2(n) + 1);
  const [first, third] = [0.25, 0.75].map((share) => quantileOf(values, share, low, high));
  const iqr = third - first;
  const freedmanDiaconis = Math.max((2 * iqr) / Math.cbrt(n), range / Math.sqrt(n) / 2);
  let width = Math.min(freedmanDiaconis, sturges);
  if (width < 1 && Array.prototype.every.call(values, Number.isInteger)) width = 1;
  return Math.min(MOST_BINS, Math.max(1, Math.ceil(range / width)));
}

/** Intervals that values are counted in to find one by its rank. */
const INTERVALS = 1 << 16;

/**
 * The quantile of numbers in any order, as {@linkcode quantile} has it. Only the values near it are
 * sorted: millions are counted by interval first.
 */
function quantileOf(
  values: ArrayLike<number>,
  share: number,
  low: number,
  high: number,
): number {
  const n = values.length;
  const scale = (INTERVALS - 1) / (high - low);
  if (n < INTERVALS || !Number.isFinite(scale)) {
    return quantile(Float64Array.from(values).sort(), share);
  }
  const counts = new Uint32Array(INTERVALS);
  for (let i = 0; i < n; i++) counts[(values[i] - low) * scale | 0]++;
  const position = share * (n - 1);
  const below = Math.floor(position);
  // The intervals in which the values of both ranks are, and how many values lie before them.
  let [before, from] = [0, 0];
  while (before + counts[from] <= below) before += counts[from++];
  let [until, sum] = [from, before + counts[from]];
  while (sum <= Math.min(below + 1, n - 1)) sum += counts[++until];
  const near = new Float64Array(sum - before);
  for (let i = 0, at = 0; i < n; i++) {
    const interval = (values[i] - low) * scale | 0;
    if (interval >= from && interval <= until) near[at++] = values[i];
  }
  near.sort();
  const first = near[below - before];
  const second = near[Math.min(below + 1, n - 1) - before];
  return first + (second - first) * (position - below);
}

/** A quantile with linear interpolation between the two nearest values. */
export function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
