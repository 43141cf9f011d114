/** What ends a run before its items do. @module */
import { UsageError } from "../../base/errors.ts";
import { type ErrorRow, RemoteError } from "../../flow/record/error_row.ts";
import type { NotSendable } from "../channel/wire.ts";
import { WorkerBootError } from "../errors.ts";

/** What a worker threw to end the run. */
export function runEnding(row: ErrorRow): Error {
  if (row.error_class !== "WorkerBootError") return new RemoteError(row);
  const cause = row.cause === null ? undefined : new RemoteError(row.cause);
  return new WorkerBootError(row.message, { cause, data: row.data });
}

/** What items are told that no worker can be given. */
export function cannotSend(cause: NotSendable): UsageError {
  return new UsageError(
    "Cannot send items to workers: items and inputs must survive a structured clone, so no " +
      `functions, streams or class instances with methods; ${cause.message}. Pass ` +
      "plain data or paths.",
    { cause },
  );
}
