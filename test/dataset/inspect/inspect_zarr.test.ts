import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { inspect } from "../../../src/dataset/inspect/inspect.ts";
import { zarrNodes } from "../../../src/dataset/inspect/zarr_nodes.ts";
import { FolderStore } from "../../../src/dataset/read/folder_store.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
/** Made by zarr-python 2 and 3: `make.py` beside them. */
const FOREIGN = new URL("../../fixtures/foreign/", import.meta.url).pathname;

/** Writes documents and bytes below a folder. */
async function write(files: Readonly<Record<string, object | Uint8Array>>): Promise<string> {
  const root = folder();
  for (const [path, content] of Object.entries(files)) {
    await Deno.mkdir(`${root}/${path}`.replace(/[^/]+$/, ""), { recursive: true });
    const bytes = content instanceof Uint8Array
      ? content
      : new TextEncoder().encode(JSON.stringify(content));
    await Deno.writeFile(`${root}/${path}`, bytes);
  }
  return root;
}

const V2 = {
  zarr_format: 2,
  shape: [4],
  chunks: [2],
  dtype: "<i4",
  compressor: null,
  fill_value: 0,
  order: "C",
  filters: null,
};
const V3 = {
  zarr_format: 3,
  node_type: "array",
  shape: [2],
  data_type: "int32",
  chunk_grid: { name: "regular", configuration: { chunk_shape: [2] } },
  chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
  codecs: [{ name: "bytes", configuration: { endian: "little" } }],
  fill_value: 0,
  attributes: {},
};
const bytes = (...numbers: number[]) => new Uint8Array(Int32Array.from(numbers).buffer);

describe("what zarr-python 2 wrote", () => {
  test("types, values, units, a fill value and what cannot be decoded", async () => {
    const found = await inspect(`${FOREIGN}zarr2.zip`);
    expect(found).toMatchObject({ kind: "zarr", format: "Zarr v2 in a zip", groups: ["a", "a/b"] });
    // The zip has the attributes twice: the last ones count.
    expect(found.attributes).toEqual({ title: "small" });
    expect(found.column("a/b/heat")).toMatchObject({
      type: "float32",
      shape: [3, 4],
      chunks: [2, 4],
      codecs: ["blosc lz4"],
      description: "temperature [degC]",
      missing: 1,
      least: 1,
      greatest: 11,
      mean: 6,
    });
    expect(found.column("names")).toMatchObject({ type: "string[5]", distinct: 2 });
    expect(found.column("when")).toMatchObject({
      type: "datetime64[s]",
      missing: 1,
      least: "2024-02-29T12:00:00.000Z",
    });
    expect(found.column("steps")).toMatchObject({
      first: ["3", "5", "9"],
      codecs: ["delta", "blosc lz4"],
    });
    expect(found.column("sparse")).toMatchObject({ least: -1, unwritten: 1 });
    expect(found.column("wave")).toMatchObject({ type: "complex128", looked: 0 });
    expect(found.column("wave")!.problem).toContain("complex128 are not decoded");
    expect(found.column("packed")!.problem).toContain("bz2");
  });
});

test("what zarr-python 3 wrote: shards, texts and times", async () => {
  const found = await inspect(`${FOREIGN}zarr3.zip`);
  expect(found.format).toBe("Zarr v3 in a zip");
  expect(found.column("a/ids")).toMatchObject({ chunks: [2], least: 0, greatest: 7, mean: 3.5 });
  expect(found.column("names")).toMatchObject({ type: "string[5]", first: ["gear", "shaft"] });
  expect(found.column("texts")).toMatchObject({ type: "string", distinct: 2 });
  expect(found.column("when")).toMatchObject({ missing: 1, type: "datetime64[s]" });
  expect(found.columns.map(({ problem }) => problem)).toEqual([null, null, null, null]);
});

describe("a zip of a folder", () => {
  test("with entries that are compressed, and the folder's name before all", async () => {
    const found = await inspect(`${FOREIGN}deflated.zip`);
    expect(found.column("xyz")).toMatchObject({ shape: [20, 3], least: 0, greatest: 59 });
  });

  test("whose bytes are not those that were packed is told", async () => {
    const bytes = await Deno.readFile(`${FOREIGN}zarr2.zip`);
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    const chunk = text.indexOf("names/0") + "names/0".length;
    bytes[chunk + 30] ^= 1;
    const path = `${folder()}/changed.zip`;
    await Deno.writeFile(path, bytes);
    const found = await inspect(path);
    expect(found.column("names")!.problem).toContain("has other bytes than its checksum is of");
    expect(found.column("steps")!.problem).toBe(null);
  });
});

describe("stores in folders", () => {
  test("of one array, and of groups in groups", async () => {
    const alone = await write({ ".zarray": V2, "0": bytes(1, 2), "1": bytes(3, 4) });
    expect((await inspect(alone)).column("/")).toMatchObject({ least: 1, greatest: 4 });
    const deep = await write({
      "zarr.json": { zarr_format: 3, node_type: "group", attributes: { a: 1 } },
      "b/zarr.json": { zarr_format: 3, node_type: "group" },
      "b/c/zarr.json": V3,
      "b/c/c/0": bytes(5, 6),
      "no_node/file": bytes(1),
    });
    const found = await inspect(deep);
    expect([found.groups, found.column("b/c")?.mean]).toEqual([["b"], 5.5]);
  });

  test("where all metadata is in one document, that is read", async () => {
    const metadata = {
      ".zgroup": { zarr_format: 2 },
      "x/.zarray": V2,
      "x/.zattrs": { units: "mm" },
    };
    const root = await write({ ".zmetadata": { metadata }, "x/0": bytes(1, 2), "x/.zarray": V2 });
    const nodes = zarrNodes(new FolderStore(root), root)!;
    expect([nodes.consolidated, nodes.arrays[0].path]).toEqual([true, "x"]);
    expect((await inspect(root)).column("x")).toMatchObject({ description: "[mm]", unwritten: 1 });
  });

  test("a time that is none is missing, and no date of 1677", async () => {
    const times = BigInt64Array.of(-(2n ** 63n), 86_400_000_000_000n);
    const root = await write({
      ".zarray": { ...V2, shape: [2], dtype: "<M8[ns]" },
      "0": new Uint8Array(times.buffer),
    });
    expect((await inspect(root)).column("/")).toMatchObject({
      missing: 1,
      least: "1970-01-02T00:00:00.000Z",
      first: ["–", "1970-01-02"],
    });
  });

  test("xarray's dimensions and missing values are known", async () => {
    const root = await write({
      ".zgroup": { zarr_format: 2 },
      "x/.zarray": V2,
      "x/.zattrs": { _ARRAY_DIMENSIONS: ["x"], _FillValue: 9 },
      "x/0": bytes(9, 1),
      "x/1": bytes(2, 9),
    });
    const found = await inspect(root);
    expect(found.writer).toBe("as xarray writes it");
    expect(found.column("x")).toMatchObject({ dims: ["x"], missing: 2, greatest: 2 });
  });

  test("of large arrays a part is looked at, the ends among them", async () => {
    const shape = [3 * 2 ** 20];
    const root = await write({
      ".zarray": { ...V2, shape, chunks: [2 ** 20], dtype: "|u1" },
      "0": new Uint8Array(2 ** 20).fill(3),
    });
    const found = await inspect(root);
    expect(found.column("/")).toMatchObject({ values: 3 * 2 ** 20, looked: 2 ** 20, mean: 3 });
    expect(found.column("/")!.whole).toBe(false);
    expect(String(found)).toContain("Looked at a part of 1 large array: / (33 %).");
  });

  test("a chunk of another size is told, and the others are shown", async () => {
    const root = await write({
      ".zgroup": { zarr_format: 2 },
      "cut/.zarray": { ...V2, chunks: [4] },
      "cut/0": bytes(1),
      "whole/.zarray": { ...V2, chunks: [4] },
      "whole/0": bytes(1, 2, 3, 4),
    });
    const found = await inspect(root);
    expect(found.column("cut")!.problem).toContain("a chunk must have 16 bytes, found 4");
    expect(found.column("whole")).toMatchObject({ problem: null, mean: 2.5 });
    expect(String(found)).toContain("cut: a chunk must have 16 bytes");
  });

  test.each([["zlib", deflateSync], ["gzip", gzipSync]])(
    "a chunk that %s unpacks to less is told",
    async (id, pack) => {
      const compressor = { id, level: 1 };
      const root = await write({
        ".zarray": { ...V2, chunks: [4], compressor },
        "0": new Uint8Array(pack(bytes(1, 2))),
      });
      const [column] = (await inspect(root)).columns;
      expect(column.problem).toBe("a chunk must have 4 values, found 2");
      expect(column.looked).toBe(0);
    },
  );

  test("damaged metadata is refused with a sentence", async () => {
    const broken = await write({ "zarr.json": new TextEncoder().encode("{") });
    await expect(inspect(broken)).rejects.toThrow("'zarr.json' is not JSON");
    const odd = await write({ ".zarray": { ...V2, shape: "4" } });
    await expect(inspect(odd)).rejects.toThrow("'shape' of the array '' must be a list of whole");
  });
});
