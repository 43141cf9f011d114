/** Messages on a line of bytes: the length of each stands before it. @module */

/** Bytes of a length. */
export const HEAD = 4;
/** Bytes that are read at once, where no message is larger. */
const ROOM = 2 ** 16;

/** Writes the length of a message into the room that was left before it. */
export function toFrame(frame: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  new DataView(frame.buffer).setUint32(0, frame.length - HEAD);
  return frame;
}

/** Cuts what comes over a line into messages, wherever it was cut on its way. */
export class FrameReader {
  #buffer = new Uint8Array(ROOM);
  #end = 0;

  /** Where the next bytes go; it is never empty. */
  get room(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(this.#end);
  }

  /**
   * So many bytes have come.
   *
   * @returns the messages that are whole now
   */
  take(count: number): Uint8Array[] {
    this.#end += count;
    const messages: Uint8Array[] = [];
    let at = 0;
    for (let next = this.#lengthAt(at); next !== null && at + next <= this.#end;) {
      messages.push(this.#buffer.slice(at + HEAD, at + next));
      at += next;
      next = this.#lengthAt(at);
    }
    this.#keep(at);
    return messages;
  }

  /** Bytes of the frame that begins there; null where that is not known yet. */
  #lengthAt(at: number): number | null {
    if (this.#end - at < HEAD) return null;
    return HEAD + new DataView(this.#buffer.buffer).getUint32(at);
  }

  /** Keeps what was not taken, with room for all of the message that it begins. */
  #keep(from: number): void {
    const rest = this.#buffer.subarray(from, this.#end);
    const size = Math.max(ROOM, this.#lengthAt(from) ?? 0);
    if (size === this.#buffer.length) this.#buffer.copyWithin(0, from, this.#end);
    else {
      this.#buffer = new Uint8Array(size);
      this.#buffer.set(rest);
    }
    this.#end = rest.length;
  }
}
