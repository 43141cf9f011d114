/**
 * Errors as rows: what is left of an error when it has crossed a border.
 *
 * A worker's messages drop the class, the `cause` and the fields of an error, so errors become
 * rows where they happen and stay rows from there on.
 *
 * @module
 */
import { TrunnionError } from "../../base/errors.ts";
import { messageTemplate } from "../../base/message_template.ts";

/** An error as plain, JSON-safe data. */
export interface ErrorRow {
  /** The name of the error's class, e.g. `"TypeError"`; `"Error"` for thrown values that are none. */
  readonly error_class: string;
  /** What was said of it. */
  readonly message: string;
  /** The message without what differs from case to case. */
  readonly message_template: string;
  /** Where it was thrown; null where nothing is known. */
  readonly stack: string | null;
  /** The facts that a {@linkcode TrunnionError} carries; of other errors their own plain fields. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What led to the error, and so on down to the first one. */
  readonly cause: ErrorRow | null;
}

/** How far down a chain of causes is followed: a longer one, or a ring, ends here. */
const MAX_CAUSES = 8;

/**
 * Turns whatever was thrown into a row. Never throws.
 *
 * @param thrown an error of any class, or any other value: `throw "boom"` gives the message `boom`
 */
export function toErrorRow(thrown: unknown): ErrorRow {
  return rowOf(thrown, MAX_CAUSES);
}

/**
 * An error that happened elsewhere and came here as a row.
 *
 * Its `name` is the class of the first error, its `data` and `cause` are those of the row.
 */
export class RemoteError extends TrunnionError {
  /** The row as it came. */
  readonly row: ErrorRow;

  constructor(row: ErrorRow) {
    super(row.message, {
      data: row.data,
      cause: row.cause === null ? undefined : new RemoteError(row.cause),
    });
    this.name = row.error_class;
    this.row = row;
    if (row.stack !== null) this.stack = row.stack;
  }
}

function rowOf(thrown: unknown, depth: number): ErrorRow {
  if (thrown instanceof RemoteError) return thrown.row;
  if (!(thrown instanceof Error)) {
    const message = textOf(thrown);
    return {
      error_class: "Error",
      message,
      message_template: messageTemplate(message),
      stack: null,
      data: {},
      cause: null,
    };
  }
  return {
    error_class: thrown.name || thrown.constructor.name,
    message: thrown.message,
    message_template: messageTemplate(thrown.message),
    stack: thrown.stack ?? null,
    data: thrown instanceof TrunnionError ? plain(thrown.data) : ownFields(thrown),
    cause: thrown.cause === undefined || thrown.cause === null || depth === 0
      ? null
      : rowOf(thrown.cause, depth - 1),
  };
}

function textOf(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  try {
    const json = JSON.stringify(thrown);
    return json === undefined ? String(thrown) : json;
  } catch {
    // A ring, a BigInt, or an object whose conversion throws: its kind is all that can be said.
    return Object.prototype.toString.call(thrown);
  }
}

/** The fields that an error was given beside the usual ones, such as `code` and `syscall`. */
function ownFields(error: Error): Record<string, unknown> {
  const usual = new Set(["name", "message", "stack", "cause"]);
  return plain(Object.fromEntries(Object.entries(error).filter(([key]) => !usual.has(key))));
}

/** A copy that survives JSON and a structured clone; what does not becomes its text. */
function plain(fields: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    try {
      const json = JSON.stringify(value, (_, v) => typeof v === "bigint" ? v.toString() : v);
      if (json !== undefined) copy[key] = JSON.parse(json);
    } catch {
      copy[key] = textOf(value);
    }
  }
  return copy;
}
