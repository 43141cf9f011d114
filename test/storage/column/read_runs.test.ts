import { ByteWriter } from "hyparquet-writer";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import { expect, test } from "vitest";
import { readRuns } from "../../../src/storage/column/read_runs.ts";

test.each([1, 2, 3, 7, 8, 11, 16, 23, 24])("numbers of %i bits come back", (width) => {
  const most = 2 ** width;
  const values = Int32Array.from({ length: 300 }, (_, i) => {
    if (i > 100 && i < 180) return most - 1; // a run
    return Math.floor((i * 0.6180339887) % 1 * most);
  });
  const writer = new ByteWriter();
  writer.appendUint8(9); // what lies before them
  writeRleBitPackedHybrid(writer, values, width);
  const out = new Uint32Array(values.length);
  readRuns(writer.getBytes().slice(), 1, width, out);
  expect([...out]).toEqual([...values]);
  const cut = writer.getBytes().slice(0, -2);
  expect(() => readRuns(cut, 1, width, out)).toThrow(RangeError);
});

test.each([1, 5, 24, 25, 31, 32])("numbers of %i bits, packed by hand, come back", (width) => {
  const values = Array.from(
    { length: 24 },
    (_, i) => Number(BigInt.asUintN(width, 0x9e3779b97f4a7c15n * BigInt(i + 1))),
  );
  let all = 0n;
  values.forEach((value, i) => all |= BigInt(value) << BigInt(i * width));
  const packed = Array.from(
    { length: 3 * width },
    (_, i) => Number((all >> BigInt(8 * i)) & 255n),
  );
  const out = new Uint32Array(values.length);
  readRuns(Uint8Array.of((3 << 1) | 1, ...packed), 0, width, out);
  expect([...out]).toEqual(values);
});
