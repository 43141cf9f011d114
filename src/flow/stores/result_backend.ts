/** What a place that keeps results must do. @module */

/** A result as a place keeps it. */
export interface KeptResult {
  /** The result as JSON, compressed or not. */
  readonly document: Uint8Array;
  /** The numbers of its arrays, end to end, under a name that no other bytes have. */
  readonly blob: { readonly name: string; readonly bytes: Uint8Array } | null;
  /** When it may be forgotten, in milliseconds since 1970; null for never. */
  readonly expires: number | null;
}

/**
 * A place that keeps results by their names. It knows nothing of what they are:
 * {@linkcode ResultsManager} does. All names that come in are valid, with `/` between segments.
 */
export interface ResultBackend {
  /** What it is, for messages: `file:/tmp/results`. */
  readonly name: string;
  /** The document of a result; null where there is none. */
  read(id: string): Promise<Uint8Array | null>;
  /** A part of the bytes beside a document; null where they are gone: it was written anew. */
  readBlob(id: string, blob: string, start: number, end: number): Promise<Uint8Array | null>;
  /**
   * Keeps a result, whole or not at all.
   *
   * @param onlyNew leaves what is there already, whoever has written it
   * @param old the bytes that the result had so far, which nobody needs any more
   * @returns whether it was written
   */
  write(id: string, result: KeptResult, onlyNew: boolean, old: string | null): Promise<boolean>;
  /** Takes a result away with its bytes, and says whether there was one. */
  remove(id: string, blob: string | null): Promise<boolean>;
  /** The names at and below a prefix, by whole segments, in any order; `""` for all. */
  ids(prefix: string): Promise<string[]>;
  /** Takes all away. */
  clear(): Promise<void>;
  /** Gives up connections and files. */
  close(): Promise<void>;
}
