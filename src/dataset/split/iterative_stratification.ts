/** A first division of samples that have several labels each. @module */
import type { SubsetCounts } from "./subset_counts.ts";
import type { UnitTable } from "./unit_table.ts";

/**
 * Iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label
 * Data", ECML PKDD 2011), of units in place of samples: the label with the fewest samples left is
 * divided first, each of its units into the subset that lacks most of that label; of several, the
 * one that lacks most samples. Units without a label go where samples are lacking.
 *
 * @param order the order in which the units of a label are taken
 * @returns the subset's index by unit; the units are put there
 */
export function stratifyIteratively(
  units: UnitTable,
  order: Uint32Array,
  subsets: SubsetCounts,
): Int32Array {
  const { starts, labels, counts, labelCount } = units;
  const left = new Float64Array(labelCount);
  const unitsOf: number[][] = Array.from({ length: labelCount }, () => []);
  for (const unit of order) {
    for (let i = starts[unit]; i < starts[unit + 1]; i++) {
      left[labels[i]] += counts[i];
      unitsOf[labels[i]].push(unit);
    }
  }
  const assignment = new Int32Array(units.count).fill(-1);
  const assign = (unit: number, label: number | null) => {
    if (assignment[unit] >= 0) return;
    let best = subsets.open[0];
    for (const subset of subsets.open) if (lacksMore(subset, best, label)) best = subset;
    assignment[unit] = best;
    subsets.put(unit, best, 1);
    for (let i = starts[unit]; i < starts[unit + 1]; i++) left[labels[i]] -= counts[i];
  };
  const lacksMore = (a: number, b: number, label: number | null) => {
    const own = label === null ? 0 : subsets.lacksOf(label, a) - subsets.lacksOf(label, b);
    if (Math.abs(own) > TINY) return own > 0;
    return subsets.lacks(a) > subsets.lacks(b) + TINY;
  };
  for (;;) {
    let rarest = -1;
    for (let l = 0; l < labelCount; l++) {
      if (left[l] > 0 && (rarest < 0 || left[l] < left[rarest])) rarest = l;
    }
    if (rarest < 0) break;
    for (const unit of unitsOf[rarest]) assign(unit, rarest);
  }
  for (const unit of order) assign(unit, null);
  return assignment;
}

/** Differences below this are rounding errors. */
const TINY = 1e-9;
