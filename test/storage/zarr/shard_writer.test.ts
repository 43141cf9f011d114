import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { crc32c } from "../../../src/storage/zarr/crc32c.ts";
import { ShardWriter } from "../../../src/storage/zarr/shard_writer.ts";
import { decompressChunk } from "../../../src/storage/zarr/zarr_codecs.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const folder = temporaryFolder();
const rows = (count: number) => Uint8Array.from({ length: count * 3 }, (_, i) => i);

function read(path: string, innerChunks: number) {
  const bytes = new Uint8Array(readFileSync(path));
  const indexBytes = bytes.slice(-(16 * innerChunks + 4), -4);
  const checksum = new DataView(bytes.buffer).getUint32(bytes.length - 4, true);
  const index = new BigUint64Array(indexBytes.buffer);
  const chunks = Array.from({ length: innerChunks }, (_, i) => {
    if (index[2 * i] === 2n ** 64n - 1n) return null;
    const from = Number(index[2 * i]);
    return decompressChunk(bytes.subarray(from, from + Number(index[2 * i + 1])), 12);
  });
  return { bytes, indexBytes, checksum, chunks };
}

test("inner chunks have their full size, their index has the right checksum", () => {
  const path = join(folder, "shard");
  const shard = new ShardWriter(path, { rowBytes: 3, innerRows: 4, shardRows: 16 });
  for (const part of [rows(1), rows(6).subarray(3), rows(5)]) shard.push(part);
  const { raw, written } = shard.close();
  const { bytes, indexBytes, checksum, chunks } = read(path, 4);
  expect({ raw, written }).toEqual({ raw: 33, written: bytes.length });
  expect(checksum).toBe(crc32c(indexBytes));
  const all = [0, 1, 2, ...rows(6).subarray(3), ...rows(5), 0, 0, 0];
  expect([...chunks[0]!, ...chunks[1]!, ...chunks[2]!]).toEqual(all);
  expect(chunks[3]).toBeNull();
});

test("more rows than a shard has are refused", () => {
  const shard = new ShardWriter(join(folder, "full"), { rowBytes: 3, innerRows: 4, shardRows: 8 });
  shard.push(rows(8));
  expect(() => shard.push(rows(4))).toThrow("has all its rows already");
  shard.abandon();
});

test("a shard is a multiple of its inner chunks", () => {
  const shape = { rowBytes: 3, innerRows: 4, shardRows: 10 };
  expect(() => new ShardWriter(join(folder, "odd"), shape)).toThrow("a multiple of");
});
