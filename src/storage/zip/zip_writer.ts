/**
 * Writes zip files with stored entries, one after the other.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import { centralHeader, endRecords, localHeader, type StoredEntry } from "./zip_format.ts";

/** Writes a zip into a sink: see {@linkcode zip_format.ts} for why there is no library here. */
export class ZipWriter {
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #entries: StoredEntry[] = [];
  #offset = 0;

  /** @param sink Takes the bytes, in order; it must have used them when it returns. */
  constructor(sink: (bytes: Uint8Array) => void) {
    this.#sink = sink;
  }

  /** Adds an entry. Names are not checked for being unique. */
  add(name: string, bytes: Uint8Array): void {
    const entry = { name, crc: zlib().crc32(bytes), size: bytes.length, offset: this.#offset };
    this.#entries.push(entry);
    this.#put(localHeader(entry));
    this.#put(bytes);
  }

  /** Writes the central directory. Nothing can be added afterwards. */
  end(): void {
    const offset = this.#offset;
    for (const entry of this.#entries) this.#put(centralHeader(entry));
    this.#put(endRecords({ count: this.#entries.length, offset, size: this.#offset - offset }));
  }

  #put(bytes: Uint8Array): void {
    this.#sink(bytes);
    this.#offset += bytes.length;
  }
}
