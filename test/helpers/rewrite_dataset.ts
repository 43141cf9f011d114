/** Changes a merged dataset's values, written again as the merge writes them. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { datasetFiles } from "../../src/dataset/read/dataset_files.ts";
import { locateDataset } from "../../src/dataset/locate_dataset.ts";
import { ArrayGroups } from "../../src/dataset/read/array_groups.ts";
import type { TypedArray } from "../../src/storage/array.ts";
import { arrayBytes } from "../../src/storage/array_type.ts";
import { type ColumnValue, readParquet, writeParquet } from "../../src/storage/parquet.ts";
import { ShardWriter } from "../../src/storage/zarr/shard_writer.ts";
import { type ArrayMetadata, chunkKey } from "../../src/storage/zarr/zarr_metadata.ts";

/**
 * Changes an array's values.
 *
 * @param dataset the `.dataset` folder
 * @param key `group/array`
 * @param change changes the values in place
 */
export async function rewriteArray(
  dataset: string,
  key: string,
  change: (data: TypedArray, shape: readonly number[]) => void,
): Promise<void> {
  const source = datasetFiles(locateDataset(dataset));
  const [group, name] = key.split("/");
  const arrays = await ArrayGroups.open(source.store, dataset);
  const { data, shape } = await arrays.read(group, name);
  source.close?.();
  change(data, shape);
  const metadata: ArrayMetadata = JSON.parse(
    readFileSync(join(dataset, key, "zarr.json"), "utf8"),
  );
  const shardRows = metadata.chunk_grid.configuration.chunk_shape[0];
  const inner = metadata.codecs[0].configuration?.chunk_shape as number[];
  const bytes = arrayBytes(data), rowBytes = bytes.length / shape[0];
  for (let shard = 0; shard * shardRows < shape[0]; shard++) {
    const path = join(dataset, chunkKey(key, shape.length, shard));
    rmSync(path);
    const writer = new ShardWriter(path, { rowBytes, innerRows: inner[0], shardRows });
    writer.push(bytes.subarray(shard * shardRows * rowBytes, (shard + 1) * shardRows * rowBytes));
    writer.close();
  }
}

/** Changes a column of a Parquet table. */
export async function rewriteColumn(
  table: string,
  name: string,
  change: (values: ColumnValue[]) => void,
): Promise<void> {
  const columns = await readParquet(table);
  writeParquet(
    table,
    columns.map((column) => {
      if (column.name !== name) return column;
      const values = Array.from(column.values);
      change(values);
      return { ...column, values };
    }),
  );
}
