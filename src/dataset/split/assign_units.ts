/**
 * Divides samples that belong together into subsets, as near to the shares as that allows.
 *
 * @module
 */
import { exchangeUnits } from "./exchange_units.ts";
import { stratifyIteratively } from "./iterative_stratification.ts";
import { orderUnits } from "./rank_units.ts";
import { type HeldBefore, SubsetCounts } from "./subset_counts.ts";
import type { UnitTable } from "./unit_table.ts";

/** Passes over all units that look for a better subset for each; few are ever needed. */
const MOST_PASSES = 20;
/** A pass that gains less than this is the last, of few units one that gains nothing. */
const LEAST_GAIN = 1e-7;
/** Rounds of moves and exchanges; few are ever needed. */
const MOST_ROUNDS = 4;
/** Of at most so many units two beginnings are tried; of more, either comes out as well. */
const MOST_TWICE = 20_000;
/** Differences below this are rounding errors. */
const TINY = 1e-12;

/**
 * Chooses a subset for each unit: large units first, of equally large ones in an order by their
 * ranks, each goes where labels and sizes come nearest to their shares. Where samples have several
 * labels, {@linkcode stratifyIteratively} makes that choice; of few units both are tried, and the
 * better one is taken. Then units move, and change places, as
 * long as that brings them nearer ({@linkcode SubsetCounts}). No subset's size is off by more than
 * the largest unit, unless what was there before makes it so.
 *
 * @param units in any order: the result does not depend on it
 * @param shares the subsets' shares, whose sum is 1; a subset of share 0 gets nothing
 * @param before what the subsets hold already, with the labels that the units have
 * @returns the subset's index by unit
 */
export function assignUnits(
  units: UnitTable,
  shares: readonly number[],
  before: HeldBefore | null = null,
): Int32Array {
  const order = orderUnits(units);
  const several = hasSeveralLabels(units);
  const starts = several
    ? [stratifyIteratively]
    : units.count > MOST_TWICE
    ? [assignGreedily]
    : [assignGreedily, stratifyIteratively];
  let best: Int32Array = new Int32Array(units.count), least = Infinity;
  for (const start of starts) {
    const subsets = new SubsetCounts(units, shares, before);
    const assignment = start(units, order, subsets);
    moveUnits(units, order, subsets, assignment);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (!exchangeUnits(units, order, subsets, assignment)) break;
      moveUnits(units, order, subsets, assignment);
    }
    const distance = subsets.distance();
    if (distance < least - TINY) [best, least] = [assignment, distance];
  }
  return best;
}

/** Moves single units as long as that gains something; whether any were moved. */
function moveUnits(
  { count }: UnitTable,
  order: Uint32Array,
  subsets: SubsetCounts,
  assignment: Int32Array,
): boolean {
  let any = false;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let gained = 0;
    for (const unit of order) {
      const from = assignment[unit];
      const taking = subsets.change(unit, from, -1);
      let [to, gain] = [from, TINY];
      for (const subset of subsets.open) {
        if (subset === from) continue;
        const found = -taking - subsets.change(unit, subset, 1);
        if (found > gain + TINY) [to, gain] = [subset, found];
      }
      if (to === from) continue;
      subsets.put(unit, from, -1);
      subsets.put(unit, to, 1);
      assignment[unit] = to;
      gained += gain;
      any = true;
    }
    // The more units there are, the less is it worth to look at all of them for a little.
    if (gained < Math.min(LEAST_GAIN, count * TINY)) break;
  }
  return any;
}

function assignGreedily(
  units: UnitTable,
  order: Uint32Array,
  subsets: SubsetCounts,
): Int32Array {
  const assignment = new Int32Array(units.count);
  for (const unit of order) {
    let [best, least] = [subsets.open[0], Infinity];
    for (const subset of subsets.open) {
      const cost = subsets.change(unit, subset, 1);
      if (cost < least - TINY) [best, least] = [subset, cost];
    }
    assignment[unit] = best;
    subsets.put(unit, best, 1);
  }
  return assignment;
}

/** Whether some unit has more labels than samples: then a sample has several. */
function hasSeveralLabels({ count, sizes, starts, counts }: UnitTable): boolean {
  for (let u = 0; u < count; u++) {
    let sum = 0;
    for (let i = starts[u]; i < starts[u + 1]; i++) sum += counts[i];
    if (sum > sizes[u]) return true;
  }
  return false;
}
