/**
 * Reads rows of a sharded array without a detour: each inner chunk that is needed is unpacked once
 * and cut as often as it is asked for. zarrita does the same with several promises a chunk.
 *
 * @module
 */
import { crc32c } from "../../../storage/zarr/crc32c.ts";
import { chunkKey } from "../../../storage/zarr/zarr_metadata.ts";
import { DatasetError } from "../../errors.ts";
import type { ChunkCache } from "./chunk_cache.ts";
import type { ReadStore } from "../read_store.ts";
import type { ShardedLayout } from "./sharded_layout.ts";

/** Bytes that are read of a file at once. */
const RUN_BYTES = 2 ** 22;
/** Shards whose index is kept. */
const MOST_INDEXES = 256;

/**
 * Where the inner chunks of a shard are: offset and length by turns; length 0 where there is none.
 */
type ShardIndex = Float64Array;

/** A store that reads ranges, and what unpacks its chunks. */
type RangeStore = Required<Pick<ReadStore, "getRange" | "unpack">> & Pick<ReadStore, "peekRange">;

/** The rows of one array. */
export class ShardedRows {
  readonly layout: ShardedLayout;
  readonly #store: RangeStore;
  readonly #path: string;
  readonly #cache: ChunkCache;
  readonly #indexes = new Map<number, Promise<ShardIndex | null>>();

  /**
   * @param path the array's, e.g. `"faces/face_areas"`
   * @param cache keeps chunks; one is looked at before the next is kept
   */
  constructor(
    layout: ShardedLayout,
    store: RangeStore,
    path: string,
    cache: ChunkCache,
  ) {
    this.layout = layout;
    this.#store = store;
    this.#path = path;
    this.#cache = cache;
  }

  /**
   * Reads spans of rows, one behind the other.
   *
   * @param spans first row and row after the last, by turns; ascending, without overlap
   * @returns the bytes of the rows
   * @throws when a chunk is damaged, or the spans are out of the array
   */
  async read(spans: ArrayLike<number>): Promise<Uint8Array<ArrayBuffer>> {
    const { innerRows, rowBytes, shardChunks } = this.layout;
    const out = new Uint8Array(this.#countRows(spans) * rowBytes);
    const chunks = neededChunks(spans, innerRows);
    let span = 0, at = 0;
    let whole: WholeShard | null = null;
    for (let i = 0; i < chunks.length;) {
      const shard = Math.floor(chunks[i] / shardChunks);
      if (whole?.shard !== shard) whole = this.#peekWhole(chunks, i, shard);
      const index: ShardIndex | null = whole === null ? await this.#index(shard) : whole.index;
      const end = this.#runEnd(chunks, i, shard, index);
      const reading = whole !== null
        ? whole.run
        : index === null
        ? null
        : this.#readRun(chunks, i, end, shard, index);
      // What was peeked at is unpacked before anything else can be read.
      const run = reading instanceof Promise ? await reading : reading;
      for (; i < end; i++) {
        const [first, last] = [chunks[i] * innerRows, (chunks[i] + 1) * innerRows];
        let bytes: Uint8Array | null = null;
        for (; span < spans.length; span += 2) {
          const from = Math.max(spans[span], first), to = Math.min(spans[span + 1], last);
          if (from < to) {
            const size = (to - from) * rowBytes;
            if (run !== null && to - from === innerRows) {
              this.#unpack(chunks[i], index!, run, out.subarray(at, at + size));
            } else if (run !== null) {
              bytes ??= this.#unpack(chunks[i], index!, run);
              out.set(bytes.subarray((from - first) * rowBytes, (to - first) * rowBytes), at);
            }
            at += size;
          }
          if (spans[span + 1] > last) break; // goes on in the next chunk
        }
      }
    }
    return out;
  }

  #countRows(spans: ArrayLike<number>): number {
    let rows = 0, before = 0;
    for (let i = 0; i < spans.length; i += 2) {
      const [start, end] = [spans[i], spans[i + 1]];
      if (!(start >= before && end >= start && end <= this.layout.rows)) {
        throw new RangeError(`rows ${start} to ${end} of ${this.layout.rows}, after ${before}`);
      }
      rows += end - start;
      before = end;
    }
    return rows;
  }

  /** The end of the chunks that lie behind one another in one file, and fit into one read. */
  #runEnd(chunks: readonly number[], from: number, shard: number, index: ShardIndex | null) {
    const { shardChunks } = this.layout;
    let end = from + 1;
    for (let bytes = 0; end < chunks.length; end++) {
      if (Math.floor(chunks[end] / shardChunks) !== shard) break;
      if (index === null) continue;
      const [before, own] = [2 * (chunks[end - 1] % shardChunks), 2 * (chunks[end] % shardChunks)];
      bytes += index[before + 1];
      if (index[own] !== index[before] + index[before + 1]) break;
      if (bytes + index[own + 1] > RUN_BYTES) break;
    }
    return end;
  }

  /** The bytes of some chunks that lie behind one another, and where in the file they begin. */
  #readRun(
    chunks: readonly number[],
    from: number,
    end: number,
    shard: number,
    index: ShardIndex,
  ): Run | null | Promise<Run> {
    const { shardChunks } = this.layout;
    const place = (i: number) => 2 * (chunks[i] % shardChunks);
    const offset = index[place(from)];
    const length = index[place(end - 1)] + index[place(end - 1) + 1] - offset;
    if (length === 0) return null;
    const known = end - from === 1 ? this.#cache.get(this.#name(chunks[from])) : undefined;
    if (known !== undefined) return { offset, bytes: known, unpacked: true };
    const range = { offset, length };
    if (this.#store.peekRange !== undefined) {
      return runOf(range, this.#store.peekRange(this.#key(shard), range));
    }
    return Promise.resolve(this.#store.getRange(this.#key(shard), range))
      .then((bytes) => runOf(range, bytes));
  }

  /**
   * The bytes of a chunk, put into `room` where all of them are wanted there. Of others the next
   * rows are often wanted: they are kept.
   */
  #unpack(chunk: number, index: ShardIndex, run: Run, room?: Uint8Array): Uint8Array {
    const { shardChunks, innerRows, rowBytes } = this.layout;
    const place = 2 * (chunk % shardChunks);
    const [offset, length] = [index[place], index[place + 1]];
    const size = innerRows * rowBytes;
    if (length === 0) return room ?? new Uint8Array(size);
    const key = this.#name(chunk);
    const known = run.unpacked ? run.bytes : this.#cache.get(key);
    if (known !== undefined) {
      room?.set(known);
      return room ?? known;
    }
    const from = offset - run.offset;
    const own = room ?? this.#cache.room(size);
    const bytes = this.#store.unpack(run.bytes.subarray(from, from + length), size, own);
    if (bytes !== own) own.set(bytes);
    if (room === undefined) this.#cache.set(key, own);
    return own;
  }

  /**
   * A small shard of which all chunks are needed, read at once with its index, where that is not
   * known; null for another. It is peeked at, as a run is.
   */
  #peekWhole(chunks: readonly number[], from: number, shard: number): WholeShard | null {
    const { shardChunks, innerRows, rowBytes, rows } = this.layout;
    const first = shard * shardChunks;
    const count = Math.min(shardChunks, Math.ceil(rows / innerRows) - first);
    const isWhole = chunks[from] === first && chunks[from + count - 1] === first + count - 1;
    const isSmall = 2 * shardChunks * innerRows * rowBytes <= RUN_BYTES;
    const { peekRange } = this.#store;
    if (!isWhole || !isSmall || peekRange === undefined || this.#indexes.has(shard)) return null;
    const bytes = peekRange(this.#key(shard), { suffixLength: RUN_BYTES + 1 });
    if (bytes !== undefined && bytes.length > RUN_BYTES) return null;
    const index = bytes === undefined
      ? null
      : indexOf(bytes.subarray(-indexBytes(shardChunks)), shardChunks);
    this.#keepIndex(shard, Promise.resolve(index));
    return {
      shard,
      index,
      run: bytes === undefined ? null : { offset: 0, bytes, unpacked: false },
    };
  }

  #index(shard: number): Promise<ShardIndex | null> {
    let index = this.#indexes.get(shard);
    if (index === undefined) {
      index = this.#readIndex(shard);
      index.catch(() => this.#indexes.delete(shard));
    }
    this.#keepIndex(shard, index);
    return index;
  }

  #keepIndex(shard: number, index: Promise<ShardIndex | null>): void {
    this.#indexes.delete(shard);
    this.#indexes.set(shard, index); // at the end: used last
    const [oldest] = this.#indexes.keys();
    if (this.#indexes.size > MOST_INDEXES) this.#indexes.delete(oldest);
  }

  /** Null where there is no such shard: its rows are all 0. */
  async #readIndex(shard: number): Promise<ShardIndex | null> {
    const { shardChunks } = this.layout;
    const range = { suffixLength: indexBytes(shardChunks) };
    const bytes = await this.#store.getRange(this.#key(shard), range);
    return bytes === undefined ? null : indexOf(bytes, shardChunks);
  }

  #name(chunk: number): string {
    return `${this.#path}:${chunk}`;
  }

  #key(shard: number): `/${string}` {
    return `/${chunkKey(this.#path, this.layout.dimensions, shard)}`;
  }
}

/** The bytes of an index: 16 for each chunk, and its checksum. */
function indexBytes(shardChunks: number): number {
  return 16 * shardChunks + 4;
}

/** Reads an index; its integers of 64 bits by their halves, as BigInts are objects. */
function indexOf(bytes: Uint8Array, shardChunks: number): ShardIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = 16 * shardChunks;
  if (bytes.length !== size + 4 || view.getUint32(size, true) !== crc32c(bytes.subarray(0, size))) {
    throw new DatasetError("the index of a shard is damaged");
  }
  const index = new Float64Array(2 * shardChunks);
  for (let i = 0; i < index.length; i++) {
    const [low, high] = [view.getUint32(8 * i, true), view.getUint32(8 * i + 4, true)];
    const isNone = low === 0xffffffff && high === 0xffffffff;
    index[i] = isNone ? 0 : high * 2 ** 32 + low;
  }
  return index;
}

function runOf(
  { offset, length }: { readonly offset: number; readonly length: number },
  bytes: Uint8Array | undefined,
): Run {
  if (bytes?.length === length) return { offset, bytes, unpacked: false };
  throw new DatasetError(`chunks must have ${length} bytes, found ${bytes?.length ?? "no file"}`);
}

interface Run {
  /** Where in the file its bytes begin. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Whether the bytes are those of one chunk, as it was kept, instead of the file's. */
  readonly unpacked: boolean;
}

/** A shard that was read at once; no index and no run where there is none. */
interface WholeShard {
  readonly shard: number;
  readonly index: ShardIndex | null;
  readonly run: Run | null;
}

/** The inner chunks that hold some rows, ascending, each once. */
function neededChunks(spans: ArrayLike<number>, innerRows: number): number[] {
  const chunks: number[] = [];
  let next = 0;
  for (let i = 0; i < spans.length; i += 2) {
    if (spans[i] === spans[i + 1]) continue;
    const first = Math.max(next, Math.floor(spans[i] / innerRows));
    next = Math.ceil(spans[i + 1] / innerRows);
    for (let chunk = first; chunk < next; chunk++) chunks.push(chunk);
  }
  return chunks;
}
