/** Which samples a split must not part. @module */
import { type SampleKeys, sampleKeys } from "./sample_keys.ts";
import type { SplitSample } from "./split_sample.ts";

/**
 * Puts samples together that must be in one subset: those of one group, and exact copies, which
 * are the same body of files with the same bytes.
 *
 * @param keys what they have in common, where that is known already
 * @returns a number for each sample: samples of one unit have the same, from 0 without gaps
 */
export function unitsOf(
  samples: readonly SplitSample[],
  { groups, copies }: SampleKeys = sampleKeys(samples),
): Uint32Array {
  const parent = new Uint32Array(samples.length);
  for (let s = 0; s < parent.length; s++) parent[s] = s;
  const rootOf = (s: number) => {
    while (parent[s] !== s) s = parent[s] = parent[parent[s]];
    return s;
  };
  for (const codes of [groups, copies]) {
    const first = new Int32Array(samples.length).fill(-1);
    for (let s = 0; s < codes.length; s++) {
      const code = codes[s];
      if (code < 0) continue;
      if (first[code] < 0) first[code] = s;
      else {
        const [a, b] = [rootOf(first[code]), rootOf(s)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  const units = new Uint32Array(samples.length);
  let count = 0;
  // A root is the first sample of its unit.
  for (let s = 0; s < samples.length; s++) {
    units[s] = parent[s] === s ? count++ : units[rootOf(s)];
  }
  return units;
}
