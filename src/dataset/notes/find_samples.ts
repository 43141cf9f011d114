/** Finds noted samples again, most of them at once. @module */
import { matchSamples } from "../split/match_samples.ts";
import type { SplitSample } from "../split/sample_columns.ts";

type Found = ReturnType<typeof matchSamples>;

/**
 * The same as {@linkcode matchSamples}. Samples that are what they were, which nearly all are, are
 * found first, so that the ways to find the others are gone through for these alone.
 */
export function findSamples(
  earlier: readonly SplitSample[],
  samples: readonly SplitSample[],
): Found {
  const isSame = earlier.length === samples.length &&
    samples.every(({ file, hash, body }, s) =>
      file === earlier[s].file && hash === earlier[s].hash && body === earlier[s].body
    );
  if (isSame) return samples.map((_, index) => ({ index, match: "same" }));
  const [before, now] = [earlier.map(keyOf), samples.map(keyOf)];
  const [places, counts] = [uniquePlaces(before), uniquePlaces(now)];
  const taken = new Set<number>();
  const found: Found = now.map((key) => {
    const index = counts.get(key)! < 0 ? -1 : places.get(key) ?? -1;
    if (index < 0) return null;
    taken.add(index);
    return { index, match: "same" };
  });
  const left = samples.flatMap((_, s) => found[s] === null ? [s] : []);
  const rest = earlier.flatMap((_, i) => taken.has(i) ? [] : [i]);
  if (left.length === 0 || rest.length === 0) return found;
  const others = matchSamples(rest.map((i) => earlier[i]), left.map((s) => samples[s]));
  others.forEach((one, i) => {
    if (one !== null) found[left[i]] = { ...one, index: rest[one.index] };
  });
  return found;
}

function keyOf({ file, hash, body }: SplitSample): string {
  return `${body} ${hash ?? ""}\n${file}`;
}

/** By key: its place, or -1 for one that is there twice. */
function uniquePlaces(keys: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  keys.forEach((key, i) => places.set(key, places.has(key) ? -1 : i));
  return places;
}
