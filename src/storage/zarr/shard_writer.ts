/**
 * Writes one shard of a Zarr array: inner chunks as they come, then their index.
 *
 * Source: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/sharding-indexed/index.html
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { arrayBytes } from "../array_type.ts";
import { ChunkPacker } from "./chunk_packer.ts";
import { crc32c } from "./crc32c.ts";
import { FileWriter } from "../file_writer.ts";

/** How a shard is divided. */
interface ShardShape {
  /** Bytes of one row, the other dimensions included. */
  readonly rowBytes: number;
  /** Rows of an inner chunk. */
  readonly innerRows: number;
  /** Rows of a shard: a multiple of `innerRows`. */
  readonly shardRows: number;
}

/** Where the bytes of a shard go, from the first to the last. */
export type ShardSink = Pick<FileWriter, "position" | "write" | "close" | "abandon">;

/** Nothing of a chunk is left in it for the next one, which may be another shard's. */
const packer = new ChunkPacker("exact");

/**
 * Writes a shard row by row. Memory: one inner chunk, whatever the size of the shard.
 *
 * The last inner chunk is filled up with zeros, because chunks have their full size even at the
 * edge of an array; inner chunks that no row reaches are left out of the shard.
 */
export class ShardWriter {
  readonly #file: ShardSink;
  readonly #chunk: Uint8Array;
  readonly #index: BigUint64Array;
  #filled = 0;
  #chunks = 0;
  #raw = 0;

  /**
   * @param file The shard's file, or what takes its bytes.
   * @param shape How it is divided.
   */
  constructor(file: string | ShardSink, { rowBytes, innerRows, shardRows }: ShardShape) {
    if (innerRows < 1 || shardRows % innerRows !== 0) {
      throw new UsageError(
        `Cannot write a shard of ${shardRows} rows: they must be a multiple of the inner chunks' ` +
          `${innerRows} rows`,
      );
    }
    this.#chunk = new Uint8Array(rowBytes * innerRows);
    // All bits set: "this inner chunk is not there".
    this.#index = new BigUint64Array(2 * (shardRows / innerRows)).fill(0xffffffffffffffffn);
    this.#file = typeof file === "string" ? new FileWriter(file) : file;
  }

  /** Appends whole rows. */
  push(rows: Uint8Array): void {
    this.#raw += rows.length;
    let at = 0;
    while (at < rows.length) {
      const count = Math.min(rows.length - at, this.#chunk.length - this.#filled);
      this.#chunk.set(rows.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled === this.#chunk.length) this.#emit();
    }
  }

  /** Writes the last inner chunk and the index, and closes the file. */
  close(): { raw: number; written: number } {
    if (this.#filled > 0) {
      this.#chunk.fill(0, this.#filled);
      this.#emit();
    }
    const index = bytesOf64(this.#index);
    this.#file.write(index);
    this.#file.write(arrayBytes(Uint32Array.of(crc32c(index))));
    const written = this.#file.position;
    this.#file.close();
    return { raw: this.#raw, written };
  }

  /** Closes the file as it is: for when something has failed. */
  abandon(): void {
    this.#file.abandon();
  }

  #emit(): void {
    const bytes = packer.pack(this.#chunk);
    if (2 * this.#chunks === this.#index.length) {
      throw new UsageError("Cannot write into a shard: it has all its rows already");
    }
    this.#index[2 * this.#chunks] = BigInt(this.#file.position);
    this.#index[2 * this.#chunks + 1] = BigInt(bytes.length);
    this.#chunks++;
    this.#file.write(bytes);
    this.#filled = 0;
  }
}

function bytesOf64(numbers: BigUint64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
