/** What a stage and its workers say to each other of one item: plain data. @module */

/** One item on its way to a worker. */
export interface ItemCall {
  readonly item: unknown;
  /** How many equal items stand before it in the list. */
  readonly twin: number;
}

/** What a task made of an item. */
export type TaskReply = { readonly skipped: true } | {
  readonly skipped: false;
  readonly result: unknown;
};

/** The file that an item names, as its tasks have read it. */
export interface SourceFile {
  /** The sha256 of its bytes; null where it changed meanwhile. */
  readonly hash: string | null;
  /** Bytes. */
  readonly size: number;
  /** What it looked like; null where that proves nothing later. */
  readonly stamp: string | null;
}

/** What a stage made of an item. */
export interface ItemReply {
  /** One for each task of the stage. */
  readonly tasks: readonly TaskReply[];
  /** The encoded file, where one was written. */
  readonly file: string | null;
  /** The size of that file. */
  readonly bytes: number | null;
  /** Null where the item names no file. */
  readonly source: SourceFile | null;
  /** Why the item was skipped, or a result replaced, where that was for an error. */
  readonly forgiven?: string;
}
