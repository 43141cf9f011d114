/** Stores for zarrita, over a folder and over a zip, for tests to read what was written. */
import { existsSync, readFileSync } from "node:fs";
import type { AsyncReadable, RangeQuery } from "zarrita";
import { fileSource } from "../../src/storage/byte_source.ts";
import { ZipReader } from "../../src/storage/zip/zip_reader.ts";

function rangeOf(bytes: Uint8Array | undefined, range: RangeQuery): Uint8Array | undefined {
  if (bytes === undefined) return undefined;
  if ("suffixLength" in range) return bytes.slice(bytes.length - range.suffixLength);
  return bytes.slice(range.offset, range.offset + range.length);
}

function storeOf(read: (key: string) => Uint8Array | undefined): AsyncReadable {
  return {
    get: (key) => Promise.resolve(read(key.slice(1))),
    getRange: (key, range) => Promise.resolve(rangeOf(read(key.slice(1)), range)),
  };
}

export function folderStore(path: string): AsyncReadable {
  return storeOf((key) => {
    const file = `${path}/${key}`;
    return existsSync(file) ? new Uint8Array(readFileSync(file)) : undefined;
  });
}

export function zipStore(path: string): AsyncReadable {
  const zip = new ZipReader(fileSource(path), path);
  return storeOf((key) => zip.read(key)?.slice());
}
