import { fs } from "../base/node/builtins.ts";
/**
 * Writes a file from its beginning to its end, in few system calls.
 *
 * @module
 */

/** A new file, written sequentially through a buffer. */
export class FileWriter {
  readonly #file: number;
  readonly #buffer: Uint8Array;
  #filled = 0;
  #written = 0;
  #open = true;

  /**
   * @param path The file; one of that name is replaced.
   * @param buffer How many bytes are gathered before they are written, or the room for them, which
   * nobody else may use meanwhile.
   */
  constructor(path: string, buffer: number | Uint8Array = 1 << 18) {
    this.#file = fs().openSync(path, "w");
    this.#buffer = typeof buffer === "number" ? new Uint8Array(buffer) : buffer;
  }

  /** Bytes given to the writer so far: where the next ones will stand in the file. */
  get position(): number {
    return this.#written + this.#filled;
  }

  /** Appends bytes; they may be changed afterwards. */
  write(bytes: Uint8Array): void {
    if (this.#filled + bytes.length > this.#buffer.length) this.#flush();
    if (bytes.length > this.#buffer.length) return this.#out(bytes);
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Writes what is still buffered, and closes the file. */
  close(): void {
    try {
      if (this.#open) this.#flush();
    } finally {
      this.abandon();
    }
  }

  /** Closes the file as it is, buffered bytes unwritten: for when something has failed. */
  abandon(): void {
    if (this.#open) fs().closeSync(this.#file);
    this.#open = false;
  }

  #flush(): void {
    this.#out(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #out(bytes: Uint8Array): void {
    // A system call may write less than it is given (Linux: at most 2 GiB).
    let at = 0;
    while (at < bytes.length) {
      at += fs().writeSync(this.#file, bytes, at, Math.min(bytes.length - at, 1 << 30));
    }
    this.#written += bytes.length;
  }
}
