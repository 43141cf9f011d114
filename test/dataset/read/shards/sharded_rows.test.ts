import { expect, test } from "vitest";
import { mkdirSync } from "node:fs";
import { ArrayGroups } from "../../../../src/dataset/read/array_groups.ts";
import { ByteBudget } from "../../../../src/dataset/read/byte_budget.ts";
import { ChunkCache } from "../../../../src/dataset/read/shards/chunk_cache.ts";
import { FolderStore } from "../../../../src/dataset/read/folder_store.ts";
import { shardedLayout } from "../../../../src/dataset/read/shards/sharded_layout.ts";
import { ShardedRows } from "../../../../src/dataset/read/shards/sharded_rows.ts";
import { createRandom } from "../../../../src/dataset/split/random.ts";
import { crc32c } from "../../../../src/storage/zarr/crc32c.ts";
import { decompressChunk } from "../../../../src/storage/zarr/zarr_codecs.ts";
import { ShardWriter } from "../../../../src/storage/zarr/shard_writer.ts";
import {
  arrayMetadata,
  groupMetadata,
  shardCodecs,
} from "../../../../src/storage/zarr/zarr_metadata.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

interface Written {
  readonly rows: number;
  readonly width: number;
  readonly innerRows: number;
  readonly shardRows: number;
  readonly data: Float32Array;
}

/** An array `g/a` in shards; those of `left` are not written, as readers take them for zeros. */
function write(root: string, array: Written, left: readonly number[] = []): void {
  const { rows, width, innerRows, shardRows, data } = array;
  mkdirSync(`${root}/g/a/c`, { recursive: true });
  const bytes = new Uint8Array(data.buffer);
  for (let shard = 0; shard * shardRows < rows; shard++) {
    const first = shard * shardRows, last = Math.min(rows, first + shardRows);
    if (left.includes(shard)) {
      data.fill(0, first * width, last * width);
      continue;
    }
    mkdirSync(`${root}/g/a/c/${shard}`);
    const writer = new ShardWriter(`${root}/g/a/c/${shard}/0`, {
      rowBytes: 4 * width,
      innerRows,
      shardRows,
    });
    writer.push(bytes.subarray(first * 4 * width, last * 4 * width));
    writer.close();
  }
  const document = arrayMetadata({
    shape: [rows, width],
    spec: { dims: ["row", "column"], dtype: "float32" },
    chunkShape: [shardRows, width],
    codecs: shardCodecs([innerRows, width], 1),
  });
  Deno.writeTextFileSync(`${root}/g/a/zarr.json`, JSON.stringify(document));
  Deno.writeTextFileSync(`${root}/g/zarr.json`, JSON.stringify(groupMetadata()));
  Deno.writeTextFileSync(`${root}/zarr.json`, JSON.stringify(groupMetadata()));
}

/** A store of files that counts what is unpacked. */
function countingStore(root: string, direct = true) {
  const counts = { unpacked: 0, reads: 0 };
  const get = (key: string) => {
    try {
      return Deno.readFileSync(root + key);
    } catch {
      return undefined;
    }
  };
  const store = {
    get,
    getRange(key: string, range: { offset: number; length: number } | { suffixLength: number }) {
      counts.reads++;
      const all = get(key);
      if (all === undefined) return undefined;
      return "suffixLength" in range
        ? all.slice(-range.suffixLength)
        : all.slice(range.offset, range.offset + range.length);
    },
    list: (key: string) =>
      [...Deno.readDirSync(root + key)].filter((entry) => entry.isDirectory).map(({ name }) =>
        name
      ),
    ...direct
      ? {
        unpack(bytes: Uint8Array, size: number) {
          counts.unpacked++;
          return decompressChunk(bytes, size);
        },
      }
      : {},
  };
  return { store, counts };
}

const random = createRandom(7);

function randomArray(): Written {
  const [rows, width, innerRows] = [random.below(200), 1 + random.below(3), 1 + random.below(9)];
  return {
    rows,
    width,
    innerRows,
    shardRows: innerRows * (1 + random.below(5)),
    data: Float32Array.from({ length: rows * width }, () => random.below(1000)),
  };
}

/** Ascending spans without overlap, empty ones among them. */
function randomSpans(rows: number): number[] {
  const borders = Array.from({ length: 2 * random.below(6) }, () => random.below(rows + 1));
  return borders.sort((a, b) => a - b);
}

test("rows are those that zarrita reads, whatever the shards and the spans", async () => {
  for (let round = 0; round < 25; round++) {
    const array = randomArray();
    const root = folder();
    write(root, array, round % 4 === 0 ? [1] : []);
    const { store, counts } = countingStore(root);
    const groups = await ArrayGroups.open(store, root);
    const plain = await ArrayGroups.open(countingStore(root, false).store, root);
    const whole = await groups.read("g", "a");
    expect(whole.data).toEqual(array.data);
    expect(counts.unpacked > 0 || array.data.every((value) => value === 0)).toBe(true);
    for (let n = 0; n < 4; n++) {
      const spans = randomSpans(array.rows);
      const found = await groups.readSpans("g", "a", spans);
      const parts = spans.flatMap((start, i) =>
        i % 2 === 0 ? [...array.data.slice(start * array.width, spans[i + 1] * array.width)] : []
      );
      expect([...found.data]).toEqual(parts);
      expect(found.shape).toEqual([parts.length / array.width, array.width]);
      expect(await plain.readSpans("g", "a", spans)).toEqual(found);
    }
  }
});

test("a chunk is unpacked once for all spans in it, and kept where it was cut", async () => {
  const root = folder();
  const data = Float32Array.from({ length: 64 }, (_, i) => i);
  write(root, { rows: 64, width: 1, innerRows: 8, shardRows: 32, data });
  const { store, counts } = countingStore(root);
  const groups = await ArrayGroups.open(store, root);
  await groups.readSpans("g", "a", [0, 1, 2, 3, 5, 9, 40, 41]);
  expect(counts.unpacked).toBe(3);
  const { reads } = counts;
  expect([...(await groups.read("g", "a", [4, 7])).data]).toEqual([4, 5, 6]);
  expect(counts).toEqual({ unpacked: 3, reads });
});

test("a small shard is read at once with its index, a large one or a part of one is not", async () => {
  const root = folder();
  const data = Float32Array.from({ length: 200 }, (_, i) => i % 50);
  write(root, { rows: 200, width: 1, innerRows: 8, shardRows: 64, data }, [2]);
  const layout = shardedLayout(JSON.parse(Deno.readTextFileSync(`${root}/g/a/zarr.json`)))!;
  const files = new FolderStore(root);
  const asked: unknown[] = [];
  const rows = new ShardedRows(
    layout,
    {
      getRange: (key, range) => (asked.push("index"), files.getRange(key, range)),
      peekRange: (key, range) => {
        asked.push("suffixLength" in range ? "shard" : "run");
        return files.peekRange(key, range);
      },
      unpack: (bytes, size) => decompressChunk(bytes, size),
    },
    "g/a",
    new ChunkCache(new ByteBudget(100)),
  );
  const read = async (...spans: number[]) => {
    asked.length = 0;
    return [...new Float32Array((await rows.read(spans)).buffer)];
  };
  expect(await read(3, 20)).toEqual([...data.subarray(3, 20)]);
  expect(asked).toEqual(["index", "run"]);
  // The first shard's index is known by now, and the third is not there.
  expect(await read(0, 200)).toEqual([...data]);
  expect(asked).toEqual(["run", "shard", "shard", "shard"]);
  expect(await read(0, 200)).toEqual([...data]);
  expect(asked).toEqual(["run", "run", "run"]);
  expect(await read(64, 70, 127, 130)).toEqual([...data.subarray(64, 70), data[127], 0, 0]);
});

test("a chunk that the index says is not there has zeros", async () => {
  const root = folder();
  const data = Float32Array.from({ length: 40 }, (_, i) => 1 + i);
  write(root, { rows: 40, width: 1, innerRows: 8, shardRows: 40, data });
  const file = `${root}/g/a/c/0/0`;
  const bytes = Deno.readFileSync(file);
  const index = bytes.subarray(-(5 * 16 + 4));
  index.fill(0xff, 16, 32);
  new DataView(index.buffer, index.byteOffset).setUint32(80, crc32c(index.subarray(0, 80)), true);
  Deno.writeFileSync(file, bytes);
  data.fill(0, 8, 16);
  const layout = shardedLayout(JSON.parse(Deno.readTextFileSync(`${root}/g/a/zarr.json`)))!;
  const files = new FolderStore(root);
  const store = {
    getRange: files.getRange.bind(files),
    peekRange: files.peekRange.bind(files),
    unpack: (bytes: Uint8Array, size: number) => decompressChunk(bytes, size),
  };
  for (const [first, behind] of [[0, 40], [6, 30]]) {
    const cache = new ChunkCache(new ByteBudget());
    const rows = new ShardedRows(layout, store, "g/a", cache);
    const found = new Float32Array((await rows.read([first, behind])).buffer);
    expect(found).toEqual(data.subarray(first, behind));
  }
});

test("spans that fall, overlap or leave the array are refused", async () => {
  const root = folder();
  write(root, { rows: 8, width: 1, innerRows: 4, shardRows: 8, data: new Float32Array(8) });
  const { store } = countingStore(root);
  const layout = shardedLayout(JSON.parse(Deno.readTextFileSync(`${root}/g/a/zarr.json`)))!;
  const rows = new ShardedRows(
    layout,
    { getRange: store.getRange, unpack: store.unpack! },
    "g/a",
    new ChunkCache(new ByteBudget(100)),
  );
  for (const spans of [[0, 9], [4, 2], [0, 4, 3, 5], [-1, 2], [0, NaN]]) {
    await expect(rows.read(spans)).rejects.toThrow(RangeError);
  }
});

test("a damaged index or chunk is an error that names the chunk", async () => {
  const root = folder();
  const data = Float32Array.from({ length: 40 }, (_, i) => i);
  write(root, { rows: 40, width: 1, innerRows: 8, shardRows: 40, data });
  const file = `${root}/g/a/c/0/0`;
  const good = Deno.readFileSync(file);
  const damaged = async (at: number) => {
    const bytes = good.slice();
    bytes.fill(0xaa, at, at + 6);
    Deno.writeFileSync(file, bytes);
    const groups = await ArrayGroups.open(new FolderStore(root), root);
    return groups.read("g", "a");
  };
  await expect(damaged(0)).rejects.toThrow("its stored bytes cannot be decoded: chunk [0,0]");
  await expect(damaged(good.length - 8)).rejects.toThrow("its stored bytes cannot be decoded");
});

test("other layouts are left to zarrita", () => {
  const document = arrayMetadata({
    shape: [10, 2],
    spec: { dims: ["a", "b"], dtype: "float32" },
    chunkShape: [8, 2],
    codecs: shardCodecs([4, 2], 1),
  }) as unknown as Record<string, unknown>;
  const codec = (document.codecs as { configuration: Record<string, unknown> }[])[0];
  const other = (configuration: Record<string, unknown>) => ({
    ...document,
    codecs: [{ ...codec, configuration: { ...codec.configuration, ...configuration } }],
  });
  expect(shardedLayout(document)).toMatchObject({ rows: 10, rowBytes: 8, shardChunks: 2 });
  expect(shardedLayout({ ...document, fill_value: 1 })).toBe(null);
  expect(shardedLayout({ ...document, data_type: "bool" })).toBe(null);
  expect(shardedLayout(other({ chunk_shape: [4, 1] }))).toBe(null);
  expect(shardedLayout(other({ index_location: "start" }))).toBe(null);
  const big = { name: "bytes", configuration: { endian: "big" } };
  expect(shardedLayout(other({ codecs: [big, { name: "zstd" }] }))).toBe(null);
  expect(shardedLayout(other({ codecs: [{ name: "bytes" }, { name: "gzip" }] }))).toBe(null);
});
