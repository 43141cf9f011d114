/**
 * Divides samples that belong together into subsets, as near to the shares as that allows.
 *
 * @module
 */
import { createRandom } from "./random.ts";

/** Samples that stay together. */
export interface SplitUnit {
  /** What orders units, whatever the order of the samples: the same on every machine. */
  readonly key: string;
  /** The class of each of its samples. */
  readonly labels: readonly string[];
}

/** How many samples of each class each subset has: `counts.get(class)[subset]`. */
export type ClassCounts = Map<string, number[]>;

/** Passes over all units that look for a better subset for each; few are ever needed. */
const MOST_PASSES = 20;

/**
 * Chooses a subset for each unit: large units first, of equally large ones in an order by the
 * seed, each goes where classes and sizes come nearest to their shares; then single units move as
 * long as that brings them nearer. Sizes weigh as much as all classes together.
 *
 * @param units in any order: the result does not depend on it
 * @param shares the subsets' shares, whose sum is 1; a subset of share 0 gets nothing
 * @param before the samples that have a subset already; their places count, and stay
 * @returns the subset's index by unit
 */
export function assignUnits(
  units: readonly SplitUnit[],
  shares: readonly number[],
  seed: number,
  before: ClassCounts = new Map(),
): number[] {
  const counts: ClassCounts = new Map([...before].map(([label, row]) => [label, [...row]]));
  const totals = new Map([...counts].map(([label, row]) => [label, sum(row)]));
  for (const label of units.flatMap(({ labels }) => labels)) {
    totals.set(label, (totals.get(label) ?? 0) + 1);
    if (!counts.has(label)) counts.set(label, shares.map(() => 0));
  }
  const all = sum([...totals.values()]);
  const sizes = shares.map((_, s) => sum([...counts.values()].map((row) => row[s])));
  const tallies = units.map(({ labels }) => tally(labels));
  const open = shares.flatMap((share, s) => share > 0 ? [s] : []);

  /** What adding (or, of a negative sign, taking) a unit does to the distance from the shares. */
  const costOf = (unit: number, subset: number, sign: 1 | -1): number => {
    let cost = change(sizes[subset], sign * units[unit].labels.length, shares[subset] * all) / all;
    for (const [label, count] of tallies[unit]) {
      const total = totals.get(label)!;
      const classCost = change(counts.get(label)![subset], sign * count, shares[subset] * total);
      cost += classCost / (total * totals.size);
    }
    return cost;
  };
  const put = (unit: number, subset: number, sign: 1 | -1) => {
    sizes[subset] += sign * units[unit].labels.length;
    for (const [label, count] of tallies[unit]) counts.get(label)![subset] += sign * count;
  };
  const best = (unit: number) => {
    let [found, least] = [open[0], Infinity];
    for (const subset of open) {
      const cost = costOf(unit, subset, 1);
      if (cost < least - TINY) [found, least] = [subset, cost];
    }
    return found;
  };

  const order = orderOf(units, seed);
  const assignment = new Array<number>(units.length).fill(-1);
  for (const unit of order) {
    assignment[unit] = best(unit);
    put(unit, assignment[unit], 1);
  }
  for (let pass = 0, moved = true; moved && pass < MOST_PASSES; pass++) {
    moved = false;
    for (const unit of order) {
      const from = assignment[unit];
      put(unit, from, -1);
      const to = best(unit);
      const gains = costOf(unit, to, 1) < costOf(unit, from, 1) - TINY;
      if (gains) moved = true;
      assignment[unit] = gains ? to : from;
      put(unit, assignment[unit], 1);
    }
  }
  return assignment;
}

/** Differences below this are rounding errors. */
const TINY = 1e-9;

function change(count: number, added: number, target: number): number {
  return (count + added - target) ** 2 - (count - target) ** 2;
}

function orderOf(units: readonly SplitUnit[], seed: number): number[] {
  const byKey = units.map((_, u) => u).sort((a, b) =>
    units[a].key < units[b].key ? -1 : units[a].key > units[b].key ? 1 : a - b
  );
  return createRandom(seed).shuffle(byKey)
    .sort((a, b) => units[b].labels.length - units[a].labels.length);
}

function tally(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
