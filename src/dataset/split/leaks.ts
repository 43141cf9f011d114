/** What is in more than one subset of a split, and should not be. @module */

/** Things of one kind that are in several subsets. */
export interface Leak {
  /** How many there are: files, contents, shapes or groups. */
  readonly count: number;
  /** Some files of theirs. */
  readonly examples: readonly string[];
}

/** Files whose names are told. */
const EXAMPLES = 6;

/**
 * Counts the keys whose samples are in several subsets. Samples in none are looked away from.
 *
 * @param keys what samples share; null for one that shares nothing
 * @param files the path of each sample's file
 */
export function leakOf(
  keys: readonly (string | null)[],
  subsets: readonly (string | null)[],
  files: readonly string[],
): Leak {
  const first = new Map<string, string>();
  const across = new Set<string>();
  keys.forEach((key, s) => {
    const subset = subsets[s];
    if (key === null || subset === null) return;
    const known = first.get(key);
    if (known === undefined) first.set(key, subset);
    else if (known !== subset) across.add(key);
  });
  const examples = new Set<string>();
  for (let s = 0; across.size > 0 && s < keys.length && examples.size < EXAMPLES; s++) {
    if (subsets[s] !== null && across.has(keys[s]!)) examples.add(files[s]);
  }
  return { count: across.size, examples: [...examples] };
}
