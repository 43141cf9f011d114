import { expect, test } from "vitest";
import { binOf } from "../../../src/dataset/statistics/bins.ts";
import { countBins } from "../../../src/dataset/statistics/count_bins.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";

const random = createRandom(3);

/** As the counts are defined, value by value. */
function plainly(values: ArrayLike<number>, offsets: Float64Array, edges: Float64Array) {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const samples = counts.map(() => new Set<number>());
  for (let s = 0; s + 1 < offsets.length; s++) {
    for (let row = offsets[s]; row < offsets[s + 1]; row++) {
      const bin = binOf(values[row], edges);
      if (bin < 0) continue;
      counts[bin]++;
      samples[bin].add(s);
    }
  }
  return { counts, samples: samples.map((own) => [...own]) };
}

test.each([
  ["equal bins", Float64Array.from({ length: 11 }, (_, i) => i === 10 ? 1 : i * 0.1), true],
  ["other bins", Float64Array.of(0, 0.01, 0.5, 0.51, 1), false],
  ["ends within", Float64Array.of(0.25, 0.5, 0.75), true],
])("%s count what is in them, and who has it", (_, edges, equal) => {
  const offsets = new Float64Array(2101); // more than a block of samples
  for (let s = 0; s < 2100; s++) offsets[s + 1] = offsets[s] + random.below(6);
  // Edges among them, on which a value belongs to the bin above.
  const values = Float64Array.from(
    { length: offsets[2100] },
    (_, i) => i % 10 === 0 ? NaN : i % 3 === 0 ? edges[i % edges.length] : random.below(1000) / 999,
  );
  const found = countBins(values, offsets, edges, equal)!;
  const expected = plainly(values, offsets, edges);
  expect(Array.from(found.counts)).toEqual(expected.counts);
  expect(expected.counts.map((_, bin) => found.samplesIn(bin))).toEqual(expected.samples);
  expect(found.missing).toBe(values.filter(Number.isNaN).length);
});

test("lists of samples are left to others where bits would take much memory", () => {
  const offsets = new Float64Array(1_000_001);
  const edges = Float64Array.from({ length: 1001 }, (_, i) => i);
  expect(countBins(new Float32Array(0), offsets, edges, true)).toBeNull();
});
