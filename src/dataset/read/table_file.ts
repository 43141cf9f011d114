/** A Parquet file on a local disk. @module */
import { writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { readPlainFile } from "../../base/plain_file.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { requireStaysIn } from "./stays_in.ts";
import { decompressZstd, SYSTEM_ZSTD } from "../../storage/zarr/system_zstd.ts";
import { compressChunk } from "../../storage/zarr/zarr_codecs.ts";
import type { TableFile } from "./read_store.ts";

/** Bytes that a table may have: it is read whole. */
const TABLE_BYTES = 2 ** 31;

/**
 * The table at a path; it is read when it is asked for.
 *
 * @param home the folder in which a new version of it must stay; left out where none is written
 */
export function tableFile(path: string, home: string | null = null): TableFile {
  return {
    name: basename(path),
    open() {
      return readPlainFile(path, TABLE_BYTES).buffer;
    },
    decompressors: {
      ZSTD: decompressZstd,
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
