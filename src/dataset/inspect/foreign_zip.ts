/**
 * Zip files that others wrote: entries may be compressed, and be there twice.
 *
 * @module
 */
import { crc32, inflateRawSync } from "node:zlib";
import { type ByteSource, fileSource } from "../../storage/byte_source.ts";
import {
  END64_BYTES,
  findDirectory,
  LOCAL_BYTES,
  readDirectory,
  readEnd64,
  readLocalHeader,
  TAIL_BYTES,
  type ZipEntry,
} from "../../storage/zip/zip_format.ts";
import { DatasetError } from "../errors.ts";

/** Bytes that a directory, and an entry, may have: they are read whole. */
const [DIRECTORY_BYTES, ENTRY_BYTES] = [2 ** 28, 2 ** 29];
/** How zip calls what is stored as it is, and what Deflate made smaller. */
const [STORED, DEFLATED] = [0, 8];

/**
 * An open zip file, read as a store of Zarr: of several entries of one name the last one counts, as
 * zarr-python writes metadata anew when it changes.
 */
export class ForeignZip {
  readonly #path: string;
  readonly #source: ByteSource;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  #root = "";

  /** @throws {DatasetError} when it is no zip, or its directory is damaged */
  constructor(path: string) {
    this.#path = path;
    this.#source = fileSource(path);
    try {
      const entries = this.#directory();
      this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
    } catch (error) {
      this.#source.close();
      throw error;
    }
  }

  /** The names of the entries. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** Makes a folder of the zip the root of what is read. */
  enter(folder: string): void {
    this.#root = folder;
  }

  /** The bytes of an entry below the root, by its absolute name; undefined where there is none. */
  get(key: string): Uint8Array | undefined {
    const entry = this.#entries.get(this.#root + key.slice(1));
    if (entry === undefined) return undefined;
    const { name, size, packed, method, offset, nameBytes, crc } = entry;
    const header = readLocalHeader(this.#source.read(offset, LOCAL_BYTES + nameBytes));
    if (header === null) throw this.#damaged(`entry '${name}' has no header where it begins`);
    if (Math.max(size, packed) > ENTRY_BYTES) {
      throw this.#damaged(`entry '${name}' may have ${ENTRY_BYTES} bytes, found ${size}`);
    }
    const bytes = this.#source.read(offset + header.skip, packed);
    if (bytes.length !== packed) throw this.#damaged(`entry '${name}' ends before its bytes do`);
    const found = method === STORED ? bytes : this.#unpack(name, bytes, method, size);
    if (crc32(found) === crc) return found;
    throw this.#damaged(`entry '${name}' has other bytes than its checksum is of`);
  }

  /** Some bytes of an entry. */
  getRange(
    key: string,
    range: { offset: number; length: number } | { suffixLength: number },
  ): Uint8Array | undefined {
    const bytes = this.get(key);
    if (bytes === undefined || "suffixLength" in range) {
      return bytes?.subarray(Math.max(
        0,
        bytes.length - (range as { suffixLength: number })
          .suffixLength,
      ));
    }
    return bytes.subarray(range.offset, range.offset + range.length);
  }

  /** The names of the folders in a folder. */
  list(key: string): string[] {
    const inside = this.#root + key.slice(1).replace(/(?<=.)\/?$/, "/");
    const below = this.names().filter((name) => name.startsWith(inside))
      .map((name) => name.slice(inside.length).split("/"));
    return [...new Set(below.filter((path) => path.length > 1).map(([name]) => name))];
  }

  /** The bytes that the entries of a folder take in the zip. */
  storedBytes(key: string): number {
    const inside = this.#root + key.slice(1).replace(/(?<=.)\/?$/, "/");
    let sum = 0;
    for (const { name, packed } of this.#entries.values()) {
      if (name.startsWith(inside)) sum += packed;
    }
    return sum;
  }

  /** Lets go of the file. */
  close(): void {
    this.#source.close();
  }

  #unpack(name: string, bytes: Uint8Array, method: number, size: number): Uint8Array {
    if (method !== DEFLATED) {
      throw this.#damaged(`entry '${name}' is compressed by method ${method}, not by Deflate`);
    }
    try {
      return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) }));
    } catch {
      throw this.#damaged(`entry '${name}' cannot be unpacked`);
    }
  }

  #directory(): ZipEntry[] {
    const { size } = this.#source;
    const found = findDirectory(this.#source.read(Math.max(0, size - TAIL_BYTES), TAIL_BYTES));
    const place = found?.kind === "zip64"
      ? readEnd64(this.#source.read(found.offset, END64_BYTES))
      : found;
    if (place === null || place.offset + place.size > size || place.size > DIRECTORY_BYTES) {
      throw this.#damaged("a zip ends with a directory of its entries, found none");
    }
    const entries = readDirectory(this.#source.read(place.offset, place.size), place.count);
    if (entries !== null) return entries;
    throw this.#damaged("the directory of its entries is damaged");
  }

  #damaged(why: string): DatasetError {
    return new DatasetError(
      `Cannot inspect '${this.#path}': ${why}. It was cut short or changed; copy it again`,
      { data: { file: this.#path } },
    );
  }
}
