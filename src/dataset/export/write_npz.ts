/** Exports samples as npz files, one a sample. @module */
import { Buffer } from "node:buffer";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeParquet } from "../../storage/parquet.ts";
import { ZipWriter } from "../../storage/zip/zip_writer.ts";
import type { ExportPlan } from "./export_plan.ts";
import { npyBytes } from "./npy.ts";
import { type Block, blocksOf, readBlock } from "./read_block.ts";
import { sampleFileName } from "./sample_file_name.ts";
import { rowCutter } from "./row_cutter.ts";

/** Samples that are read at once. */
const BLOCK = 128;

/** Writes `<subset>/<position>_<name>.npz`, the table of all, and what is known of them. */
export async function writeNpz(plan: ExportPlan, folder: string): Promise<void> {
  const { reader, arrays, columns, subsets } = plan;
  const names = columns.find(({ name }) => name === "name")?.values;
  const files = new Array<string | null>(reader.sampleCount).fill(null);
  for (const [subset, samples] of subsets) {
    mkdirSync(join(folder, subset));
    for (const block of blocksOf(samples, BLOCK)) {
      const read = await Promise.all(arrays.map((array) => readBlock(reader, array, block)));
      const cutters = read.map((one: Block) => rowCutter(one));
      for (const s of block) {
        files[s] = `${subset}/${sampleFileName(s, names?.[s])}.npz`;
        const parts: Uint8Array[] = [];
        const zip = new ZipWriter((part) => parts.push(part.slice()));
        for (const [i, { key, dtype }] of arrays.entries()) {
          const { data, shape } = cutters[i]();
          zip.add(`${key}.npy`, npyBytes(dtype, shape, data));
        }
        zip.end();
        writeFileSync(join(folder, files[s]!), Buffer.concat(parts));
      }
    }
  }
  const kept = files.flatMap((file, s) => file === null ? [] : [s]);
  writeParquet(join(folder, "samples.parquet"), [
    { name: "npz", type: "string", values: kept.map((s) => files[s]) },
    ...columns.map(({ name, type, values }) => ({
      name,
      type,
      values: kept.map((s) => values[s]),
    })),
  ]);
}
