/** One try of an item: its signal, and the time limits of its tasks. @module */
import { FlowTimeoutError, secondsText } from "../flow/flow_errors.ts";
import type { TaskPolicy } from "./task_policy.ts";

/** Milliseconds that a task gets to end by itself when its time is over. */
const DEFAULT_GRACE_MS = 100;

/** A task failed; says which one, and keeps the very error. */
export class TaskFailure extends Error {
  constructor(readonly task: string, readonly thrown: unknown) {
    super();
  }
}

/** A try of an item that is under way. */
export class ItemAttempt {
  readonly #outer: AbortSignal;
  readonly #controller = new AbortController();
  readonly #onAbort = () => this.#controller.abort(this.#outer.reason);

  /** @param outer aborted when the run is cancelled */
  constructor(outer: AbortSignal) {
    this.#outer = outer;
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
    if (timeout === undefined) return await work();
    const error = new FlowTimeoutError(`Task ${task} timed out after ${secondsText(timeout)}`, {
      data: { timeout },
    });
    const givenUp = Promise.withResolvers<never>();
    let graceTimer: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(() => {
      this.#controller.abort(error);
      graceTimer = setTimeout(() => givenUp.reject(error), grace);
    }, timeout);
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
      clearTimeout(timer);
      clearTimeout(graceTimer);
    }
  }

  end(): void {
    this.#outer.removeEventListener("abort", this.#onAbort);
  }
}
