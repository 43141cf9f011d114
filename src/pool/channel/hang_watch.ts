/**
 * What a worker is doing and for how long it may, in memory that it shares with its owner: that can
 * be read while a task holds the worker's thread and no message comes through.
 *
 * @module
 */

/** How long a task may take. */
export interface TimeLimit {
  /** The name of the task. */
  readonly task: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds that it gets to end by itself after that. */
  readonly grace: number;
}

/** An item whose time is over while its task holds the thread. */
export interface Hung {
  readonly index: number;
  readonly limit: TimeLimit;
}

/** Milliseconds between two looks. */
const POLL_MS = 50;
/** Milliseconds past a limit: a worker whose thread is free ends its item by itself before. */
const SLACK_MS = 1000;
/** The most that one look counts: what was asleep or stopped with its worker must not blame it. */
const MAX_GAP_MS = 4 * POLL_MS;

const TEXT_BYTES = 512;
/** Positions of the numbers: how often they were changed, the item, its time in ms, text length. */
const CHANGES = 0, INDEX = 1, TIME = 2, LENGTH = 3;
const NUMBERS = 4;
const MAX_INT32 = 2 ** 31 - 1;
/** The index where no item is in work. */
const NONE = -1;
/** Taken before a task can change them. */
const { add } = Atomics;

/** Makes the memory. */
export function newPulse(): SharedArrayBuffer {
  return new SharedArrayBuffer(4 * NUMBERS + TEXT_BYTES);
}

/** The worker's side. */
export class PulseWriter {
  readonly #numbers: Int32Array;
  readonly #text: Uint8Array;
  #last: TimeLimit | null = null;

  constructor(pulse: SharedArrayBuffer) {
    this.#numbers = new Int32Array(pulse, 0, NUMBERS);
    this.#text = new Uint8Array(pulse, 4 * NUMBERS);
    this.#numbers[INDEX] = NONE;
  }

  /** No item is in work. */
  rest(): void {
    this.set(NONE, null);
  }

  /** Begins a time limit for the item in work, or ends the one that holds. */
  set(index: number, limit: TimeLimit | null): void {
    const numbers = this.#numbers;
    const ms = limit === null ? 0 : limit.timeout + limit.grace;
    numbers[INDEX] = index;
    numbers[TIME] = ms < MAX_INT32 ? Math.ceil(ms) : 0; // longer is for ever
    if (limit !== null) this.#name(limit);
    add(numbers, CHANGES, 1);
  }

  /** A task's limit is mostly that of the item before. */
  #name(limit: TimeLimit): void {
    const last = this.#last;
    if (last?.task === limit.task && last.timeout === limit.timeout && last.grace === limit.grace) {
      return;
    }
    this.#last = limit;
    const { timeout, grace } = limit;
    let task = limit.task;
    let text = new TextEncoder().encode(JSON.stringify({ task, timeout, grace }));
    while (text.length > TEXT_BYTES) {
      task = task.slice(0, task.length / 2);
      text = new TextEncoder().encode(JSON.stringify({ task, timeout, grace }));
    }
    this.#text.set(text);
    this.#numbers[LENGTH] = text.length;
  }
}

/** Who hears what a watch sees. */
interface PulseListener {
  /** An item holds the thread past its time. */
  onHung(hung: Hung): void;
  /** The worker is busy, has no item in work, and has given no sign of life for so long. */
  onSilent(ms: number): void;
}

/** The side of the thread that owns the worker: looks now and then while the worker is busy. */
export class PulseWatch {
  readonly #numbers: Int32Array;
  readonly #text: Uint8Array;
  readonly #listener: PulseListener;
  /** Milliseconds that the worker may be silent where no item is in work. */
  silentMs: number = Infinity;
  #timer: ReturnType<typeof setInterval> | null = null;
  #busy = false;
  #changes = -1;
  #spentMs = 0;
  #lastLook = 0;

  constructor(pulse: SharedArrayBuffer, listener: PulseListener) {
    this.#numbers = new Int32Array(pulse, 0, NUMBERS);
    this.#text = new Uint8Array(pulse, 4 * NUMBERS);
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
    const changes = Atomics.load(this.#numbers, CHANGES);
    this.#spentMs = changes === this.#changes ? this.#spentMs + gap : 0;
    this.#changes = changes;
    if (this.#numbers[INDEX] === NONE && this.#spentMs > this.silentMs) {
      this.stop();
      return this.#listener.onSilent(this.silentMs);
    }
    const allowed = this.#numbers[TIME];
    if (allowed === 0 || this.#spentMs <= allowed + SLACK_MS) return;
    this.stop();
    const text = new TextDecoder().decode(this.#text.slice(0, this.#numbers[LENGTH]));
    this.#listener.onHung({ index: this.#numbers[INDEX], limit: JSON.parse(text) });
  }
}
