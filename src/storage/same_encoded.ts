/** Whether two encoded files hold the same. @module */
import { Buffer } from "node:buffer";
import { readPlainFile } from "../base/plain_file.ts";
import type { NdArray } from "./array.ts";
import type { DataFile } from "./data_file.ts";
import { openDataFile } from "./read_data_file.ts";
import { CorruptData, StorageError } from "./storage_errors.ts";

/**
 * Compares what two encoded files say of themselves, and all of their arrays, bit by bit. How they
 * are compressed does not matter. Files of a form of one's own are compared by their bytes.
 */
export function sameEncoded(a: string, b: string): boolean {
  if (sameBytes(readPlainFile(a, Infinity), readPlainFile(b, Infinity))) return true;
  let [one, other]: (DataFile | null)[] = [null, null];
  try {
    one = openDataFile(a);
    other = openDataFile(b);
    return sameContent(one, other);
  } catch (error) {
    const unreadable = error instanceof StorageError || error instanceof CorruptData;
    if (unreadable) return false;
    throw error;
  } finally {
    one?.close();
    other?.close();
  }
}

function sameContent(a: DataFile, b: DataFile): boolean {
  if (JSON.stringify([a.attributes, shapesOf(a)]) !== JSON.stringify([b.attributes, shapesOf(b)])) {
    return false;
  }
  return keysOf(a).every((key) => sameBytes(bytesOf(a.readArray(key)), bytesOf(b.readArray(key))));
}

function shapesOf({ groups }: DataFile): unknown {
  return [...groups].map(([name, { rowsPerBody, arrays }]) => [name, rowsPerBody, [...arrays]]);
}

function keysOf({ groups }: DataFile): string[] {
  return [...groups].flatMap(([group, { arrays }]) =>
    [...arrays.keys()].map((array) => `${group}/${array}`)
  );
}

function bytesOf({ data }: NdArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
