/** A Parquet file on a local disk. @module */
import { closeSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type OpenFile, openPlainFile, readBytes, readPlainFile } from "../../base/plain_file.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { requireStaysIn } from "./stays_in.ts";
import { ChunkUnpacker } from "../../storage/zarr/chunk_unpacker.ts";
import { SYSTEM_ZSTD } from "../../storage/zarr/system_zstd.ts";
import { compressChunk } from "../../storage/zarr/zarr_codecs.ts";
import { DatasetError } from "../errors.ts";
import type { TableFile } from "./read_store.ts";

/** Bytes that a table may have: it is read whole. */
const TABLE_BYTES = 2 ** 31;

/**
 * The table at a path, of which parts are read as they are asked for, until it is closed. While it
 * is open it stays as it was, whatever takes its place.
 *
 * @param home the folder in which a new version of it must stay
 */
export function openTableFile(path: string, home: string): TableFile & { close(): void } {
  let open: OpenFile | null = null;
  const close = () => {
    if (open !== null) closeSync(open.file);
    open = null;
  };
  return {
    ...tableFile(path, home),
    open() {
      const own = openPlainFile(path);
      close();
      open = own;
      return {
        byteLength: own.size,
        slice(start, end = own.size) {
          if (open !== own) {
            throw new DatasetError(`Cannot read '${path}': it has been closed. Open it again`);
          }
          return readBytes(own.file, start, Math.max(0, end - start)).buffer;
        },
      };
    },
    close,
  };
}

/**
 * The table at a path; it is read whole when it is asked for.
 *
 * @param home the folder in which a new version of it must stay; left out where none is written
 */
export function tableFile(path: string, home: string | null = null): TableFile {
  const unpacker = new ChunkUnpacker();
  return {
    name: basename(path),
    open() {
      return readPlainFile(path, TABLE_BYTES).buffer;
    },
    decompressors: {
      ZSTD: (bytes, size) => unpacker.unpack(bytes, size, new Uint8Array(size)),
    },
    replace: {
      compressZstd: SYSTEM_ZSTD ? (bytes) => compressChunk(bytes) : null,
      write(bytes) {
        if (home !== null) requireStaysIn(home, dirname(path));
        writeAtomically(path, (temporary) => writeFileSync(temporary, bytes));
      },
    },
  };
}
