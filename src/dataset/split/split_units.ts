/** Which samples a split must not part. @module */
import type { SplitSample } from "./split_sample.ts";

/**
 * Puts samples together that must be in one subset: those of one group, and exact copies, which
 * are the same body of files with the same bytes.
 *
 * @returns a number for each sample; samples of one unit have the same, that of its first sample
 */
export function unitsOf(samples: readonly SplitSample[]): number[] {
  const parent = samples.map((_, s) => s);
  const rootOf = (s: number) => {
    while (parent[s] !== s) s = parent[s] = parent[parent[s]];
    return s;
  };
  const firstOf = new Map<string, number>();
  const join = (key: string, s: number) => {
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, s);
    else {
      const [a, b] = [rootOf(first), rootOf(s)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  };
  samples.forEach((sample, s) => {
    if (sample.group !== null) join(`group ${sample.group}`, s);
    const copy = copyKey(sample);
    if (copy !== null) join(`copy ${copy}`, s);
  });
  return parent.map((_, s) => rootOf(s));
}

/** What exact copies share; null where that is not known. */
export function copyKey({ hash, body }: SplitSample): string | null {
  return hash === null ? null : `${hash} ${body}`;
}
