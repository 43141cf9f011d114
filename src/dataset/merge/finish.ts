/**
 * What a dataset has beside the shards of its files' arrays: offsets, and the metadata.
 *
 * @module
 */
import { dirname, join } from "node:path";
import type { ArraySpec } from "../../storage/array.ts";
import { arrayBytes } from "../../storage/array_type.ts";
import { ShardWriter } from "../../storage/zarr/shard_writer.ts";
import { ZSTD_LEVEL } from "../../storage/zarr/zarr_codecs.ts";
import {
  type ArrayMetadata,
  arrayMetadata,
  chunkKey,
  consolidated,
  type GroupMetadata,
  groupMetadata,
  shardCodecs,
} from "../../storage/zarr/zarr_metadata.ts";
import { chooseChunks } from "./chunking.ts";
import type { GroupPlan, MergePlan } from "./merge_plan.ts";

/** The version of a dataset's layout. */
export const DATASET_FORMAT = 1;

/**
 * Writes what a dataset has beside its shards. The root's document, which readers look for first,
 * comes after all others.
 *
 * @param plan The merge.
 * @param folder The dataset.
 * @returns the paths of what was written, in the folder
 */
export function finishMerge(plan: MergePlan, folder: string): string[] {
  const members: Record<string, GroupMetadata | ArrayMetadata> = {};
  const written: string[] = [];
  for (const group of plan.groups) {
    members[group.name] = groupMetadata();
    for (const { name, spec, inner, innerRows } of group.arrays) {
      members[`${group.name}/${name}`] = arrayMetadata({
        spec,
        shape: [group.rows, ...inner],
        chunkShape: [group.shardRows, ...inner],
        codecs: shardCodecs([innerRows, ...atLeastOne(inner)], ZSTD_LEVEL),
      });
    }
    if (!group.perBody) {
      members[`${group.name}/body_offsets_${group.name}`] = writeOffsets(group, folder, written);
    }
  }
  const attributes = {
    trunnion: {
      format: DATASET_FORMAT,
      flow_name: plan.flowName,
      file_count: plan.files.length,
      sample_count: plan.firstSample[plan.files.length],
      profile: plan.profile,
      schema: plan.schema,
    },
  };
  const documents = [...Object.entries(members), ["", consolidated(attributes, members)] as const];
  for (const [path, document] of documents) {
    Deno.mkdirSync(join(folder, path), { recursive: true });
    const name = join(path, "zarr.json");
    Deno.writeTextFileSync(join(folder, name), JSON.stringify(document, null, 1));
    written.push(name.replaceAll("\\", "/"));
  }
  return written;
}

/** Where each sample's rows begin, and behind them the number of rows. */
function writeOffsets(
  { name, sampleRows }: GroupPlan,
  folder: string,
  written: string[],
): ArrayMetadata {
  const array = `body_offsets_${name}`;
  const offsets = new BigInt64Array(sampleRows.length + 1);
  sampleRows.forEach((rows, i) => offsets[i + 1] = offsets[i] + BigInt(rows));
  const { shardRows, innerRows: [innerRows] } = chooseChunks([8]);
  for (let shard = 0; shard * shardRows < offsets.length; shard++) {
    const key = chunkKey(`${name}/${array}`, 1, shard);
    const path = join(folder, key);
    Deno.mkdirSync(dirname(path), { recursive: true });
    const writer = new ShardWriter(path, { rowBytes: 8, innerRows, shardRows });
    try {
      writer.push(arrayBytes(offsets.subarray(shard * shardRows, (shard + 1) * shardRows)));
      writer.close();
    } finally {
      writer.abandon();
    }
    written.push(key);
  }
  const spec: ArraySpec = {
    dims: ["sample_offset"],
    dtype: "int64",
    description: "rows of sample s are offsets[s] to offsets[s + 1]",
  };
  return arrayMetadata({
    spec,
    shape: [offsets.length],
    chunkShape: [shardRows],
    codecs: shardCodecs([innerRows], ZSTD_LEVEL),
  });
}

function atLeastOne(sizes: readonly number[]): number[] {
  return sizes.map((size) => Math.max(1, size));
}
