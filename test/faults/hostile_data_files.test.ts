/** Encoded files that were damaged, or made to do harm. */
import { Buffer } from "node:buffer";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TrunnionError } from "../../src/base/errors.ts";
import { createStorage } from "../../src/storage/create_storage.ts";
import { openDataFile } from "../../src/storage/read_data_file.ts";
import { fileSource } from "../../src/storage/byte_source.ts";
import { compressChunk } from "../../src/storage/zarr/zarr_codecs.ts";
import { ZipReader } from "../../src/storage/zip/zip_reader.ts";
import { ZipWriter } from "../../src/storage/zip/zip_writer.ts";
import { craftZip } from "../helpers/craft_zip.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const root = folder("files");
let files = 0;

/** Says of an entry that it has nearly 4 GiB. */
function size5G(header: DataView): void {
  for (const at of [20, 24]) header.setUint32(at, 0xfffffffe, true);
}

/** An encoded file with 18 numbers in `faces/areas`. */
function dataFile(type: "optimized" | "json" = "optimized"): string {
  const storage = createStorage(type, `${root}/part_${files++}.data`);
  storage.saveData("faces/areas", Array.from({ length: 18 }, (_, i) => i));
  storage.compressStore();
  return storage.getFilePath();
}

/** The same file with one entry changed. */
function withEntry(name: string, change: (bytes: Uint8Array) => Uint8Array): string {
  const path = dataFile();
  const reader = new ZipReader(fileSource(path), path);
  const entries = [...reader.names()].map((one) => [one, reader.read(one)!] as const);
  expect(entries.map(([one]) => one)).toContain(name);
  reader.close();
  const parts: Uint8Array[] = [];
  const writer = new ZipWriter((bytes) => parts.push(bytes.slice()));
  for (const [one, bytes] of entries) writer.add(one, one === name ? change(bytes) : bytes);
  writer.end();
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

const withJson = (name: string, change: (document: Json) => void) => () =>
  withEntry(name, (bytes) => {
    const document = JSON.parse(new TextDecoder().decode(bytes));
    change(document);
    return new TextEncoder().encode(JSON.stringify(document));
  });

// deno-lint-ignore no-explicit-any -- any field may be given any value
type Json = any;

function readAll(path: string): void {
  const file = openDataFile(path);
  try {
    for (const [group, { arrays }] of file.groups) {
      for (const array of arrays.keys()) file.readArray(`${group}/${array}`);
    }
  } finally {
    file.close();
  }
}

/** The message of our own error, which came with little memory. */
function thrownBy(path: string): string | null {
  const before = Deno.memoryUsage().rss;
  try {
    readAll(path);
    return null;
  } catch (error) {
    if (!(error instanceof TrunnionError)) throw error;
    expect(error.message).not.toMatch(/properties of|not a function|typed array|undefined/);
    return error.message;
  } finally {
    expect(Deno.memoryUsage().rss - before).toBeLessThan(200 << 20);
  }
}

const special = (make: (path: string) => void) => () => {
  const path = `${root}/special_${files++}.data`;
  make(path);
  return path;
};

const array = "faces/areas/zarr.json";

describe("damage that is told by name", () => {
  const cases: [string, () => string, RegExp][] = [
    [
      "a chunk that unpacks to gigabytes",
      () => withEntry("faces/areas/c/0", () => compressChunk(new Uint8Array(500 << 20))),
      /entry 'faces\/areas\/c\/0' must have at most \d+ bytes, found \d+/,
    ],
    [
      "a small chunk that unpacks to much more",
      () => withEntry("faces/areas/c/0", () => compressChunk(new Uint8Array(8 << 20))),
      /'faces\/areas' of '.*': expected 144 bytes, found 8388608/,
    ],
    [
      "a document of gigabytes",
      special((path) => {
        writeFileSync(path, craftZip([{ name: "zarr.json", central: size5G }]));
        Deno.truncateSync(path, 5 * 2 ** 30);
        const end = craftZip([{ name: "zarr.json", central: size5G }], { offset: 5 * 2 ** 30 });
        writeFileSync(path, end.subarray(40), { flag: "a" });
      }),
      /entry 'zarr.json' must have at most 67108864 bytes, found 4294967294/,
    ],
    ["a shape of [1e15]", withJson(array, (d) => d.shape = [1e15]), /no array of one chunk/],
    ["a shape of [2.5]", withJson(array, (d) => d.shape = [2.5]), /no array of one chunk/],
    ["a shape of null", withJson(array, (d) => d.shape = null), /no array of one chunk/],
    [
      "terabytes of rows",
      withJson(array, (d) => {
        d.shape = [2 ** 40];
        d.chunk_grid.configuration.chunk_shape = [2 ** 40];
      }),
      /has 1099511627776 rows/,
    ],
    [
      "bodies of null",
      withJson("zarr.json", (d) => d.attributes.trunnion.bodies = [null]),
      /no attributes/,
    ],
    [
      "a root of null",
      () => withEntry("zarr.json", () => new TextEncoder().encode("null")),
      /no encoded file/,
    ],
    ["a file cut short", () => {
      const path = dataFile();
      writeFileSync(path, readFileSync(path).subarray(0, -30));
      return path;
    }, /ends with a directory/],
    [
      "JSON of another kind",
      special((path) => writeFileSync(path, '{"trunnion": 5}')),
      /no attributes|no encoded file/,
    ],
    ["JSON that is cut short", special((path) => writeFileSync(path, '{"trunnion": {')), /no JSON/],
    ...(Deno.build.os === "linux"
      ? [
        [
          "a FIFO",
          special((path) => {
            new Deno.Command("mkfifo", { args: [path] }).outputSync();
          }),
          /must be a plain file, found a FIFO/,
        ],
        ["an endless device", special((path) => symlinkSync("/dev/zero", path)), /found a device/],
      ] as [string, () => string, RegExp][]
      : []),
  ];
  test.each(cases)("%s", { timeout: 60_000 }, (_, make, message) => {
    expect(thrownBy(make())).toMatch(message);
  });
});

test.each(["optimized", "json"] as const)(
  "any byte of %s may be wrong",
  { timeout: 120_000 },
  (type) => {
    const path = dataFile(type);
    const bytes = readFileSync(path);
    let refused = 0;
    for (let i = 0; i < bytes.length; i += 3) {
      const changed = new Uint8Array(bytes);
      changed[i] ^= 0x81;
      writeFileSync(path, changed);
      if (thrownBy(path) !== null) refused++;
    }
    expect(refused).toBeGreaterThan(20);
  },
);
