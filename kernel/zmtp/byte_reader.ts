import type { Connection } from "./connection.ts";
import { ConnectionEnded } from "./connection_ended.ts";

const CHUNK = 64 * 1024;

/** Reads exact numbers of bytes from a connection. */
export class ByteReader {
  readonly #connection: Connection;
  readonly #buffer = new Uint8Array(CHUNK);
  #start = 0;
  #end = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * The next `count` bytes, as a copy. Memory is taken as bytes arrive, never by what a peer has
   * announced.
   *
   * @throws {ConnectionEnded} when the connection ends before
   */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    let taken = new Uint8Array(Math.min(count, CHUNK));
    let have = 0;
    while (have < count) {
      if (this.#start === this.#end) await this.#fill();
      const part = this.#buffer.subarray(
        this.#start,
        Math.min(this.#end, this.#start + count - have),
      );
      if (have + part.length > taken.length) taken = grow(taken, have + part.length, count);
      taken.set(part, have);
      have += part.length;
      this.#start += part.length;
    }
    return taken;
  }

  async #fill(): Promise<void> {
    const count = await this.#connection.read(this.#buffer);
    if (count === null) throw new ConnectionEnded();
    this.#start = 0;
    this.#end = count;
  }
}

/** A copy with room for `needed` bytes: twice the size, but no more than `most`. */
function grow(bytes: Uint8Array, needed: number, most: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(most, Math.max(needed, bytes.length * 2)));
  larger.set(bytes);
  return larger;
}
