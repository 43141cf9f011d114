/**
 * Writes zip files with stored entries, one after the other.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import { centralHeader, endRecords, localHeader, type StoredEntry } from "./zip_format.ts";

/** Numbers from here on have no place in a header's fixed part. */
const MAX32 = 0xffffffff;

/** What stands before an entry, and for it in the directory, but for its numbers. */
interface Headers {
  readonly local: DataView<ArrayBuffer>;
  readonly central: DataView<ArrayBuffer>;
}

/** Headers of names that were written before: many files have the same names. */
const known = new Map<string, Headers>();
const MOST_KNOWN = 1000;

function headersOf(name: string): Headers {
  const found = known.get(name);
  if (found !== undefined) return found;
  const empty = { name, crc: 0, size: 0, offset: 0 };
  const view = (bytes: Uint8Array) => new DataView(bytes.slice().buffer);
  const headers = { local: view(localHeader(empty)), central: view(centralHeader(empty)) };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, headers);
  return headers;
}

/** Fills in the numbers of {@linkcode localHeader}, or makes it where they are too large. */
function fillLocal(entry: StoredEntry): Uint8Array {
  const { name, crc, size } = entry;
  if (size >= MAX32) return localHeader(entry);
  const { local } = headersOf(name);
  local.setUint32(14, crc, true);
  local.setUint32(18, size, true);
  local.setUint32(22, size, true);
  return new Uint8Array(local.buffer.slice());
}

/** The same for {@linkcode centralHeader}. */
function fillCentral(entry: StoredEntry): Uint8Array {
  const { name, crc, size, offset } = entry;
  if (size >= MAX32 || offset >= MAX32) return centralHeader(entry);
  const { central } = headersOf(name);
  central.setUint32(16, crc, true);
  central.setUint32(20, size, true);
  central.setUint32(24, size, true);
  central.setUint32(42, offset, true);
  return new Uint8Array(central.buffer.slice());
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
