/**
 * Reads zip files with stored entries, zip64 included.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import type { ByteSource } from "../byte_source.ts";
import { CorruptData } from "../storage_errors.ts";
import { directoryProblem } from "./zip_directory.ts";
import {
  END64_BYTES,
  entryText,
  findDirectory,
  LOCAL_BYTES,
  readDirectory,
  readEnd64,
  readLocalHeader,
  TAIL_BYTES,
  type ZipEntry,
} from "./zip_format.ts";

/** Bytes that a directory may have: those of a million entries. */
const DIRECTORY_BYTES = 2 ** 26;

/** An open zip file. */
export class ZipReader {
  readonly #source: ByteSource;
  readonly #entries: Map<string, ZipEntry>;
  readonly #name: string;

  /**
   * Reads the directory of a zip.
   *
   * @param source Its bytes.
   * @param name What errors call it, such as its path.
   * @throws {CorruptData} if it is no zip, or has entries that are compressed, that lie over each
   *   other, that are no plain files, or whose names cannot be trusted
   */
  constructor(source: ByteSource, name: string) {
    this.#source = source;
    this.#name = name;
    const tail = source.read(Math.max(0, source.size - TAIL_BYTES), TAIL_BYTES);
    const found = findDirectory(tail);
    const place = found?.kind === "zip64" ? this.#readEnd64(found.offset) : found;
    if (place === null || !(place.offset + place.size <= source.size)) {
      throw this.#corrupt("a zip ends with a directory of its entries, found none");
    }
    if (place.size > DIRECTORY_BYTES) {
      throw this.#corrupt(
        `its directory must have at most ${DIRECTORY_BYTES} bytes, found ${place.size}`,
      );
    }
    const entries = readDirectory(source.read(place.offset, place.size), place.count);
    if (entries === null) {
      throw this.#corrupt(
        `its directory must list ${place.count} entries, found it damaged or of another number`,
      );
    }
    const problem = directoryProblem(entries, place.offset);
    if (problem !== null) throw this.#corrupt(problem);
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
  }

  /** The names of the entries, in the order of the directory. */
  names(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** Whether there is an entry of that name. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The bytes that an entry has; null where there is no such entry. */
  size(name: string): number | null {
    return this.#entries.get(name)?.size ?? null;
  }

  /**
   * Some bytes of an entry, which its checksum cannot tell of; null where there is no such entry.
   *
   * @throws {CorruptData} if the entry has not that many, or its place is damaged
   */
  readRange(name: string, offset: number, length: number): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    const inside = offset >= 0 && length >= 0 && offset + length <= entry.size;
    if (!inside) {
      throw this.#corrupt(
        `${length} bytes from ${offset} on were asked for of entry '${name}', which has ` +
          `${entry.size}`,
      );
    }
    const bytes = this.#source.read(this.#begin(entry) + offset, length);
    if (bytes.length === length) return bytes;
    throw this.#corrupt(`entry '${name}' has ${entry.size} bytes, and the file ends before`);
  }

  /**
   * The bytes of an entry, checked against its checksum; null where there is no such entry. They
   * may share memory with the source.
   *
   * @param most how many there may be
   * @throws {CorruptData} if the entry is damaged, or has more
   */
  read(name: string, most = Infinity): Uint8Array | null {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    if (entry.size > most) {
      throw this.#corrupt(`entry '${name}' must have at most ${most} bytes, found ${entry.size}`);
    }
    const bytes = this.#source.read(this.#begin(entry), entry.size);
    if (bytes.length !== entry.size) {
      throw this.#corrupt(`entry '${name}' has ${entry.size} bytes, found ${bytes.length}`);
    }
    const crc = zlib().crc32(bytes);
    if (crc !== entry.crc) {
      throw this.#corrupt(`entry '${name}' has the checksum ${entry.crc}, its bytes have ${crc}`);
    }
    return bytes;
  }

  /** Closes the source. */
  close(): void {
    this.#source.close();
  }

  #begin({ name, offset, nameBytes, flags }: ZipEntry): number {
    const header = readLocalHeader(this.#source.read(offset, LOCAL_BYTES + nameBytes));
    if (header === null) throw this.#corrupt(`entry '${name}' has no header where it should begin`);
    const isSame = header.method === 0 && header.flags === flags &&
      entryText(header.name, name) === name;
    if (!isSame) throw this.#corrupt(`entry '${name}' is another one by its own header`);
    return offset + header.skip;
  }

  #readEnd64(offset: number) {
    return offset < this.#source.size ? readEnd64(this.#source.read(offset, END64_BYTES)) : null;
  }

  #corrupt(why: string): CorruptData {
    return new CorruptData(
      `Cannot read '${this.#name}': ${why}. It was cut short or changed; make it again.`,
      { data: { file: this.#name } },
    );
  }
}
