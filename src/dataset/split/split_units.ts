/** Which samples a split must not part. @module */
import { areAllDifferent } from "../../storage/column/text_codes.ts";
import type { SampleKeys } from "./sample_keys.ts";

/**
 * Puts samples together that must be in one subset: those of one group, and exact copies, which
 * are the same body of files with the same bytes.
 *
 * @param keys what they have in common
 * @returns a number for each sample: samples of one unit have the same, from 0 without gaps
 */
export function unitsOf({ groups, copies }: Pick<SampleKeys, "groups" | "copies">): Uint32Array {
  const parent = new Uint32Array(groups.length);
  for (let s = 0; s < parent.length; s++) parent[s] = s;
  const keys = [groups, copies].filter((codes) => !areAllDifferent(codes));
  if (keys.length === 0) return parent;
  const rootOf = (s: number) => {
    while (parent[s] !== s) s = parent[s] = parent[parent[s]];
    return s;
  };
  for (const codes of keys) {
    const first = new Int32Array(largestOf(codes) + 1).fill(-1);
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
  const units = new Uint32Array(groups.length);
  let count = 0;
  // A root is the first sample of its unit.
  for (let s = 0; s < units.length; s++) {
    units[s] = parent[s] === s ? count++ : units[rootOf(s)];
  }
  return units;
}

/** How many units there are. */
export function countUnits(units: Uint32Array): number {
  let count = 0;
  for (let s = 0; s < units.length; s++) if (units[s] >= count) count = units[s] + 1;
  return count;
}

function largestOf(codes: Int32Array): number {
  let largest = -1;
  for (let s = 0; s < codes.length; s++) if (codes[s] > largest) largest = codes[s];
  return largest;
}
