import { isBelow } from "./result_id.ts";
import type { KeptResult, ResultBackend } from "./result_backend.ts";

/** Keeps results as long as the program runs. */
export class MemoryBackend implements ResultBackend {
  /** What it is, for messages. */
  readonly name = "memory";
  readonly #results = new Map<string, KeptResult>();

  /** The document of a result; null where there is none. */
  read(id: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.#results.get(id)?.document ?? null);
  }

  /** A part of the bytes beside a document. */
  readBlob(id: string, blob: string, start: number, end: number): Promise<Uint8Array | null> {
    const found = this.#results.get(id)?.blob;
    return Promise.resolve(found?.name === blob ? found.bytes.slice(start, end) : null);
  }

  /** Keeps a result. */
  write(id: string, result: KeptResult, onlyNew: boolean): Promise<boolean> {
    if (onlyNew && this.#results.has(id)) return Promise.resolve(false);
    this.#results.set(id, result);
    return Promise.resolve(true);
  }

  /** Takes a result away. */
  remove(id: string): Promise<boolean> {
    return Promise.resolve(this.#results.delete(id));
  }

  /** The names at and below a prefix. */
  ids(prefix: string): Promise<string[]> {
    return Promise.resolve([...this.#results.keys()].filter((id) => isBelow(id, prefix)));
  }

  /** Takes all away. */
  clear(): Promise<void> {
    this.#results.clear();
    return Promise.resolve();
  }

  /** Nothing is held that must be given up. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
