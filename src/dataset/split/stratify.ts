/**
 * Stratified splits: every class is divided in the same shares.
 *
 * @module
 */
import { createRandom, type Random } from "./random.ts";

/** The members of a class by subset: `counts[subset]`. */
interface Stratum {
  /** The class. */
  readonly label: string | number;
  /** How many samples it has. */
  readonly size: number;
  /** How many of them are in each subset. */
  readonly counts: readonly number[];
}

/** A split: which subset each sample is in, and how the classes were divided. */
interface Stratification {
  /** The subset's index by sample. */
  readonly assignment: Uint8Array;
  /** How many samples are in each subset. */
  readonly sizes: readonly number[];
  /** The classes: numbers ascending, then texts in code point order. */
  readonly strata: readonly Stratum[];
}

/**
 * Divides samples into subsets, every class in the given shares.
 *
 * The subsets' sizes are the shares of all samples rounded by largest remainders, so they are
 * exact. Each class is within one sample of its share in every subset. Classes too small to be in
 * each subset are spread so that the sizes come out right; which of them goes where is random.
 * The result depends on labels, shares and seed alone: classes are taken in the order of their
 * labels, and one generator ({@linkcode createRandom}) shuffles the order in which the classes
 * are rounded, then each class's members in turn.
 *
 * @param labels the class of each sample
 * @param shares the subsets' shares, whose sum is 1
 */
export function stratify(
  labels: readonly (string | number)[] | Int32Array,
  shares: readonly number[],
  seed: number,
): Stratification {
  const random = createRandom(seed);
  const classes = membersByClass(labels);
  const sizes = roundToSum(shares.map((share) => share * labels.length), labels.length);
  const counts = roundClasses(classes.map(([, members]) => members.length), shares, sizes, random);

  const assignment = new Uint8Array(labels.length);
  classes.forEach(([, members], c) => {
    random.shuffle(members);
    let next = 0;
    counts[c].forEach((count, subset) => {
      for (let i = 0; i < count; i++) assignment[members[next++]] = subset;
    });
  });
  const strata = classes.map(([label, members], c) => ({
    label,
    size: members.length,
    counts: counts[c],
  }));
  return { assignment, sizes, strata };
}

/**
 * Rounds numbers to integers with a given sum by largest remainders; of equal remainders the
 * first is rounded up.
 *
 * @param quotas numbers whose sum is `sum` (up to rounding errors)
 */
export function roundToSum(quotas: readonly number[], sum: number): number[] {
  const floors = quotas.map(floorOf);
  const left = sum - floors.reduce((a, b) => a + b, 0);
  const byRemainder = quotas.map((_, i) => i).sort((a, b) =>
    compareRemainders(quotas[b] - floors[b], quotas[a] - floors[a]) || a - b
  );
  for (const i of byRemainder.slice(0, left)) floors[i]++;
  return floors;
}

/** The members of each class, in the order of the classes. */
function membersByClass(
  labels: readonly (string | number)[] | Int32Array,
): [string | number, number[] | Uint32Array][] {
  if (labels instanceof Int32Array) return membersByNumber(labels);
  const classes = new Map<string | number, number[]>();
  labels.forEach((label, sample) => {
    const members = classes.get(label);
    if (members === undefined) classes.set(label, [sample]);
    else members.push(sample);
  });
  return [...classes].sort(([a], [b]) => compareLabels(a, b));
}

/** The same of numbers from 0 on. */
function membersByNumber(labels: Int32Array): [number, Uint32Array][] {
  const sizes: number[] = [];
  for (let s = 0; s < labels.length; s++) sizes[labels[s]] = (sizes[labels[s]] ?? 0) + 1;
  const members = sizes.map((size) => new Uint32Array(size));
  sizes.fill(0);
  for (let s = 0; s < labels.length; s++) members[labels[s]][sizes[labels[s]]++] = s;
  return [...members.entries()].filter(([, own]) => own !== undefined);
}

/** The order of classes: numbers ascending, then texts in code point order. */
export function compareLabels(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Rounds each class's quotas so that a class's counts sum to its size and a subset's counts to
 * the subset's size: controlled rounding of a matrix, greedily with running deficits, repaired
 * and improved by moving single seats.
 */
function roundClasses(
  classSizes: readonly number[],
  shares: readonly number[],
  sizes: readonly number[],
  random: Random,
): number[][] {
  const quotas = classSizes.map((size) => shares.map((share) => share * size));
  const counts = quotas.map((row) => row.map(floorOf));
  const order = random.shuffle(classSizes.map((_, c) => c));
  // What each subset should have had of the classes so far, less what it got.
  const deficit = shares.map(() => 0);
  for (const c of order) {
    quotas[c].forEach((quota, s) => deficit[s] += quota - counts[c][s]);
    let left = classSizes[c] - counts[c].reduce((a, b) => a + b, 0);
    const open = shares.map((_, s) => s).filter((s) => quotas[c][s] - counts[c][s] > TINY);
    open.sort((a, b) => compareRemainders(deficit[b], deficit[a]) || a - b);
    for (const s of open.slice(0, left)) {
      counts[c][s]++;
      deficit[s]--;
      left--;
    }
  }
  balance(quotas, counts, sizes, order);
  refine(quotas, counts, order);
  return counts;
}

/**
 * Lets two classes exchange seats of two subsets wherever that brings their counts closer to
 * their quotas (by the sum of squares); the subsets' sizes stay.
 */
function refine(
  quotas: readonly number[][],
  counts: number[][],
  order: readonly number[],
): void {
  const subsets = quotas[0]?.map((_, s) => s) ?? [];
  const pairs = subsets.flatMap((a) => subsets.filter((b) => b > a).map((b) => [a, b]));
  for (let improved = true; improved;) {
    improved = false;
    for (const [a, b] of pairs) {
      const there = cheapestMove(quotas, counts, order, a, b);
      const back = cheapestMove(quotas, counts, order, b, a);
      if (there.cost + back.cost > -TINY || there.classIndex === back.classIndex) continue;
      counts[there.classIndex][a]--;
      counts[there.classIndex][b]++;
      counts[back.classIndex][b]--;
      counts[back.classIndex][a]++;
      improved = true;
    }
  }
}

/** Moves seats from subsets with too many to subsets with too few, where it hurts least. */
function balance(
  quotas: readonly number[][],
  counts: number[][],
  sizes: readonly number[],
  order: readonly number[],
): void {
  const excess = sizes.map((size, s) => counts.reduce((sum, row) => sum + row[s], -size));
  for (;;) {
    const from = excess.findIndex((e) => e > 0);
    const to = excess.findIndex((e) => e < 0);
    if (from < 0 || to < 0) return;
    const path = cheapestPath(quotas, counts, order, from, to);
    for (const [c, a, b] of path) {
      counts[c][a]--;
      counts[c][b]++;
    }
    excess[from]--;
    excess[to]++;
  }
}

type Move = readonly [classIndex: number, from: number, to: number];

/** The cheapest way to move one seat between two subsets, directly or through a third one. */
function cheapestPath(
  quotas: readonly number[][],
  counts: readonly number[][],
  order: readonly number[],
  from: number,
  to: number,
): readonly Move[] {
  const subsets = quotas[0].map((_, s) => s);
  const paths = subsets.filter((via) => via !== from).map((via) =>
    via === to ? [[from, to]] : [[from, via], [via, to]]
  );
  let [best, bestCost] = [[] as Move[], Infinity];
  for (const path of paths) {
    const moves: Move[] = [];
    let cost = 0;
    for (const [a, b] of path) {
      const { classIndex, cost: added } = cheapestMove(quotas, counts, order, a, b);
      moves.push([classIndex, a, b]);
      cost += added;
    }
    if (cost < bestCost - TINY) [best, bestCost] = [moves, cost];
  }
  return best;
}

function cheapestMove(
  quotas: readonly number[][],
  counts: readonly number[][],
  order: readonly number[],
  from: number,
  to: number,
): { classIndex: number; cost: number } {
  let [classIndex, cost] = [-1, Infinity];
  for (const c of order) {
    if (counts[c][from] === 0) continue;
    // A count more than one from its quota is worse than any number of smaller deviations.
    const penalty = (count: number, s: number) => {
      const off = Math.abs(count - quotas[c][s]);
      return off * off + (off > 1 + TINY ? 1000 : 0);
    };
    const added = penalty(counts[c][from] - 1, from) - penalty(counts[c][from], from) +
      penalty(counts[c][to] + 1, to) - penalty(counts[c][to], to);
    if (added < cost - TINY) [classIndex, cost] = [c, added];
  }
  return { classIndex, cost };
}

/** Shares such as 0.15 are not exact in binary: differences below this are rounding errors. */
const TINY = 1e-6;

function floorOf(quota: number): number {
  return Math.floor(quota + TINY);
}

function compareRemainders(a: number, b: number): number {
  return Math.abs(a - b) < TINY ? 0 : a - b;
}
