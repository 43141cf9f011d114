/** Datasets that were damaged, or made to do harm: an error of our own, soon, in little memory. */
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { TrunnionError } from "../../src/base/errors.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { verifyDataset } from "../../src/dataset/verify/verify_dataset.ts";
import { crc32c } from "../../src/storage/zarr/crc32c.ts";
import { ShardWriter } from "../../src/storage/zarr/shard_writer.ts";
import { compressChunk } from "../../src/storage/zarr/zarr_codecs.ts";
import { BODIES, writeDataset } from "../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const sound = folder("sound");
const flowName = basename(await writeDataset(sound));
const name = flowName.replace(".flow", "");
// Where each field gets all values in turn, the dataset is read some thousand times: two bodies,
// and of the one group whose documents are changed the arrays that tell of them.
const small = folder("small");
await writeDataset(small, BODIES.slice(0, 2));
for (const part of ["graph", "labels", "faces/face_types", "faces/face_centroids"]) {
  rmSync(join(small, `${name}.dataset`, part), { recursive: true });
}
let copies = 0;

type Json = Record<string, unknown>;

/** A dataset of its own, to be damaged. */
function copy(of = sound) {
  const root = folder(`copy_${copies++}`);
  cpSync(of, root, { recursive: true });
  return {
    flow: join(root, flowName),
    path: (...parts: string[]) => join(root, ...parts),
    array: (...parts: string[]) => join(root, `${name}.dataset`, "faces", "face_areas", ...parts),
  };
}

type Copy = ReturnType<typeof copy>;

function edit(path: string, change: (document: Json) => void): void {
  const document = JSON.parse(readFileSync(path, "utf8"));
  change(document);
  writeFileSync(path, JSON.stringify(document));
}

const editArray = (change: (document: Json) => void) => (at: Copy) =>
  edit(at.array("zarr.json"), change);
const editFlow = (change: (flow: Json) => void) => (at: Copy) => edit(at.flow, change);
const chunkShape = (value: unknown) => editArray((document) => document.chunk_grid = grid(value));
const grid = (value: unknown) => ({ name: "regular", configuration: { chunk_shape: value } });
const replace = (file: (at: Copy) => string, make: (path: string) => void) => (at: Copy) => {
  rmSync(file(at));
  make(file(at));
};

function fifo(path: string): void {
  const { success } = new Deno.Command("mkfifo", { args: [path] }).outputSync();
  expect(success).toBe(true);
}

const endless = (path: string) => symlinkSync("/dev/zero", path);
const infoset = (at: Copy) => at.path(`${name}.infoset`);
const document = (at: Copy) => at.array("zarr.json");
const shard = (at: Copy) => at.array("c", "0");

/** Reads everything that a dataset says that it has. */
async function readAll(flow: string): Promise<void> {
  const dataset = await openDataset(flow);
  try {
    await dataset.contents();
    for (const group of dataset.groups) {
      for (const array of dataset.arrays(group)) await dataset.read(group, array.name);
    }
    for (const column of dataset.columns) await dataset.column(column);
    for await (const sample of await dataset.samples()) expect(sample.index).toBeGreaterThan(-1);
  } finally {
    dataset.close();
  }
}

/** What was thrown, which must be ours: its message is for a person, and it took little memory. */
async function thrownBy(work: () => Promise<unknown>): Promise<string | null> {
  const before = Deno.memoryUsage().rss;
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof TrunnionError)) throw error;
    expect(error.message).not.toMatch(/properties of|not a function|typed array|undefined|NaN/);
    return error.message;
  } finally {
    expect(Deno.memoryUsage().rss - before).toBeLessThan(300 << 20);
  }
}

const linux = Deno.build.os === "linux";

const DAMAGE: [string, (at: Copy) => void, RegExp][] = [
  ["a chunk_shape of [0]", chunkShape([0]), /'chunk_shape' must be 1 whole numbers.*found \[0\]/],
  ["a chunk_shape of [-5]", chunkShape([-5]), /found \[-5\]/],
  ["a chunk_shape of [2.5]", chunkShape([2.5]), /found \[2\.5\]/],
  ['a chunk_shape of ["a"]', chunkShape(["a"]), /found \["a"\]/],
  ["a chunk_shape of null", chunkShape(null), /found null/],
  ["a chunk_shape of two", chunkShape([4, 4]), /found \[4,4\]/],
  ["a chunk_shape of [1e15]", chunkShape([1e15]), /inner chunk_shape must be/],
  ["a shape of [1e15]", editArray((d) => d.shape = [1e15]), /'chunk_shape' must be one that makes/],
  ["a shape of [1e300]", editArray((d) => d.shape = [1e300]), /'shape' must be/],
  ["a shape of [-5]", editArray((d) => d.shape = [-5]), /'shape' must be.*found \[-5\]/],
  ["a shape of [2.5]", editArray((d) => d.shape = [2.5]), /'shape' must be.*found \[2\.5\]/],
  ["a shape of null", editArray((d) => d.shape = null), /'shape' must be.*found null/],
  [
    "rows that cannot be in the files",
    (at) => {
      editArray((d) => {
        d.shape = [60_000_000];
      })(at);
    },
    /it says that it holds 240000000 bytes, which cannot be in the \d+ that are stored/,
  ],
  ["an array's document of null", (at) => writeFileSync(document(at), "null"), /found null/],
  [
    "a root document of []",
    (at) => writeFileSync(at.path(`${name}.dataset`, "zarr.json"), "[]"),
    /found \[\]/,
  ],
  ["attributes of null", editArray((d) => d.attributes = null), /'attributes' must be an object/],
  [
    "a member whose name leads out of the folder",
    (at) =>
      edit(at.path(`${name}.dataset`, "zarr.json"), (root) => {
        root.consolidated_metadata = { metadata: { "../..": {}, "../../etc": {} } };
      }),
    /plain name that leads nowhere else/,
  ],
  [
    "a zstd bomb",
    (at) => {
      const bomb = compressChunk(new Uint8Array(400 << 20));
      writeChunk(shard(at), bomb);
    },
    /'faces\/face_areas'.*chunk \[0\]: it must have 8 bytes, found more/,
  ],
  [
    "a chunk of another size",
    (at) => writeChunk(shard(at), compressChunk(new Uint8Array(4))),
    /it must have 8 bytes, found 4/,
  ],
  [
    "an index that points behind the file",
    (at) => writeIndex(shard(at), 1n << 40n, 100n),
    /its index tells of 100 bytes from 1099511627776 on/,
  ],
  [
    "an index of a chunk of terabytes",
    (at) => writeIndex(shard(at), 0n, 1n << 42n),
    /tells of 4398046511104/,
  ],
  [
    "a .flow that leads out of its folder",
    editFlow((flow) => flow.flow_info = "../x.infoset"),
    /'flow_info' must be a path within/,
  ],
  [
    "a .flow with an absolute path",
    editFlow((flow) => flow.flow_data = "/etc"),
    /'flow_data' must be a path within/,
  ],
  ["a .flow of null", (at) => writeFileSync(at.flow, "null"), /must be a JSON object/],
  ["an infoset cut short", (at) => cut(infoset(at), 100), /must be a Parquet file/],
  ["an infoset without a byte", (at) => writeFileSync(infoset(at), ""), /must be a Parquet file/],
  ...(linux
    ? [
      ["an infoset that is a FIFO", replace(infoset, fifo), /must be a plain file, found a FIFO/],
      ["a document that is a FIFO", replace(document, fifo), /must be a plain file, found a FIFO/],
      ["a shard that is a FIFO", replace(shard, fifo), /must be a plain file, found a FIFO/],
      ["a .flow that is a FIFO", replace((at) => at.flow, fifo), /neither a file nor a folder/],
      [
        "an infoset that never ends",
        replace(infoset, endless),
        /must be a plain file, found a device/,
      ],
      [
        "a document that never ends",
        replace(document, endless),
        /must be a plain file, found a device/,
      ],
      ["a shard that never ends", replace(shard, endless), /must be a plain file, found a device/],
    ] as [string, (at: Copy) => void, RegExp][]
    : []),
];

/** A shard of two inner chunks, as the fixture has them, of which both are these bytes. */
function writeChunk(path: string, chunk: Uint8Array): void {
  const writer = new ShardWriter(path, { rowBytes: 4, innerRows: 2, shardRows: 4 });
  writer.push(new Uint8Array(16));
  writer.close();
  const own = new Uint8Array(readFileSync(path));
  const index = own.slice(own.length - 36);
  const view = new DataView(index.buffer);
  for (const i of [0, 1]) {
    view.setBigUint64(16 * i, 0n, true);
    view.setBigUint64(16 * i + 8, BigInt(chunk.length), true);
  }
  writeFileSync(path, new Uint8Array([...chunk, ...index.subarray(0, 32), ...sumOf(index)]));
}

function writeIndex(path: string, offset: bigint, length: bigint): void {
  const index = new Uint8Array(36);
  const view = new DataView(index.buffer);
  for (const i of [0, 1]) {
    view.setBigUint64(16 * i, offset, true);
    view.setBigUint64(16 * i + 8, length, true);
  }
  writeFileSync(path, new Uint8Array([1, 2, 3, ...index.subarray(0, 32), ...sumOf(index)]));
}

function sumOf(index: Uint8Array): Uint8Array {
  const sum = new Uint8Array(4);
  new DataView(sum.buffer).setUint32(0, crc32c(index.subarray(0, 32)), true);
  return sum;
}

function cut(path: string, bytes: number): void {
  writeFileSync(path, readFileSync(path).subarray(0, -bytes));
}

describe("damage that is told by name", () => {
  test.each(DAMAGE)("%s", { timeout: 60_000 }, async (_, damage, message) => {
    const at = copy();
    damage(at);
    expect(await thrownBy(() => readAll(at.flow))).toMatch(message);
    const { ok, faults } = await verifyDataset(at.flow, { sources: 0 });
    expect(ok).toBe(false);
    expect(faults.length).toBeGreaterThan(0);
  });
});

/** Values that a field may be given by whoever writes a file. */
const VALUES = [null, [], {}, "", "../a", true, -5, 2.5, 1e15, [0], [1e15], [-5], ["a"], [null]];

/** Every place in a JSON document, as the keys that lead there. */
function places(value: unknown, way: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const place = [...way, Array.isArray(value) ? Number(key) : key];
    return [place, ...places((value as Json)[key], place)];
  });
}

function put(root: unknown, place: readonly (string | number)[], value: unknown): void {
  let at = root as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) at = at[key] as typeof at;
  at[place.at(-1)!] = value;
}

test.each([
  ["an array's document", document],
  ["the root's document", (at: Copy) => at.path(`${name}.dataset`, "zarr.json")],
  ["offsets' document", (at: Copy) => at.array("..", "body_offsets_faces", "zarr.json")],
  [".flow", (at: Copy) => at.flow],
])("any value in any field of %s is read or refused", { timeout: 240_000 }, async (_, file) => {
  const at = copy(small);
  const text = readFileSync(file(at), "utf8");
  let refused = 0, tried = 0;
  for (const place of places(JSON.parse(text))) {
    for (const value of VALUES) {
      const changed = JSON.parse(text);
      put(changed, place, value);
      rmSync(file(at)); // to write over a file waits for the disk
      writeFileSync(file(at), JSON.stringify(changed));
      tried++;
      if (await thrownBy(() => readAll(at.flow)) !== null) refused++;
      await thrownBy(() => verifyDataset(at.flow, { sources: 0 }));
    }
  }
  expect(tried).toBeGreaterThan(40);
  expect(refused).toBeGreaterThan(10);
});

test("any byte of a table may be wrong", { timeout: 240_000 }, async () => {
  const at = copy(small);
  const bytes = readFileSync(infoset(at));
  let refused = 0;
  for (let i = 0; i < bytes.length; i += 7) {
    for (const value of [0xff, 0x80]) {
      const changed = new Uint8Array(bytes);
      changed[i] ^= value;
      rmSync(infoset(at));
      writeFileSync(infoset(at), changed);
      if (await thrownBy(() => readAll(at.flow)) !== null) refused++;
    }
  }
  expect(refused).toBeGreaterThan(50);
});
