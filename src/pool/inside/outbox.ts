/** A worker's messages, sent together where items are quick. @module */
import { toErrorRow } from "../../flow/record/error_row.ts";
import type { WorkerMessage } from "../channel/protocol.ts";
import { toBytes } from "../channel/wire.ts";

/** Milliseconds that a message waits for others at most, as long as items are quick. */
const COALESCE_MS = 2;

/** Collects messages and posts them as lists, in bytes. */
export class Outbox {
  readonly #post: (messages: Uint8Array<ArrayBuffer>) => void;
  #queue: WorkerMessage[] = [];
  #lastFlush = 0;

  constructor(post: (messages: Uint8Array<ArrayBuffer>) => void) {
    this.#post = post;
  }

  /** Queues a message, and sends all that wait when the last sending was a while ago. */
  push(message: WorkerMessage): void {
    this.#queue.push(message);
    if (performance.now() - this.#lastFlush > COALESCE_MS) this.flush();
  }

  /** Sends what waits. */
  flush(): void {
    this.#lastFlush = performance.now();
    if (this.#queue.length === 0) return;
    const queue = this.#queue;
    this.#queue = [];
    this.#post(this.#serialize(queue));
  }

  #serialize(queue: readonly WorkerMessage[]): Uint8Array<ArrayBuffer> {
    try {
      return toBytes(queue);
    } catch {
      return toBytes(queue.map(sendable)); // one value among them cannot be cloned
    }
  }
}

/** The message, or the failure of its item where the result cannot be sent. */
function sendable(message: WorkerMessage): WorkerMessage {
  if (message.kind !== "done") return message;
  try {
    toBytes(message);
    return message;
  } catch (cause) {
    const error = new TypeError(
      "The task's result cannot leave its worker: results must survive a structured clone, so " +
        "no functions, streams or class instances with methods. Return plain data or a path.",
      { cause },
    );
    const { index, durationMs } = message;
    return { kind: "failed", index, error: toErrorRow(error), logs: [], durationMs };
  }
}
