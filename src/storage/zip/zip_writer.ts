/**
 * Writes zip files with stored entries, one after the other.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import { centralHeader, endRecords, localHeader, type StoredEntry } from "./zip_format.ts";

/** Numbers from here on have no place in a header's fixed part. */
const MAX32 = 0xffffffff;

/** A header, whose numbers are filled in. */
interface Header {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** What stands before an entry, and for it in the directory, but for its numbers. */
interface Headers {
  readonly local: Header;
  readonly central: Header;
}

/** Headers of names that were written before: many files have the same names. */
const known = new Map<string, Headers>();
const MOST_KNOWN = 1000;

function headersOf(name: string): Headers {
  const found = known.get(name);
  if (found !== undefined) return found;
  const empty = { name, crc: 0, size: 0, offset: 0 };
  const headers = { local: header(localHeader(empty)), central: header(centralHeader(empty)) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, headers);
  return headers;
}

function header(bytes: Uint8Array): Header {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/**
 * Fills in the numbers of {@linkcode localHeader}, or makes it where they are too large. What it
 * gives is filled in anew for the next entry of that name.
 */
function fillLocal(entry: StoredEntry): Uint8Array {
  const { name, crc, size } = entry;
  if (size >= MAX32) return localHeader(entry);
  const { bytes, view } = headersOf(name).local;
  view.setUint32(14, crc, true);
  view.setUint32(18, size, true);
  view.setUint32(22, size, true);
  return bytes;
}

/** The same for {@linkcode centralHeader}. */
function fillCentral(entry: StoredEntry): Uint8Array {
  const { name, crc, size, offset } = entry;
  if (size >= MAX32 || offset >= MAX32) return centralHeader(entry);
  const { bytes, view } = headersOf(name).central;
  view.setUint32(16, crc, true);
  view.setUint32(20, size, true);
  view.setUint32(24, size, true);
  view.setUint32(42, offset, true);
  return bytes;
}

/** Writes a zip into a sink: see {@linkcode zip_format.ts} for why there is no library here. */
export class ZipWriter {
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #entries: StoredEntry[] = [];
  #offset = 0;

  /** @param sink Takes the bytes, in order; it must have used them when it returns. */
  constructor(sink: (bytes: Uint8Array) => void) {
    this.#sink = sink;
  }

  /**
   * Adds an entry. Names are not checked for being unique.
   *
   * @param crc The bytes' CRC-32, where it is known.
   */
  add(name: string, bytes: Uint8Array, crc: number = zlib().crc32(bytes)): void {
    const entry = { name, crc, size: bytes.length, offset: this.#offset };
    this.#entries.push(entry);
    this.#put(fillLocal(entry));
    this.#put(bytes);
  }

  /** Writes the central directory. Nothing can be added afterwards. */
  end(): void {
    const offset = this.#offset;
    for (const entry of this.#entries) this.#put(fillCentral(entry));
    this.#put(endRecords({ count: this.#entries.length, offset, size: this.#offset - offset }));
  }

  #put(bytes: Uint8Array): void {
    this.#sink(bytes);
    this.#offset += bytes.length;
  }
}
