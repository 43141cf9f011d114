import { ByteWriter } from "hyparquet-writer";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import { expect, test } from "vitest";
import { runOf, runsOf } from "../../../src/storage/column/write_runs.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";

function known(values: Uint8Array | Int32Array, width: number): number[] {
  const writer = new ByteWriter();
  writeRleBitPackedHybrid(writer, values, width);
  return [...writer.getBytes()];
}

test("runs and packed numbers are those that hyparquet-writer writes", () => {
  const random = createRandom(5);
  for (const width of [0, 1, 2, 3, 7, 8, 9, 13, 16, 17, 20]) {
    for (let round = 0; round < 40; round++) {
      const values: number[] = [];
      while (values.length < random.below(300)) {
        const value = random.below(2 ** width);
        const count = random.below(4) === 0 ? random.below(30) : 1;
        values.push(...new Array<number>(count).fill(value));
      }
      const all = Int32Array.from(values);
      expect([...runsOf(all, width)], `${width}: ${values}`).toEqual(known(all, width));
    }
  }
  expect([...runsOf(new Int32Array(0), 3)]).toEqual([]);
});

test("a run of one value is what its rows are", () => {
  for (const count of [0, 1, 7, 8, 9, 63, 64, 100, 16_384, 2 ** 21]) {
    for (const value of [0, 1] as const) {
      expect([...runOf(value, count)]).toEqual(known(new Uint8Array(count).fill(value), 1));
    }
  }
});
