/**
 * Sees which worker holds its thread past the time of its item. Deno cannot stop such a thread, but
 * its process can be killed.
 *
 * @module
 */
import { type Hung, PulseReader } from "../channel/pulse.ts";

/** Milliseconds between two looks. */
const POLL_MS = 50;
/**
 * Milliseconds past a limit until a worker counts as hung. A worker whose thread is free ends its
 * item before that.
 */
const SLACK_MS = 1000;
/**
 * The most milliseconds that one look counts. This process may have slept together with the worker,
 * which is then not to blame.
 */
const MAX_GAP_MS = 4 * POLL_MS;

/** Who hears what a watch sees. */
interface HangListener {
  /** An item holds the thread past its time. */
  onHung(hung: Hung): void;
  /** The worker is busy, has no item in work, and has given no sign of life for so long. */
  onSilent(ms: number): void;
}

/** Looks now and then at what a worker does, while it is busy. */
export class HangWatch {
  readonly #pulse: PulseReader;
  readonly #listener: HangListener;
  /** Milliseconds that the worker may be silent where no item is in work. */
  silentMs: number = Infinity;
  #timer: ReturnType<typeof setInterval> | null = null;
  #busy = false;
  #changes = -1;
  #spentMs = 0;
  #lastLook = 0;

  constructor(pulse: SharedArrayBuffer, listener: HangListener) {
    this.#pulse = new PulseReader(pulse);
    this.#listener = listener;
  }

  /** The worker has begun a batch, or has ended it. */
  set busy(busy: boolean) {
    this.#busy = busy;
    // The timer stops by itself, so that short batches do not make one each.
    if (!busy || this.#timer !== null) return;
    this.#lastLook = performance.now();
    this.#timer = setInterval(() => this.#look(), POLL_MS);
  }

  /** Looks no more. */
  stop(): void {
    this.#busy = false;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #look(): void {
    if (!this.#busy) return this.stop();
    const now = performance.now();
    const gap = Math.min(now - this.#lastLook, MAX_GAP_MS);
    this.#lastLook = now;
    const { changes, index, allowedMs } = this.#pulse.read();
    this.#spentMs = changes === this.#changes ? this.#spentMs + gap : 0;
    this.#changes = changes;
    if (index === null) {
      if (this.#spentMs <= this.silentMs) return;
      this.stop();
      return this.#listener.onSilent(this.silentMs);
    }
    if (allowedMs === 0 || this.#spentMs <= allowedMs + SLACK_MS) return;
    this.stop();
    this.#listener.onHung({ index, limit: this.#pulse.limit() });
  }
}
