import type { Connection } from "./connection.ts";

/**
 * Writes to a connection in order, what waits together in one call. The sender never waits: a peer
 * that does not read must not hold up the others.
 */
export class SendQueue {
  readonly #connection: Connection;
  #waiting: Uint8Array[] = [];
  #queuedBytes = 0;
  #writing: Promise<void> | undefined;
  #failed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Bytes that were given and are not written. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Writes `bytes` after all that were given before; does nothing once a write has failed. */
  push(bytes: Uint8Array): void {
    if (this.#failed) return;
    this.#waiting.push(bytes);
    this.#queuedBytes += bytes.length;
    this.#writing ??= this.#write();
  }

  /** Ends when all is written that was given until now, or cannot be. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    // What is given in the same turn goes out in one call.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const batch = joined(this.#waiting);
        this.#waiting = [];
        for (let at = 0; at < batch.length;) {
          at += await this.#connection.write(batch.subarray(at));
        }
        this.#queuedBytes -= batch.length;
      }
    } catch {
      // The reading side of this connection finds out, and says that it has ended.
      this.#failed = true;
      this.#waiting = [];
      this.#queuedBytes = 0;
    } finally {
      this.#writing = undefined;
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
