/** The error of one item, as `error_summary.json` has it. @module */
import { maskData, maskSecrets } from "../../base/secrets.ts";
import type { ErrorRow } from "../../flow/record/error_row.ts";

/** One row of `error_summary.json`. */
export interface ItemError {
  /** Position of the item in its list, from 0. */
  readonly item_index: number;
  /** The item: its path, or its JSON. */
  readonly item: string;
  /** The same, under the name that other readers expect. */
  readonly file: string;
  /** The task that failed. */
  readonly task: string;
  /** The process that the worker belongs to; null where that is none of this machine. */
  readonly worker_pid: number | null;
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** The class of the error. */
  readonly error_class: string;
  /** What it says. */
  readonly error: string;
  /** The same as `error`, under the name that other readers expect. */
  readonly message: string;
  /** The message without what differs from case to case, for counting errors of one kind. */
  readonly message_template: string;
  /** How often the item was tried. */
  readonly attempts: number;
  /** Milliseconds that it took, all tries together. */
  readonly duration_ms: number;
  /** The trace, then what the task printed and logged. */
  readonly logs: readonly string[];
  /** What the error holds beside its message. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What led to it; null where that is not known. */
  readonly cause: ErrorRow | null;
}

/** Makes a row of what is known about an item that failed, without secrets. */
export function itemError(facts: {
  index: number;
  item: unknown;
  task: string;
  worker: number;
  pid: number | null;
  durationMs: number;
  error: ErrorRow;
  logs: readonly string[];
}): ItemError {
  const [error, logs] = maskData([facts.error, facts.logs] as const);
  const item = maskSecrets(itemText(facts.item));
  return {
    item_index: facts.index,
    item,
    file: item,
    task: facts.task,
    worker_pid: facts.pid,
    worker: facts.worker,
    error_class: error.error_class,
    error: error.message,
    message: error.message,
    message_template: error.message_template,
    attempts: Number(error.data.attempts ?? 1),
    duration_ms: facts.durationMs,
    logs: [...(error.stack === null ? [] : [error.stack]), ...logs],
    data: error.data,
    cause: error.cause,
  };
}

/** An item as text: a string as it is, all else as JSON. */
export function itemText(item: unknown): string {
  if (typeof item === "string") return item;
  try {
    return JSON.stringify(item) ?? String(item);
  } catch {
    return String(item);
  }
}
