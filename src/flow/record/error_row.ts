/**
 * Errors as rows: what is left of an error when it has crossed a border.
 *
 * A worker's messages drop the class, the `cause` and the fields of an error, so errors become
 * rows where they happen and stay rows from there on.
 *
 * @module
 */
import { causesOf } from "../../base/causes_of.ts";
import { limitText } from "../../base/limit_text.ts";
import { TrunnionError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import { messageTemplate } from "../../base/message_template.ts";

/** An error as plain, JSON-safe data. */
export interface ErrorRow {
  /**
   * The name of the error's class, e.g. `"TypeError"`; `"Error"` for thrown values that are none.
   */
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

/** Characters of a stack, which begins with the message; of a class; of a text in the data. */
const MAX_STACK = 20_000, MAX_NAME = 200, MAX_TEXT = 10_000;
/** Values in one field of the data: more are no fact about an error. */
const MAX_VALUES = 10_000;

/**
 * Turns whatever was thrown into a row. Never throws, and ends whatever its causes are; texts that
 * are too long are cut.
 *
 * @param thrown an error of any class, or any other value: `throw "boom"` gives the message `boom`
 */
export function toErrorRow(thrown: unknown): ErrorRow {
  const [first, ...causes] = causesOf(thrown).reverse();
  return causes.reduce<ErrorRow>((cause, error) => rowOf(error, cause), rowOf(first, null));
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

function rowOf(thrown: unknown, cause: ErrorRow | null): ErrorRow {
  if (read(() => thrown instanceof RemoteError) === true) return (thrown as RemoteError).row;
  const isError = read(() => thrown instanceof Error) === true;
  const error = thrown as Error; // where it is one
  const message = messageOf(thrown);
  const stack = isError ? read(() => error.stack) : null;
  return {
    error_class: isError ? classOf(error) : "Error",
    message,
    message_template: messageTemplate(message),
    stack: typeof stack === "string" ? limitText(stack, MAX_STACK) : null,
    data: isError ? read(() => factsOf(error)) ?? {} : {},
    cause,
  };
}

/** Errors of tasks may have getters and proxies in them, which throw. */
function read<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

function classOf(error: Error): string {
  const names = [read(() => error.name), read(() => error.constructor.name)];
  const name = names.find((name) => typeof name === "string" && name !== "");
  return name === undefined ? "Error" : limitText(name, MAX_NAME);
}

/** What an error carries beside the usual fields, such as `code` and `syscall`. */
function factsOf(error: Error): Record<string, unknown> {
  if (error instanceof TrunnionError) return plain(error.data);
  const usual = new Set(["name", "message", "stack", "cause"]);
  const fields = Object.keys(error).filter((key) => !usual.has(key));
  return plain(Object.fromEntries(fields.map((key) => [key, read(() => Reflect.get(error, key))])));
}

/** A copy that survives JSON and a structured clone; what does not becomes its text. */
function plain(fields: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    try {
      const json = JSON.stringify(value, keepable());
      if (json !== undefined) copy[key] = JSON.parse(json);
    } catch {
      copy[key] = messageOf(value);
    }
  }
  return copy;
}

/** Keeps what JSON has, numbers without bounds as text, and refuses what is too much. */
function keepable(): (key: string, value: unknown) => unknown {
  let values = 0;
  return (_, value) => {
    if (++values > MAX_VALUES) throw new RangeError(`more than ${MAX_VALUES} values`);
    if (typeof value === "bigint") return limitText(value.toString(), MAX_TEXT);
    return typeof value === "string" ? limitText(value, MAX_TEXT) : value;
  };
}
