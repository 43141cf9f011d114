/**
 * How many samples of each label are in each subset, and how far that is from the shares.
 *
 * @module
 */
import type { UnitTable } from "./unit_table.ts";

/** What subsets hold already; its places count, and stay. */
export interface HeldBefore {
  /** Samples of each subset. */
  readonly sizes: ArrayLike<number>;
  /** Samples of label `l` in subset `s`: `counts[l * subsets + s]`. */
  readonly counts: ArrayLike<number>;
}

/**
 * The subsets while units are put into them.
 *
 * The distance from the shares is a sum of squares over the subsets, of the deviations of the sizes
 * and of each label's samples, as parts of their totals: a seldom label counts as much as a
 * frequent one, and all of them ten times as much as the sizes. A size that is further from its
 * share than the largest unit costs more than anything else.
 */
export class SubsetCounts {
  /** The subsets that get anything. */
  readonly open: readonly number[];
  readonly #units: UnitTable;
  readonly #subsets: number;
  readonly #sizes: Float64Array;
  readonly #counts: Float64Array;
  /** What each subset, and each label in it, should have. */
  readonly #sizeGoals: Float64Array;
  readonly #goals: Float64Array;
  readonly #sizeWeight: number;
  readonly #weights: Float64Array;
  readonly #largest: number;

  constructor(units: UnitTable, shares: readonly number[], before: HeldBefore | null) {
    const subsets = shares.length;
    this.#units = units;
    this.#subsets = subsets;
    this.open = shares.flatMap((share, s) => share > 0 ? [s] : []);
    this.#sizes = before === null ? new Float64Array(subsets) : Float64Array.from(before.sizes);
    this.#counts = before === null
      ? new Float64Array(units.labelCount * subsets)
      : Float64Array.from(before.counts);
    const totals = new Float64Array(units.labelCount);
    for (let l = 0; l < totals.length; l++) {
      for (let s = 0; s < subsets; s++) totals[l] += this.#counts[l * subsets + s];
    }
    let all = this.#sizes.reduce((a, b) => a + b, 0), largest = 0;
    for (let u = 0; u < units.count; u++) {
      all += units.sizes[u];
      largest = Math.max(largest, units.sizes[u]);
    }
    const holders = new Uint32Array(units.labelCount);
    for (let i = 0; i < units.labels.length; i++) {
      totals[units.labels[i]] += units.counts[i];
      holders[units.labels[i]]++;
    }
    const used = totals.reduce((count, total) => count + (total > 0 ? 1 : 0), 0);
    this.#largest = largest;
    this.#sizeGoals = Float64Array.from(shares, (share) => share * all);
    this.#goals = new Float64Array(this.#counts.length);
    this.#weights = new Float64Array(totals.length);
    this.#sizeWeight = 1 / all;
    for (let l = 0; l < totals.length; l++) {
      this.#weights[l] = totals[l] > 0 ? LABELS * all / (totals[l] ** 2 * used) : 0;
      // A label that cannot be in each subset would be drawn to the largest, and all such with it.
      const seldom = before === null && holders[l] < this.open.length;
      for (let s = 0; s < subsets; s++) {
        const share = seldom && shares[s] > 0 ? 1 / this.open.length : shares[s];
        this.#goals[l * subsets + s] = share * totals[l];
      }
    }
  }

  /** What adding (or, of a negative sign, taking) a unit does to the distance from the shares. */
  change(unit: number, subset: number, sign: 1 | -1): number {
    const { starts, labels, counts, sizes } = this.#units;
    const size = sign * sizes[unit];
    const off = this.#sizes[subset] - this.#sizeGoals[subset];
    let cost = this.#sizeWeight * size * (2 * off + size) +
      TOO_FAR * (this.#beyond(off + size) - this.#beyond(off));
    for (let i = starts[unit]; i < starts[unit + 1]; i++) {
      const at = labels[i] * this.#subsets + subset;
      const count = sign * counts[i];
      cost += this.#weights[labels[i]] * count *
        (2 * (this.#counts[at] - this.#goals[at]) + count);
    }
    return cost;
  }

  /** Adds a unit to a subset or, of a negative sign, takes it out. */
  put(unit: number, subset: number, sign: 1 | -1): void {
    const { starts, labels, counts, sizes } = this.#units;
    this.#sizes[subset] += sign * sizes[unit];
    for (let i = starts[unit]; i < starts[unit + 1]; i++) {
      this.#counts[labels[i] * this.#subsets + subset] += sign * counts[i];
    }
  }

  /** How many samples a subset lacks; negative where it has too many. */
  lacks(subset: number): number {
    return this.#sizeGoals[subset] - this.#sizes[subset];
  }

  /** How many samples of a label a subset lacks. */
  lacksOf(label: number, subset: number): number {
    const at = label * this.#subsets + subset;
    return this.#goals[at] - this.#counts[at];
  }

  /** The distance from the shares. */
  distance(): number {
    let sum = 0;
    for (let s = 0; s < this.#subsets; s++) {
      const off = this.#sizes[s] - this.#sizeGoals[s];
      sum += this.#sizeWeight * off * off + TOO_FAR * this.#beyond(off);
    }
    for (let at = 0; at < this.#counts.length; at++) {
      const off = this.#counts[at] - this.#goals[at];
      sum += this.#weights[Math.floor(at / this.#subsets)] * off * off;
    }
    return sum;
  }

  #beyond(off: number): number {
    return Math.max(0, Math.abs(off) - this.#largest);
  }
}

/** What all labels together weigh, where the sizes weigh 1. */
const LABELS = 10;
/** What a sample beyond the largest unit costs. */
const TOO_FAR = 1e6;
