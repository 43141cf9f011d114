/**
 * How an axis is divided so that most values do not fall into one bin.
 *
 * @module
 */
import { binEdges, quantileEdges } from "../statistics/bins.ts";

/** How an axis is divided. */
interface AxisScale {
  /**
   * `linear`: equally wide bins. `log`: bins of equal ratio, for positive values with a long tail.
   * `quantile`: bins of equally many values, for a long tail on values that have no logarithm.
   */
  readonly kind: "linear" | "log" | "quantile";
  /** The edges of the bins, ascending. */
  readonly edges: readonly number[];
}

/**
 * The tail is long where the outer hundredth lies this many times as far out as the middle half.
 */
const LONG_TAIL = 12;
const BINS = 30;

/**
 * Chooses how an axis is divided.
 *
 * @param values finite numbers, in any order
 * @param count bins, null for the usual number
 */
export function axisScale(values: Float64Array, count: number | null = null): AxisScale {
  const sorted = values.slice().sort();
  if (sorted.length < 8 || !hasLongTail(sorted)) {
    return { kind: "linear", edges: Array.from(binEdges(values, count)) };
  }
  const bins = count ?? BINS;
  if (sorted[0] <= 0) return { kind: "quantile", edges: Array.from(quantileEdges(values, bins)) };
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const edges = Array.from({ length: bins + 1 }, (_, i) => low * (high / low) ** (i / bins));
  // Rounding must not leave the smallest or largest value outside.
  edges[0] = low;
  edges[bins] = high;
  return { kind: "log", edges };
}

function hasLongTail(sorted: Float64Array): boolean {
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const middle = at(0.75) - at(0.25);
  const range = sorted[sorted.length - 1] - sorted[0];
  return range > 0 &&
    (middle === 0 ? at(0.5) > 0 && range > LONG_TAIL * at(0.5) : range > LONG_TAIL * middle);
}
