import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import * as zarr from "zarrita";
import { boundCodecs } from "../../../src/storage/zarr/bounded_codecs.ts";
import { compressChunk } from "../../../src/storage/zarr/zarr_codecs.ts";

boundCodecs(zarr.registry);
boundCodecs(zarr.registry); // a second dataset

const numbers = Float32Array.from({ length: 16 }, (_, i) => i / 3);
const bytes = new Uint8Array(numbers.buffer);
const bomb = new Uint8Array(100 << 20);

/** Reads an array of 16 numbers whose only chunk holds these bytes. */
async function read(codecs: readonly string[], chunk: Uint8Array) {
  const document = {
    zarr_format: 3,
    node_type: "array",
    shape: [16],
    data_type: "float32",
    chunk_grid: { name: "regular", configuration: { chunk_shape: [16] } },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: 0,
    codecs: codecs.map((name) => ({ name, configuration: {} })),
    attributes: {},
  };
  const store = new Map([
    ["/zarr.json", new TextEncoder().encode(JSON.stringify(document))],
    ["/c/0", chunk],
  ]);
  const array = await zarr.open.v3(zarr.root(store), { kind: "array" });
  return (await zarr.get(array)).data;
}

const PACKERS = {
  zstd: compressChunk,
  gzip: (content: Uint8Array) => new Uint8Array(gzipSync(content)),
  zlib: (content: Uint8Array) => new Uint8Array(deflateSync(content)),
};

test.each(Object.entries(PACKERS))("%s gives what was packed", async (name, pack) => {
  expect(await read(["bytes", name], pack(bytes))).toEqual(numbers);
});

test.each(Object.entries(PACKERS))("of a %s bomb little is unpacked", async (name, pack) => {
  const packed = pack(bomb);
  const before = Deno.memoryUsage().rss;
  await expect(read(["bytes", name], packed)).rejects.toMatchObject({
    cause: { message: "a chunk must have 64 bytes, found more" },
  });
  expect(Deno.memoryUsage().rss - before).toBeLessThan(50 << 20);
});

test("a chunk of blosc or lz4 that states another size is refused", async () => {
  const chunk = new Uint8Array(32);
  new DataView(chunk.buffer).setUint32(4, 0x7fffffff, true);
  await expect(read(["bytes", "blosc"], chunk)).rejects.toMatchObject({
    cause: { message: "a chunk must have 64 bytes, found 2147483647" },
  });
  new DataView(chunk.buffer).setUint32(0, 0x7fffffff, true);
  await expect(read(["bytes", "numcodecs.lz4"], chunk)).rejects.toMatchObject({
    cause: { message: "a chunk must have 64 bytes, found 2147483647" },
  });
});

test.each([0, 63, 65])("%i bytes are no chunk of 16 numbers", async (size) => {
  await expect(read(["bytes"], new Uint8Array(size))).rejects.toMatchObject({
    cause: { message: `a chunk must have 64 bytes, found ${size}` },
  });
});
