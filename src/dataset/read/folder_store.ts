/** The arrays of a dataset in a local folder. @module */
import { closeSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../base/message_of.ts";
import {
  openCheckedFile,
  readBytes,
  readPlainFile,
  UnreadableFile,
} from "../../base/plain_file.ts";
import { boundZarr } from "../../storage/zarr/bound_zarr.ts";
import { SYSTEM_ZSTD } from "../../storage/zarr/system_zstd.ts";
import { ChunkUnpacker } from "../../storage/zarr/chunk_unpacker.ts";
import { DatasetError } from "../errors.ts";
import type { ReadStore } from "./read_store.ts";

/** Bytes that a document and a file of chunks may have: they are read whole. */
const [DOCUMENT_BYTES, FILE_BYTES] = [2 ** 26, 2 ** 29];

/** Bytes for which room is kept. */
const PEEKED_BYTES = 2 ** 23;

/** Files kept open at once; the one used longest ago is closed first. */
const MOST_OPEN = 512;

/** A file that is open. */
type ShardFile = ReturnType<typeof openCheckedFile>;

/** A folder as a store; reads are synchronous, files stay open for the next read. */
export class FolderStore {
  readonly #root: string;
  readonly #open = new Map<string, ShardFile>();
  readonly #unpacker = new ChunkUnpacker();
  /** What was peeked at last. */
  #room: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** Without the system's zstd zarrita's own is faster than ours. */
  readonly unpack: ReadStore["unpack"] = SYSTEM_ZSTD
    ? (...chunk) => this.#unpacker.unpack(...chunk)
    : undefined;

  /** What is read through zarrita is bounded. */
  readonly prepare: () => Promise<void> = boundZarr;

  constructor(root: string) {
    this.#root = root;
  }

  get(key: string): Uint8Array | undefined {
    try {
      return readPlainFile(this.#root + key, key.endsWith("json") ? DOCUMENT_BYTES : FILE_BYTES);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw this.#unreadable(key, error);
    }
  }

  getRange(
    key: string,
    range: { offset: number; length: number } | { suffixLength: number },
  ): Uint8Array | undefined {
    const found = this.#file(key);
    if (found === undefined) return undefined;
    if ("suffixLength" in range) {
      const length = Math.min(found.size, range.suffixLength);
      return readBytes(found.file, found.size - length, length);
    }
    this.#requireInside(key, range, found);
    return readBytes(found.file, range.offset, range.length);
  }

  peekRange(
    key: string,
    range: { offset: number; length: number } | { suffixLength: number },
  ): Uint8Array | undefined {
    const found = this.#file(key);
    if (found === undefined) return undefined;
    const isEnd = "suffixLength" in range;
    const length = isEnd ? Math.min(found.size, range.suffixLength) : range.length;
    const offset = isEnd ? found.size - length : range.offset;
    if (!isEnd) this.#requireInside(key, range, found);
    if (length > PEEKED_BYTES) return readBytes(found.file, offset, length);
    if (this.#room.length < length) this.#room = new Uint8Array(length);
    return readBytes(found.file, offset, length, this.#room);
  }

  #requireInside(
    key: string,
    { offset, length }: { offset: number; length: number },
    { size }: ShardFile,
  ): void {
    const inside = offset >= 0 && length >= 0 && offset + length <= size;
    if (inside && length <= FILE_BYTES) return;
    throw new DatasetError(
      `Cannot read '${this.#root}${key}': its index tells of ${length} bytes from ${offset} on, ` +
        `and it has ${size}. It was damaged; run the flow again`,
      { data: { key, offset, length, size } },
    );
  }

  storedBytes(key: string): number {
    let sum = 0;
    for (
      const entry of readdirSync(this.#root + key, { recursive: true, withFileTypes: true })
    ) {
      if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name)).size;
    }
    return sum;
  }

  list(key: string): string[] {
    const entries = readdirSync(this.#root + key, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  close(): void {
    for (const { file } of this.#open.values()) closeSync(file);
    this.#open.clear();
  }

  #unreadable(key: string, cause: unknown): DatasetError {
    return new DatasetError(`Cannot read '${key.slice(1)}' of a dataset: ${messageOf(cause)}`, {
      data: { folder: this.#root, key },
      cause,
    });
  }

  #file(key: string): ShardFile | undefined {
    let file = this.#open.get(key);
    this.#open.delete(key);
    if (file === undefined) {
      try {
        file = openCheckedFile(this.#root + key);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw this.#unreadable(key, error);
      }
    }
    this.#open.set(key, file); // at the end: used last
    const [oldest] = this.#open;
    if (this.#open.size > MOST_OPEN) {
      closeSync(oldest[1].file);
      this.#open.delete(oldest[0]);
    }
    return file;
  }
}

// The class above is a store as the readers want it.
FolderStore satisfies new (root: string) => ReadStore;

function isMissing(error: unknown): boolean {
  if (error instanceof UnreadableFile) return error.data.kind === "a folder";
  return error instanceof Error && "code" in error &&
    (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR");
}
