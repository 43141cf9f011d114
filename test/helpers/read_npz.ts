/** Reads the arrays of an npz file. */
import { readFileSync } from "node:fs";
import { memorySource } from "../../src/storage/byte_source.ts";
import { ZipReader } from "../../src/storage/zip/zip_reader.ts";

interface ReadArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const TYPES = { "<f8": Float64Array, "<f4": Float32Array, "<u4": Uint32Array, "<i4": Int32Array };

/** The arrays that are asked for, by name. */
export function readNpz(path: string, names: readonly string[]): Record<string, ReadArray> {
  const zip = new ZipReader(memorySource(new Uint8Array(readFileSync(path))), path);
  return Object.fromEntries(names.map((name) => {
    const npy = zip.read(`${name}.npy`)!, length = 10 + npy[8] + 256 * npy[9];
    const header = new TextDecoder().decode(npy.subarray(10, length));
    const dtype = /'descr': '([^']+)'/.exec(header)![1] as keyof typeof TYPES;
    const shape = /'shape': \(([^)]*)\)/.exec(header)![1].split(",").map((size) => size.trim())
      .filter((size) => size !== "").map(Number);
    const values = Array.from(new TYPES[dtype](npy.slice(length).buffer), Number);
    return [name, { dtype, shape, values }];
  }));
}
