/**
 * What goes between a process executor, the host process and the worker inside it.
 *
 * Values travel as bytes: one that cannot be cloned would break the line between the processes
 * without a word, and so it is serialised where the error can be caught.
 *
 * @module
 */
import { deserialize, serialize } from "node:v8";
import type { ErrorRow } from "../flow/error_row.ts";
import type { LogLevel } from "../flow/job.ts";

/** What a process is told. */
export type ToProcess =
  /** Do a job; `bytes` are a FunctionCall. */
  | { readonly kind: "run"; readonly bytes: Uint8Array }
  /** Abort the signal of the job in work. */
  | { readonly kind: "cancel" };

/** What a process tells. */
export type FromProcess =
  /** It can take jobs. */
  | { readonly kind: "ready" }
  /** It has the job. */
  | { readonly kind: "started" }
  | { readonly kind: "log"; readonly level: LogLevel; readonly message: string }
  | { readonly kind: "done"; readonly bytes: Uint8Array }
  | { readonly kind: "failed"; readonly error: ErrorRow };

/** What the worker tells its host: the same, and that the job wants the process to end. */
export type FromWorker = FromProcess | { readonly kind: "exit"; readonly code: number };

/** @throws DataCloneError for what cannot be cloned, such as a function */
export function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(serialize(value)); // a copy: the buffer may be part of a pool
}

export function fromBytes(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}
