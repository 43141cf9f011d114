/** One try of an item: its signal, and the time limits of its tasks. @module */
import { messageOf } from "../../base/message_of.ts";
import { DEFAULT_GRACE_MS, startTimer, type Timer } from "../../flow/policy/time_limit.ts";
import { type FlowTimeoutError, timeoutError } from "../../flow/record/flow_errors.ts";
import type { TimeLimit } from "../../pool/channel/pulse.ts";
import type { ItemTimer } from "./item_timer.ts";
import type { TaskPolicy } from "../tasks/task_policy.ts";

/** A task failed; says which one, and keeps the very error. */
export class TaskFailure extends Error {
  readonly thrown: unknown;

  constructor(readonly task: string, thrown: unknown) {
    super();
    this.thrown = askable(thrown);
  }
}

/** A try of an item that is under way. */
export class ItemAttempt {
  readonly #outer: AbortSignal;
  readonly #timer: ItemTimer;
  readonly #announce: (limit: TimeLimit | null) => void;
  readonly #controller = new AbortController();
  readonly #onAbort = () => this.#controller.abort(this.#outer.reason);

  /**
   * @param outer aborted when the run is cancelled
   * @param timer used by one try after the other
   * @param announce tells whoever watches the worker how long a task may hold its thread
   */
  constructor(
    outer: AbortSignal,
    timer: ItemTimer,
    announce: (limit: TimeLimit | null) => void,
  ) {
    this.#outer = outer;
    this.#timer = timer;
    this.#announce = announce;
    outer.addEventListener("abort", this.#onAbort, { once: true });
    if (outer.aborted) this.#onAbort();
  }

  /** Aborted with the run, and when the time of one of the item's tasks is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Does a task's work within its time.
   *
   * @throws FlowTimeoutError past it: when the work ends, or after a grace if it does not
   */
  async limit<T>(
    task: string,
    { timeout, grace = DEFAULT_GRACE_MS }: TaskPolicy,
    work: () => Promise<T>,
  ): Promise<T> {
    if (timeout === undefined || timeout === Infinity) return await work();
    this.#announce({ task, timeout, grace });
    // Most items are quick, and an error with its trace takes longer than they do.
    let error: FlowTimeoutError | null = null;
    const expired = () => error ??= timeoutError(task, timeout);
    let graceTimer: Timer;
    const start = performance.now();
    // Work that held the thread could not be stopped, but was too slow all the same.
    const late = () => error !== null || performance.now() - start > timeout;
    try {
      const result = await new Promise<T>((resolve, reject) => {
        this.#timer.set(timeout, () => {
          this.#controller.abort(expired());
          graceTimer = startTimer(grace, () => reject(expired()));
        });
        work().then(resolve, reject);
      });
      if (late()) throw expired();
      return result;
    } catch (thrown) {
      throw late() && !this.#outer.aborted ? expired() : thrown;
    } finally {
      this.#announce(null);
      this.#timer.clear();
      clearTimeout(graceTimer);
    }
  }

  end(): void {
    this.#outer.removeEventListener("abort", this.#onAbort);
  }
}

/** What was thrown, or an error in its place where it throws itself as soon as it is looked at. */
function askable(thrown: unknown): unknown {
  try {
    void (thrown instanceof Error);
    return thrown;
  } catch {
    return new Error(messageOf(thrown));
  }
}
