/**
 * Watches whether a process still answers. A stopped process keeps its line open, so that the line
 * tells nothing.
 *
 * @module
 */

/** How often the watch looks while it waits for an answer. */
const LOOKS = 10;

/** Asks a host whether it is there, again and again while it is busy. */
export class AnswerWatch {
  readonly #silentMs: number;
  readonly #ask: () => void;
  readonly #onSilent: () => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #answered = true;
  #waitedMs = 0;
  #lastLook = 0;

  /**
   * @param silentMs how long it may say nothing
   * @param ask sends it a question
   * @param onSilent called once, when it has said nothing for too long
   */
  constructor(silentMs: number, ask: () => void, onSilent: () => void) {
    this.#silentMs = silentMs;
    this.#ask = ask;
    this.#onSilent = onSilent;
  }

  /** Begins to ask. */
  start(): void {
    if (this.#timer !== null) return;
    this.#answered = true;
    this.#lastLook = performance.now();
    this.#timer = setInterval(() => this.#look(), this.#silentMs / LOOKS);
  }

  /** It has said something. */
  heard(): void {
    this.#answered = true;
  }

  /** Asks no more. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #look(): void {
    const now = performance.now();
    // This process may have slept together with the host, which is then not to blame.
    const gap = Math.min(now - this.#lastLook, (2 * this.#silentMs) / LOOKS);
    this.#lastLook = now;
    if (this.#answered) {
      this.#answered = false;
      this.#waitedMs = 0;
      return this.#ask();
    }
    this.#waitedMs += gap;
    if (this.#waitedMs < this.#silentMs) return;
    this.stop();
    this.#onSilent();
  }
}
