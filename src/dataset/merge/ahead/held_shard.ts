/** A shard in memory. @module */
import { FileWriter } from "../../../storage/file_writer.ts";
import type { ShardSink } from "../../../storage/zarr/shard_writer.ts";

/** Takes the bytes of a shard, and holds them until there is a file for them. */
export class HeldShard implements ShardSink {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  /** Bytes given so far. */
  get position(): number {
    return this.#bytes;
  }

  /** Appends bytes; they may be changed afterwards. */
  write(bytes: Uint8Array): void {
    this.#parts.push(bytes.slice());
    this.#bytes += bytes.length;
  }

  /** Does nothing: the bytes stay. */
  close(): void {}

  /** Lets go of the bytes. */
  abandon(): void {
    this.#parts = [];
  }

  /** Writes a file of the bytes. */
  writeTo(path: string): void {
    const file = new FileWriter(path);
    try {
      for (const part of this.#parts) file.write(part);
      file.close();
    } finally {
      file.abandon();
    }
  }
}
