/**
 * The storage that writes `.data` files.
 *
 * @module
 */
import { writeZipFile } from "./data_file_zip.ts";
import { FileStorage } from "../file_storage.ts";

/**
 * Keeps one encoded file as a Zarr v3 group in a zip: type `"optimized"`.
 *
 * The arrays of all bodies stand end to end along their first dimension, in the order of the
 * bodies, each in one chunk of zstd; a group's attribute `rows_per_body` says where each begins.
 */
export class ZipDataStorage extends FileStorage {
  /** @param path The `.data` file that `compressStore` writes. */
  constructor(path: string) {
    super(path, writeZipFile);
  }
}
