/** Finds the samples of an earlier version of a dataset again in a new one. @module */
import type { SplitSample } from "./sample_columns.ts";

/** How a sample was found again. */
type SampleMatch = "same" | "renamed" | "edited";

/**
 * Finds for each sample the earlier one that it is: by path, hash and body; else by hash and body,
 * so that it was renamed; else by path and body, so that it was edited. No earlier sample is found
 * twice: what is left over is new.
 *
 * @returns by sample: which earlier one it is, and how it was found; null for a new one
 */
export function matchSamples(
  earlier: readonly SplitSample[],
  samples: readonly SplitSample[],
): ({ index: number; match: SampleMatch } | null)[] {
  const found = samples.map((): { index: number; match: SampleMatch } | null => null);
  const taken = new Set<number>();
  const passes: [SampleMatch, (sample: SplitSample) => string | null][] = [
    ["same", ({ file, hash, body }) => JSON.stringify([file, hash, body])],
    ["renamed", ({ hash, body }) => hash === null ? null : JSON.stringify([hash, body])],
    ["edited", ({ file, body }) => JSON.stringify([file, body])],
  ];
  // Of several that would do, the first by path: the order of the samples decides nothing.
  const byPath = (list: readonly SplitSample[]) =>
    list.map((_, i) => i).sort((a, b) =>
      list[a].file < list[b].file ? -1 : list[a].file > list[b].file ? 1 : a - b
    );
  const [oldOrder, newOrder] = [byPath(earlier), byPath(samples)];
  for (const [match, keyOf] of passes) {
    const waiting = new Map<string, number[]>();
    for (const index of oldOrder) {
      const key = taken.has(index) ? null : keyOf(earlier[index]);
      if (key === null) continue;
      if (!waiting.has(key)) waiting.set(key, []);
      waiting.get(key)!.push(index);
    }
    for (const s of newOrder) {
      const key = found[s] === null ? keyOf(samples[s]) : null;
      const index = key === null ? undefined : waiting.get(key)?.shift();
      if (index === undefined) continue;
      taken.add(index);
      found[s] = { index, match };
    }
  }
  return found;
}
