/** Samples that stay together, with their labels counted, as columns. @module */

/** The labels of samples: those of sample `s` are `labels[starts[s]]` up to `starts[s + 1]`. */
export interface SampleLabels {
  /** The labels' names, in the order of their characters; labels are places in it. */
  readonly names: readonly string[];
  readonly starts: Uint32Array;
  readonly labels: Uint32Array;
}

/** Samples that stay together: each unit goes into one subset. */
export interface UnitTable {
  /** How many units there are. */
  readonly count: number;
  /** How many samples each has. */
  readonly sizes: Uint32Array;
  /** The labels of unit `u` are `labels[starts[u]]` up to `starts[u + 1]`, each once. */
  readonly starts: Uint32Array;
  readonly labels: Uint32Array;
  /** How many of its samples have the label. */
  readonly counts: Uint32Array;
  /** How many labels there are in all. */
  readonly labelCount: number;
  /** Two words a unit, by which equally large ones are ordered. */
  readonly ranks: Uint32Array;
}

/**
 * Counts the labels of each unit.
 *
 * @param unitOf the unit of each sample, from 0, without gaps
 * @param ranks two words a sample; a unit has those of its least sample
 */
export function unitTable(
  unitOf: ArrayLike<number>,
  { starts, labels, names }: SampleLabels,
  ranks: Uint32Array,
): UnitTable {
  let count = 0;
  for (let s = 0; s < unitOf.length; s++) count = Math.max(count, unitOf[s] + 1);
  const sizes = new Uint32Array(count);
  // Where the labels of a unit would begin, were none of them twice.
  const most = new Uint32Array(count + 1);
  const least = new Uint32Array(2 * count).fill(0xffffffff);
  for (let s = 0; s < unitOf.length; s++) {
    const u = unitOf[s];
    sizes[u]++;
    most[u + 1] += starts[s + 1] - starts[s];
    const [a, b] = [ranks[2 * s], ranks[2 * s + 1]];
    if (a < least[2 * u] || (a === least[2 * u] && b < least[2 * u + 1])) {
      [least[2 * u], least[2 * u + 1]] = [a, b];
    }
  }
  for (let u = 0; u < count; u++) most[u + 1] += most[u];
  const all = new Uint32Array(most[count]);
  const next = most.slice();
  for (let s = 0; s < unitOf.length; s++) {
    for (let i = starts[s]; i < starts[s + 1]; i++) all[next[unitOf[s]]++] = labels[i];
  }
  // Sums of a unit's labels are in one order, whatever that of its samples: rounding is the same.
  const own = new Uint32Array(count + 1);
  const counts = new Uint32Array(all.length);
  let kept = 0;
  for (let u = 0; u < count; u++) {
    const part = all.subarray(most[u], most[u + 1]);
    if (part.length > 1) part.sort();
    for (let i = 0; i < part.length; i++) {
      if (i > 0 && all[kept - 1] === part[i]) counts[kept - 1]++;
      else {
        all[kept] = part[i];
        counts[kept++] = 1;
      }
    }
    own[u + 1] = kept;
  }
  return {
    count,
    sizes,
    starts: own,
    labels: all.slice(0, kept),
    counts: counts.slice(0, kept),
    labelCount: names.length,
    ranks: least,
  };
}
