/** What a stage and its workers say to each other of one item: plain data. @module */

import type { AuditedFile } from "../../journal/reader_audits.ts";

/** One item on its way to a worker. */
export interface ItemCall {
  readonly item: unknown;
  /** How many equal items stand before it in the list. */
  readonly twin: number;
  /**
   * Exporters whose files the kernel is to read, as they are known when the item is handed out.
   *
   * @default {[]}
   */
  readonly kernelExporters?: readonly string[];
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

/** Files that a worker has read without a kernel, though it could have used one. */
export interface Readings {
  /** The programs that wrote them. */
  readonly exporters: readonly string[];
  /** Those among them that are to be read by the kernel too. */
  readonly audits: readonly AuditedFile[];
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
  /**
   * What was read for it without a kernel.
   *
   * @default {nothing}
   */
  readonly readings?: Readings;
  /** Why the item was skipped, or a result replaced, where that was for an error. */
  readonly forgiven?: string;
}
