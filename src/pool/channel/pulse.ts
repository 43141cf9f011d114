/**
 * What a worker is doing, and for how long it may, in memory that it shares with its owner. The
 * owner can read it while a task holds the worker's thread and no message comes through.
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

/** What one look at the memory tells. */
interface PulseState {
  /** Grows with each change. */
  readonly changes: number;
  /** The item in work; null for none. */
  readonly index: number | null;
  /** Milliseconds that the item may take, its grace included; 0 for as long as it likes. */
  readonly allowedMs: number;
}

/** The side of the worker's owner. */
export class PulseReader {
  readonly #numbers: Int32Array;
  readonly #text: Uint8Array;

  constructor(pulse: SharedArrayBuffer) {
    this.#numbers = new Int32Array(pulse, 0, NUMBERS);
    this.#text = new Uint8Array(pulse, 4 * NUMBERS);
  }

  /** Reads what changes from item to item. */
  read(): PulseState {
    const changes = Atomics.load(this.#numbers, CHANGES);
    const index = this.#numbers[INDEX];
    return { changes, index: index === NONE ? null : index, allowedMs: this.#numbers[TIME] };
  }

  /** Reads which limit holds. */
  limit(): TimeLimit {
    const text = this.#text.slice(0, this.#numbers[LENGTH]);
    return JSON.parse(new TextDecoder().decode(text));
  }
}
