import type { Connection } from "../../../kernel/zmtp/connection.ts";

/** A connection whose other end has sent `sent`, some bytes at a time, and then closes. */
export class FakeConnection implements Connection {
  readonly written: Uint8Array[] = [];
  closed = false;
  readonly #sent: Uint8Array;
  readonly #step: number;
  #at = 0;

  constructor(sent: Uint8Array, step = 7) {
    this.#sent = sent;
    this.#step = step;
  }

  read(into: Uint8Array): Promise<number | null> {
    const part = this.#sent.subarray(this.#at, this.#at + Math.min(this.#step, into.length));
    if (part.length === 0) return Promise.resolve(null);
    into.set(part);
    this.#at += part.length;
    return Promise.resolve(part.length);
  }

  write(bytes: Uint8Array): Promise<number> {
    const count = Math.min(bytes.length, this.#step);
    this.written.push(bytes.slice(0, count));
    return Promise.resolve(count);
  }

  close(): void {
    this.closed = true;
  }

  /** All that was written. */
  get bytes(): number[] {
    return this.written.flatMap((part) => [...part]);
  }
}

export function concat(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

export const text = (words: string) => new TextEncoder().encode(words);
