/** A worker's messages, sent together where items are quick. @module */
import { toErrorRow } from "../../flow/record/error_row.ts";
import type { WorkerMessage } from "../channel/protocol.ts";
import { unsendableResult } from "../channel/unsendable_result.ts";
import { toBytes } from "../channel/wire.ts";

/** Taken before a task can change it. */
const now = performance.now.bind(performance);
/**
 * Milliseconds that a message waits for others at most, as long as items are quick. Told one by
 * one, files of three milliseconds cost 0.3 ms more each, of this thread, its host's and its
 * parent's. What waits when the process ends is done once more.
 */
const COALESCE_MS = 12;

/**
 * A result with fewer values than that, and texts with fewer characters, becomes bytes in no time.
 */
const QUICK_VALUES = 50, QUICK_TEXT = 10_000;

/** Collects messages and posts them as lists, in bytes. */
export class Outbox {
  readonly #post: (messages: Uint8Array<ArrayBuffer>) => void;
  #queue: WorkerMessage[] = [];
  #lastFlush = 0;

  constructor(post: (messages: Uint8Array<ArrayBuffer>) => void) {
    this.#post = post;
  }

  /**
   * Queues a message, and sends all that wait when the last sending was a while ago.
   *
   * A result that may take time to be made bytes of goes at once: its item is to blame for it. So
   * does a warning or an error: it is to stand in the log where it belongs, beside what other
   * workers tell at that time.
   */
  push(message: WorkerMessage): void {
    const quick = message.kind !== "done" || isQuick(message.value, { left: QUICK_VALUES });
    if (!quick) this.flush();
    this.#queue.push(message);
    if (!quick || isGrave(message) || now() - this.#lastFlush > COALESCE_MS) this.flush();
  }

  /** Sends what waits. */
  flush(): void {
    this.#lastFlush = now();
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

function isGrave(message: WorkerMessage): boolean {
  return message.kind === "log" && (message.level === "WARNING" || message.level === "ERROR");
}

/**
 * Whether a result is a few plain values. Others may have getters and proxies, which may take for
 * ever.
 */
function isQuick(value: unknown, budget: { left: number }): boolean {
  if (--budget.left < 0 || typeof value === "function") return false;
  if (typeof value === "string") return value.length <= QUICK_TEXT;
  if (typeof value !== "object" || value === null) return true;
  try {
    if (Array.isArray(value)) return value.every((one) => isQuick(one, budget));
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    for (const key in value) if (!isQuick(Reflect.get(value, key), budget)) return false;
    return true;
  } catch {
    return false;
  }
}

/** The message, or the failure of its item where the result cannot be sent. */
function sendable(message: WorkerMessage): WorkerMessage {
  if (message.kind !== "done") return message;
  try {
    toBytes(message);
    return message;
  } catch (cause) {
    const error = unsendableResult(cause);
    const { index, durationMs } = message;
    return { kind: "failed", index, error: toErrorRow(error), logs: [], durationMs };
  }
}
