/**
 * Writes down what Trunnion itself reads of a finished flow, for `check.py` to compare.
 *
 *     deno run -A test/interop/export_reading.ts FLOW OUT
 *
 * `OUT/reading.json` names the values; numbers lie beside it as raw little-endian files, in C
 * order, so that not a bit is lost on the way.
 *
 * @module
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type NdArray, openDataFile, openDataset } from "trunnion";
import { locateDataset } from "../../src/dataset/locate_dataset.ts";
import { type ParquetColumn, readParquet } from "../../src/storage/parquet.ts";

const [flowFile, out] = Deno.args;
if (!flowFile || !out) throw new Error("usage: export_reading.ts FLOW OUT");
mkdirSync(out, { recursive: true });

let files = 0;
function writeRaw(bytes: ArrayBufferView): string {
  const name = `${files++}.bin`;
  writeFileSync(
    join(out, name),
    new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  );
  return name;
}

function writeArray(
  { data, shape }: NdArray,
  declared: { dtype: string; dims: readonly string[]; description?: string },
) {
  const { dtype, dims, description = "" } = declared;
  return { shape, dtype, dims, description, raw: writeRaw(data) };
}

/** Texts as they are; numbers as 64 bits each, with a byte that is 1 where there is a value. */
function writeColumn({ name, type, values }: ParquetColumn) {
  const all = Array.from(values);
  if (type === "string") return { name, type, values: all };
  const present = Uint8Array.from(all, (value) => value === null ? 0 : 1);
  const numbers = all.map((value) => value instanceof Date ? value.getTime() : value ?? 0);
  const raw = type === "float32" || type === "float64"
    ? Float64Array.from(numbers, Number)
    : BigInt64Array.from(numbers, (value) => BigInt(value));
  return { name, type, raw: writeRaw(raw), present: writeRaw(present) };
}

const paths = locateDataset(flowFile);
const dataset = await openDataset(flowFile);

const arrays: Record<string, unknown> = {};
for (const group of dataset.groups) {
  for (const info of dataset.arrays(group)) {
    const array = await dataset.read(group, info.name);
    arrays[`${group}/${info.name}`] = writeArray(array, info);
  }
}

const tables: Record<string, unknown> = {};
for (const kind of ["infoset", "attribset"] as const) {
  const path = paths[kind];
  if (path === null) throw new Error(`the ${kind} of ${flowFile} is missing`);
  const columns = await readParquet(path);
  tables[kind] = { path: resolve(path), columns: columns.map(writeColumn) };
  if (kind === "attribset") continue;
  // Trunnion has a second reader of tables, for browsers: it must agree before others are asked.
  for (const { name, values } of columns) {
    const found = await dataset.column(name);
    const same = found.length === values.length &&
      found.every((value, i) => Object.is(value, values[i]) || String(value) === String(values[i]));
    if (!same) throw new Error(`the two readers of '${name}' of the infoset disagree`);
  }
}

const encoded = join(dirname(resolve(flowFile)), "encoded");
const dataFiles = readdirSync(encoded).filter((name) => name.endsWith(".data")).sort()
  .map((name) => {
    const path = join(encoded, name);
    const file = openDataFile(path);
    const own: Record<string, unknown> = {};
    for (const [group, { arrays }] of file.groups) {
      for (const [array, { spec }] of arrays) {
        own[`${group}/${array}`] = writeArray(file.readArray(`${group}/${array}`), spec);
      }
    }
    const rows = Object.fromEntries(
      [...file.groups].map(([group, one]) => [group, one.rowsPerBody]),
    );
    file.close();
    return { path, arrays: own, rows_per_body: rows, bodies: file.attributes.bodies.length };
  });

/** The first, the last and one in the middle: by position. */
const all = await dataset.samples();
const chosen = [...new Set([0, all.length >> 1, all.length - 1])];
const samples: Record<string, unknown> = {};
for (const position of chosen) {
  const sample = await all.at(position);
  const own = Object.entries(sample.arrays).map(([key, array]) => {
    const [group, name] = key.split("/");
    const info = dataset.arrays(group).find((one) => one.name === name)!;
    return [key, writeArray(array, info)];
  });
  samples[position] = Object.fromEntries(own);
}

const subsets: Record<string, number[]> = {};
for (const name of ["train", "validation", "test"]) {
  subsets[name] = await (await dataset.subset(name)).ids();
}
const reading = {
  flow: resolve(flowFile),
  dataset: resolve(paths.dataset),
  sample_count: dataset.sampleCount,
  groups: dataset.groups,
  arrays,
  tables,
  data_files: dataFiles,
  samples,
  subsets,
};
dataset.close();
writeFileSync(join(out, "reading.json"), JSON.stringify(reading));
