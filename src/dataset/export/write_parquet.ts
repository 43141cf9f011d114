/** Exports samples as Parquet files, in the layout that the Hub of Hugging Face expects. @module */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ColumnSource,
  fileWriter,
  ParquetWriter,
} from "../../storage/column/parquet_writer_library.ts";
import { compressChunk } from "../../storage/zarr/zarr_codecs.ts";
import { croissant } from "./croissant.ts";
import { datasetCard } from "./dataset_card.ts";
import type { ExportedColumn, ExportPlan } from "./export_plan.ts";
import { type ExportedShard, shardName } from "./exported_shard.ts";
import { featuresJson } from "./hub_features.ts";
import { arrayElements, nested, valueElement } from "./parquet_schema.ts";
import { readBlock, shardsOf } from "./read_block.ts";
import { rowCutter } from "./row_cutter.ts";

/** Bytes of the arrays of a row group: they are nested lists in memory. */
const GROUP_BYTES = 16 << 20;

/**
 * Writes `data/<subset>-00000-of-00001.parquet`, a card (`README.md`) and `croissant.json`.
 *
 * @param shardBytes the bytes of arrays in a file, about
 */
export async function writeParquetFiles(
  plan: ExportPlan,
  folder: string,
  shardBytes: number,
): Promise<void> {
  const shards: ExportedShard[] = [];
  mkdirSync(join(folder, "data"));
  for (const [subset, samples] of plan.subsets) {
    const parts = shardsOf(samples, plan.arrays, shardBytes);
    for (const [i, part] of parts.entries()) {
      const path = `data/${shardName(subset, i, parts.length)}.parquet`;
      await writeFile(plan, join(folder, path), part);
      const bytes = readFileSync(join(folder, path));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      shards.push({ subset, path, samples: part.length, bytes: bytes.length, sha256 });
    }
  }
  writeFileSync(join(folder, "README.md"), datasetCard(plan, shards));
  const described = JSON.stringify(croissant(plan, shards), null, 2);
  writeFileSync(join(folder, "croissant.json"), described + "\n");
}

async function writeFile(
  { reader, arrays, columns, about }: ExportPlan,
  path: string,
  samples: readonly number[],
): Promise<void> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: "root", num_children: columns.length + arrays.length },
      ...columns.map(({ name, type }) => valueElement(name, type)),
      ...arrays.flatMap(arrayElements),
    ],
    codec: "ZSTD",
    compressors: { ZSTD: (bytes) => compressChunk(bytes) },
    statistics: false,
    kvMetadata: [
      { key: "huggingface", value: JSON.stringify(featuresJson(columns, arrays, about)) },
      { key: "trunnion", value: JSON.stringify(about) },
    ],
    createdBy: "trunnion",
  });
  for (const group of shardsOf(samples, arrays, GROUP_BYTES)) {
    const columnData: ColumnSource[] = columns.map((column) => valuesOf(column, group));
    for (const array of arrays) {
      const cut = rowCutter(await readBlock(reader, array, group));
      const data = group.map(() => nested(cut(), array));
      columnData.push({ name: array.key, data, encoding: "PLAIN" });
    }
    await writer.write({ columnData, rowGroupSize: Math.max(1, group.length) });
  }
  await writer.finish();
}

function valuesOf({ name, type, values }: ExportedColumn, samples: readonly number[]) {
  const data = samples.map((s) => {
    const value = values[s];
    return type === "int64" && value !== null ? BigInt(value as number) : value;
  });
  return { name, data };
}
