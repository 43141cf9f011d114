/** One try of a job: its signal, and how it is ended from outside. @module */
import { startTimer, type Timer } from "../policy/time_limit.ts";

/** A run, or a try: it may be told to stop. Its signal is made when somebody asks for it. */
export interface Stoppable {
  /** Aborted when it is told to stop. */
  readonly signal: AbortSignal;
  /** Whether it was told to stop. */
  readonly aborted: boolean;
  /** Why it was told to stop. */
  readonly reason: unknown;
}

/** A try that is under way. */
export class Attempt implements Stoppable {
  /** The try of the job that called this one. */
  readonly #parent: Attempt | null;
  readonly #run: Stoppable;
  readonly #graceMs: number;
  readonly #alone: boolean;
  #controller: AbortController | null = null;
  /** Of this try and of what is above it, where it was asked for. */
  #signal: AbortSignal | null = null;
  #giveUp: ((reason: unknown) => void) | null = null;
  #timer: Timer;
  #graceTimer: Timer;
  #over = false;
  #stopped = false;
  #expired: unknown = null;

  /**
   * @param graceMs how long the work may go on when it was told to stop
   * @param alone whether it may be told to stop by itself, while the run goes on
   */
  constructor(parent: Attempt | null, run: Stoppable, graceMs: number, alone = false) {
    this.#parent = parent;
    this.#run = run;
    this.#graceMs = graceMs;
    this.#alone = alone;
  }

  /** Aborted with this try, with the one that called it, or with the run. */
  get signal(): AbortSignal {
    const own = this.#signal ?? this.#controller?.signal;
    if (own !== undefined) return own;
    // Most tries can end only with their caller or their run, and need no signal of their own.
    const above = this.#parent?.signal ?? this.#run.signal;
    if (!this.#alone || above.aborted) return above;
    this.#controller = new AbortController();
    return this.#signal = AbortSignal.any([this.#controller.signal, above]);
  }

  get aborted(): boolean {
    return this.#controller?.signal.aborted || (this.#parent ?? this.#run).aborted;
  }

  get reason(): unknown {
    return this.#controller?.signal.aborted
      ? this.#controller.signal.reason
      : (this.#parent ?? this.#run).reason;
  }

  /** The error of a time limit that was passed; else null. */
  get expired(): unknown {
    return this.#expired;
  }

  /** Whether this is a try that another one has led to. */
  isUnder(other: Attempt): boolean {
    for (let at = this.#parent; at !== null; at = at.#parent) if (at === other) return true;
    return false;
  }

  /** Sets a time limit. Call it before the signal is handed out. */
  limit(timeoutMs: number, onTimeout: () => void): void {
    this.#controller = new AbortController();
    this.#timer = startTimer(timeoutMs, onTimeout);
  }

  /** The time is over. */
  expire(error: unknown): void {
    if (!this.#stopped && !this.#over) this.#expired = error;
    this.abort(error);
  }

  /** Tells the work to stop, and gives it up when it has not done so in time. */
  abort(reason: unknown): void {
    if (this.#stopped || this.#over) return;
    this.#stopped = true;
    clearTimeout(this.#timer);
    if (this.#alone) this.#controller ??= new AbortController();
    this.#controller?.abort(reason);
    if (this.#over) return;
    this.#graceTimer = startTimer(this.#graceMs, () => this.#giveUp?.(reason));
  }

  /** Ends with the work, or when that is given up (then `onGivenUp` is called first). */
  follow(work: PromiseLike<unknown>, onGivenUp: () => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#giveUp = (reason) => {
        onGivenUp();
        this.end();
        reject(reason);
      };
      work.then((value) => {
        this.end();
        resolve(value);
      }, (error) => {
        this.end();
        reject(error);
      });
    });
  }

  /** Nothing can stop it any more. */
  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#graceTimer);
  }
}
