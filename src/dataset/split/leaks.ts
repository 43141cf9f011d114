/** What is in more than one subset of a split, and should not be. @module */

import { areAllDifferent } from "../../storage/column/text_codes.ts";

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
 * @param keys a number for what samples share, as {@linkcode textCodes} has them
 * @param chosen the place of each sample's subset; negative for none
 * @param fileOf the path of a sample's file
 */
export function leakOf(
  keys: Int32Array,
  chosen: Int32Array,
  fileOf: (sample: number) => string,
): Leak {
  if (areAllDifferent(keys)) return { count: 0, examples: [] };
  const first = new Int32Array(keys.length).fill(-1);
  const across = new Set<number>();
  for (let s = 0; s < keys.length; s++) {
    const key = keys[s];
    if (key < 0 || chosen[s] < 0) continue;
    if (first[key] < 0) first[key] = chosen[s];
    else if (first[key] !== chosen[s]) across.add(key);
  }
  const examples = new Set<string>();
  for (let s = 0; across.size > 0 && s < keys.length && examples.size < EXAMPLES; s++) {
    if (chosen[s] >= 0 && across.has(keys[s])) examples.add(fileOf(s));
  }
  return { count: across.size, examples: [...examples] };
}
