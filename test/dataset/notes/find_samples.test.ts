import { expect, test } from "vitest";
import { findSamples } from "../../../src/dataset/notes/find_samples.ts";
import { matchSamples } from "../../../src/dataset/split/match_samples.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import type { SplitSample } from "../../../src/dataset/split/sample_columns.ts";

test("files that were all edited are not what they were", () => {
  const version = (hash: string): SplitSample[] =>
    ["a", "b"].map((name) => ({ file: `${name}.step`, hash: name + hash, body: 0, group: null }));
  const found = findSamples(version("1"), version("2"));
  expect(found).toEqual(matchSamples(version("1"), version("2")));
  expect(found.map((one) => one!.match)).toEqual(["edited", "edited"]);
});

test("samples are found as splits find them, whatever was moved, edited, copied or removed", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed);
    const pick = (most: number) => random.shuffle(Array.from({ length: most }, (_, i) => i))[0];
    const some = (): SplitSample[] =>
      Array.from({ length: pick(12) }, () => ({
        file: `${"abc"[pick(3)]}.step`,
        hash: pick(4) === 0 ? null : String(pick(4)),
        body: pick(2),
        group: null,
      }));
    const [earlier, now] = [some(), some()];
    expect(findSamples(earlier, now)).toEqual(matchSamples(earlier, now));
    expect(findSamples(now, now)).toEqual(matchSamples(now, now));
  }
});
