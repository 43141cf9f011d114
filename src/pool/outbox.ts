/** A worker's messages, sent together where items are quick. @module */
import { toErrorRow } from "../flow/error_row.ts";
import type { WorkerMessage } from "./protocol.ts";

/** Milliseconds that a message waits for others at most, as long as items are quick. */
const COALESCE_MS = 2;

/** Collects messages and posts them as lists. */
export class Outbox {
  readonly #post: (messages: readonly WorkerMessage[]) => void;
  #queue: WorkerMessage[] = [];
  #lastFlush = 0;

  constructor(post: (messages: readonly WorkerMessage[]) => void) {
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
    try {
      this.#post(queue);
    } catch {
      // One value among them cannot be cloned: send them singly to find out which.
      for (const message of queue) this.#postOne(message);
    }
  }

  #postOne(message: WorkerMessage): void {
    try {
      this.#post([message]);
    } catch (cause) {
      if (message.kind !== "done") throw cause;
      const error = new TypeError(
        "The task's result cannot leave its worker: results must survive a structured clone, so " +
          "no functions, streams or class instances with methods. Return plain data or a path.",
        { cause },
      );
      const { index, durationMs } = message;
      this.#post([{ kind: "failed", index, error: toErrorRow(error), logs: [], durationMs }]);
    }
  }
}
