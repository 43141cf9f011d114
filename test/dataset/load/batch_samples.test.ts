import { expect, test } from "vitest";
import type { TypedArray } from "../../../src/storage/array.ts";
import { batchSamples } from "../../../src/dataset/load/batch_samples.ts";
import { SampleReader } from "../../../src/dataset/load/sample_reader.ts";
import { datasetSource } from "../../../src/dataset/read/dataset_source.ts";
import { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const bodies = Array.from({ length: 40 }, (_, i) => ({ ...BODIES[i % 5], file: i }));

test.each([false, true])(
  "what was read is freed when its last sample is made, and not before (shuffle: %s)",
  async (shuffle) => {
    const reader = await DatasetReader.open(datasetSource(await writeDataset(folder(), bodies)));
    const samples = new SampleReader(reader, {});
    const indices = bodies.map((_, i) => i);
    const known = new Map<number, string>();
    for (const i of indices) known.set(i, JSON.stringify((await samples.read(i, null)).arrays));
    const read: TypedArray[] = [];
    const readSpans = reader.arrays.readSpans.bind(reader.arrays);
    reader.arrays.readSpans = async (...asked) => {
      const found = await readSpans(...asked);
      if (found.data.length > 0) read.push(found.data);
      return found;
    };
    const options = { size: 7, shuffle, seed: 1, memory: 6000, prefetch: 0 };
    let given = 0;
    const held: number[] = [];
    const batches = batchSamples(samples, indices, options, async (placed) => {
      const made = await Promise.all(placed.map((one) => samples.sample(one, null)));
      for (const { index, arrays } of made) expect(JSON.stringify(arrays)).toBe(known.get(index));
      return made.length;
    });
    for await (const count of batches) {
      given += count;
      held.push(read.filter(({ length }) => length > 0).length);
    }
    expect(given).toBe(bodies.length);
    expect(held.at(-1)).toBe(0);
    expect(held[0]).toBeGreaterThan(0);
    // A shuffle holds a window of blocks, and reads the next.
    expect(Math.max(...held)).toBeLessThan(shuffle ? read.length : read.length / 2);
    reader.close();
  },
);
