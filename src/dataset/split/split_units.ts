/** Which samples a split must not part. @module */
import type { SplitSample } from "./split_sample.ts";

/**
 * Puts samples together that must be in one subset: those of one group, and exact copies, which
 * are the same body of files with the same bytes.
 *
 * @returns a number for each sample: samples of one unit have the same, from 0 without gaps
 */
export function unitsOf(samples: readonly SplitSample[]): Uint32Array {
  const parent = Uint32Array.from({ length: samples.length }, (_, s) => s);
  const rootOf = (s: number) => {
    while (parent[s] !== s) s = parent[s] = parent[parent[s]];
    return s;
  };
  const join = (first: Map<string, number>, key: string, s: number) => {
    const known = first.get(key);
    if (known === undefined) first.set(key, s);
    else {
      const [a, b] = [rootOf(known), rootOf(s)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  };
  const [groups, copies] = [new Map<string, number>(), new Map<string, number>()];
  samples.forEach((sample, s) => {
    if (sample.group !== null) join(groups, sample.group, s);
    const copy = copyKey(sample);
    if (copy !== null) join(copies, copy, s);
  });
  const units = new Uint32Array(samples.length);
  let count = 0;
  // A root is the first sample of its unit.
  for (let s = 0; s < samples.length; s++) {
    units[s] = parent[s] === s ? count++ : units[rootOf(s)];
  }
  return units;
}

/** What exact copies share; null where that is not known. */
export function copyKey({ hash, body }: SplitSample): string | null {
  // A hash has no blank: the first body's key is that of no other.
  return hash === null || body === 0 ? hash : `${hash} ${body}`;
}
