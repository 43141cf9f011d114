/** What is stored of each array. @module */
import { crc32c } from "../../storage/zarr/crc32c.ts";
import { chunkKey } from "../../storage/zarr/zarr_metadata.ts";
import { Breath } from "../../base/breath.ts";
import type { ReadStore } from "../read/read_store.ts";
import { readDocument, requireArrayDocument, type ZarrDocument } from "../read/zarr_document.ts";
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";

/** All ones: "this inner chunk is not there". */
const ABSENT = 0xffffffffffffffffn;

/** Shards of one array that are told to be missing: the others will be, too. */
const MOST_MISSING = 1000;

/** How an array is divided, along its first dimension. */
interface Division {
  readonly rows: number;
  readonly dimensions: number;
  readonly shardRows: number;
  readonly innerRows: number;
}

/**
 * Whether everything is there and can be decoded. Readers take chunks that are missing for zeros,
 * so that their absence shows nowhere else.
 */
export const checkStored: Check = {
  name: "stored",
  rule: "every chunk is there and can be decoded",
  async whole({ reader, store }, found) {
    for (const group of reader.arrays.groups()) {
      for (const { name } of reader.arrays.arrays(group)) {
        const where = `${group}/${name}`;
        const document = await readDocument(store, where, reader.location) ?? {};
        requireArrayDocument(document, where, reader.location); // it may have changed since
        const division = divisionOf(document);
        if (division !== null) await checkShards(store, where, division, found);
      }
    }
  },
  async block(block, found) {
    for (const key of block.keys) {
      const array = await block.read(key);
      if (array !== null) found.checked += array.data.length;
      else found.add({ where: key, problem: "its bytes cannot be decoded", sample: block.first });
    }
  },
};

async function checkShards(
  store: ReadStore,
  where: string,
  { rows, dimensions, shardRows, innerRows }: Division,
  found: Findings,
): Promise<void> {
  const breath = new Breath();
  let missing = 0;
  for (let shard = 0; shard * shardRows < rows; shard++) {
    if (breath.due()) await breath.take();
    const key = `/${chunkKey(where, dimensions, shard)}` as const;
    const length = 16 * (shardRows / innerRows) + 4;
    const index = await store.getRange?.(key, { suffixLength: length });
    if (index === undefined) {
      found.add({ where, problem: "a shard is missing: readers take it for zeros", value: key });
      if (++missing === MOST_MISSING) return;
      continue;
    }
    const problem = indexProblem(
      index,
      length,
      Math.min(shardRows, rows - shard * shardRows),
      innerRows,
    );
    if (problem !== null) found.add({ where, problem, value: key });
  }
}

function indexProblem(
  bytes: Uint8Array,
  length: number,
  rows: number,
  innerRows: number,
): string | null {
  if (bytes.length < length) return "a shard is too short for its index";
  const own = bytes.slice(0, length - 4);
  const sum = new DataView(bytes.slice(length - 4).buffer).getUint32(0, true);
  if (crc32c(own) !== sum) return "the index of a shard is damaged: its checksum differs";
  const entries = new BigUint64Array(own.buffer);
  for (let chunk = 0; chunk * innerRows < rows; chunk++) {
    if (entries[2 * chunk] === ABSENT) {
      return "an inner chunk is missing: readers take it for zeros";
    }
  }
  return null;
}

/** How a sharded array is divided; null for an array that is not sharded. */
function divisionOf(document: ZarrDocument): Division | null {
  const { shape, chunk_grid, codecs } = document as unknown as {
    shape: number[];
    chunk_grid: { configuration: { chunk_shape: number[] } };
    codecs: { name: string; configuration?: { chunk_shape?: number[]; index_location?: string } }[];
  };
  const sharding = codecs[0]?.name === "sharding_indexed" ? codecs[0].configuration : undefined;
  if (sharding?.chunk_shape === undefined || sharding.index_location !== "end") return null;
  return {
    rows: shape[0],
    dimensions: shape.length,
    shardRows: chunk_grid.configuration.chunk_shape[0],
    innerRows: sharding.chunk_shape[0],
  };
}
