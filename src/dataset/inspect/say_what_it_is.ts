/**
 * What a file is that cannot be inspected, by how it begins, and what to do with it.
 *
 * @module
 */
import { closeSync, existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { openPlainFile, readBytes } from "../../base/plain_file.ts";
import { plainText } from "../../base/plain_text.ts";
import { DatasetError } from "../errors.ts";
import { flowsBelowText } from "../locate_dataset.ts";

const RULE = "it must be a .flow, .dataset, .data or packed .zip file, a Zarr store or a Parquet " +
  "file";

/** The metadata of Zarr, those first that a store has. */
const ZARR_FILES = ["zarr.json", ".zgroup", ".zarray", ".zattrs", ".zmetadata"];

/** How other files begin. */
const BEGINNINGS: readonly [begins: string, what: string][] = [
  ["ARROW1", "an Arrow file. Write it as Parquet, or give its table to `dataset.join`"],
  ["\x89HDF", "an HDF5 file. xarray's `open_dataset(...).to_zarr(...)` makes a Zarr store of it"],
  ["CDF", "a netCDF file. xarray's `open_dataset(...).to_zarr(...)` makes a Zarr store of it"],
  ["\x93NUMPY", "an array of numpy (.npy)"],
  ["\x1f\x8b", "a gzip file. Unpack it first"],
  ["\x28\xb5\x2f\xfd", "a zstd file. Unpack it first"],
  ["ISO-10303-21", "a STEP file. `trunnion encode` makes a dataset of it"],
  ["SQLite format 3\0", "a SQLite database"],
  ["PAR1", "a Parquet file that was cut short"],
];

/** The error for a file that is of none of the kinds. */
export function sayWhatItIs(file: string, path: string): UsageError {
  const bytes = beginning(path);
  if (bytes.length === 0) return notInspected(file, `${RULE}, and is empty`);
  if (ZARR_FILES.includes(basename(path))) {
    return notInspected(
      file,
      `it is metadata of a Zarr store. Inspect its folder, '${dirname(file)}'`,
    );
  }
  const text = String.fromCharCode(...bytes);
  const known = BEGINNINGS.find(([begins]) => text.startsWith(begins));
  if (known !== undefined) return notInspected(file, `${RULE}, and is ${known[1]}`);
  const isText = bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || byte >= 32);
  const line = plainText(new TextDecoder().decode(bytes).split(/\r?\n/)[0].slice(0, 60));
  if (isText) {
    const hint = /\.(csv|tsv|txt)$/i.test(path)
      ? ". `dataset.join` takes tables as text"
      : /\.(parquet|pq)$/i.test(path)
      ? ". A Parquet file begins with PAR1: write it with a library for Parquet"
      : "";
    return notInspected(file, `${RULE}, and is text that begins '${line}'${hint}`);
  }
  const first = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0"));
  return notInspected(file, `${RULE}, and begins with the bytes ${first.join(" ")}`);
}

/** The error for a folder that holds nothing of the kinds, with what there is to inspect in it. */
export function sayWhatIsInside(file: string, path: string): UsageError {
  const names = readdirSync(path);
  const isStore = (name: string) =>
    ZARR_FILES.slice(0, 3).some((one) => existsSync(join(path, name, one)));
  const inside = names.filter((name) => isStore(name) || /\.(parquet|pq)$/.test(name));
  if (inside.length > 0) {
    const first = inside.slice(0, 3).map((name) => `'${join(file, name)}'`).join(", ");
    return notInspected(
      file,
      `the folder holds ${inside.length} files or stores to be inspected one by one: ${first}` +
        (inside.length > 3 ? ", ..." : ""),
    );
  }
  const below = flowsBelowText(file);
  const found = names.slice(0, 5).map((name) => `'${plainText(name)}'`).join(", ");
  return notInspected(
    file,
    "the folder holds neither a flow nor a Zarr store (no .flow, zarr.json, .zgroup or .zarray), " +
      (names.length === 0 ? "and is empty" : `found ${found}`) + (below === "" ? "" : `. ${below}`),
  );
}

/** The error for what is damaged, or not there. */
export function cannotInspect(file: string, why: string, cause?: unknown): DatasetError {
  return new DatasetError(`Cannot inspect '${file}': ${why}`, { data: { file }, cause });
}

function notInspected(file: string, why: string): UsageError {
  return new UsageError(`Cannot inspect '${file}': ${why}`, { data: { file } });
}

function beginning(path: string): Uint8Array {
  const { file, size } = openPlainFile(path);
  try {
    return readBytes(file, 0, Math.min(size, 256));
  } finally {
    closeSync(file);
  }
}
