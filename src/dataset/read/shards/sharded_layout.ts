/**
 * How an array is laid out in shards, where it is as Trunnion writes it.
 *
 * @module
 */
import type { DType } from "../../../storage/array.ts";
import { bytesPerElement, elementCount } from "../../../storage/array_type.ts";
import { DTYPES } from "../../../storage/schema/schema.ts";

/** Shards of inner chunks along the rows, each a zstd frame of little-endian numbers. */
export interface ShardedLayout {
  readonly dtype: DType;
  /** Rows of the array. */
  readonly rows: number;
  /** Dimensions of the array: what a chunk's key has numbers for. */
  readonly dimensions: number;
  /** Bytes of one row. */
  readonly rowBytes: number;
  /** Rows of an inner chunk. */
  readonly innerRows: number;
  /** Inner chunks of a shard. */
  readonly shardChunks: number;
}

/** A document whose fields have been looked at by `requireArrayDocument`. */
type ArrayDocument = Readonly<Record<string, unknown>>;

interface Codec {
  readonly name: string;
  readonly configuration?: ArrayDocument;
}

/**
 * The layout that an array's document tells of. Null where it is another than Trunnion writes: in
 * other codecs, divided along other dimensions, with another fill value than 0.
 */
export function shardedLayout(document: ArrayDocument): ShardedLayout | null {
  const shape = document.shape as number[];
  const dtype = DTYPES.find((name) => name === document.data_type) ?? null;
  const grid = document.chunk_grid as { configuration: { chunk_shape: number[] } };
  const shard = grid.configuration.chunk_shape;
  const codecs = document.codecs as Codec[];
  const key = document.chunk_key_encoding as Codec | undefined;
  if (dtype === null || shape.length === 0 || Number(document.fill_value) !== 0) return null;
  if (document.storage_transformers !== undefined || codecs[0].name !== "sharding_indexed") {
    return null;
  }
  if (key?.name !== "default" || (key.configuration?.separator ?? "/") !== "/") return null;
  const { chunk_shape: inner, codecs: own, index_codecs: index, index_location: place = "end" } =
    codecs[0].configuration as Record<string, unknown> & { chunk_shape: number[] };
  const size = bytesPerElement(dtype);
  if (place !== "end" || !isChain(own, ["bytes", "zstd"], size)) return null;
  if (!isChain(index, ["bytes", "crc32c"], 8)) return null;
  const width = shape.slice(1);
  const whole = (sizes: number[]) => width.every((n, axis) => n > 0 && n === sizes[axis + 1]);
  if (!whole(shard) || !whole(inner)) return null;
  return {
    dtype,
    rows: shape[0],
    dimensions: shape.length,
    rowBytes: elementCount(width) * size,
    innerRows: inner[0],
    shardChunks: shard[0] / inner[0],
  };
}

/** Whether codecs are those, and numbers little-endian; one byte has no order. */
function isChain(codecs: unknown, names: readonly string[], size: number): boolean {
  const chain = codecs as readonly Codec[];
  return chain.map(({ name }) => name).join() === names.join() &&
    (size === 1 || chain[0].configuration?.endian === "little");
}
