/** One try of an item: its signal, and the time limits of its tasks. @module */
import { FlowTimeoutError, secondsText } from "../flow/flow_errors.ts";
import type { TimeLimit } from "../pool/pulse.ts";
import type { TaskPolicy } from "./task_policy.ts";

/** Milliseconds that a task gets to end by itself when its time is over. */
const DEFAULT_GRACE_MS = 100;

/** Timers that are longer fire at once; nobody waits for these 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A task failed; says which one, and keeps the very error. */
export class TaskFailure extends Error {
  constructor(readonly task: string, readonly thrown: unknown) {
    super();
  }
}

/** A try of an item that is under way. */
export class ItemAttempt {
  readonly #outer: AbortSignal;
  readonly #announce: (limit: TimeLimit | null) => void;
  readonly #controller = new AbortController();
  readonly #onAbort = () => this.#controller.abort(this.#outer.reason);

  /**
   * @param outer aborted when the run is cancelled
   * @param announce tells whoever watches the worker how long a task may hold its thread
   */
  constructor(outer: AbortSignal, announce: (limit: TimeLimit | null) => void) {
    this.#outer = outer;
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
    const error = new FlowTimeoutError(`Task ${task} timed out after ${secondsText(timeout)}`, {
      data: { timeout },
    });
    const givenUp = Promise.withResolvers<never>();
    let graceTimer: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(() => {
      this.#controller.abort(error);
      graceTimer = setTimeout(() => givenUp.reject(error), Math.min(grace, MAX_TIMER_MS));
    }, Math.min(timeout, MAX_TIMER_MS));
    const start = performance.now();
    // Work that holds the thread cannot be stopped, but was too slow all the same.
    const late = () => this.signal.reason === error || performance.now() - start > timeout;
    try {
      const result = await Promise.race([work(), givenUp.promise]);
      if (late()) throw error;
      return result;
    } catch (thrown) {
      throw late() && !this.#outer.aborted ? error : thrown;
    } finally {
      this.#announce(null);
      clearTimeout(timer);
      clearTimeout(graceTimer);
    }
  }

  end(): void {
    this.#outer.removeEventListener("abort", this.#onAbort);
  }
}
