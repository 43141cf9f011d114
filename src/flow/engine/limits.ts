/**
 * How much may go on at once in a run, or in several: places for jobs, and named resources.
 *
 * Jobs that wait are served by priority, then in the order in which they came. No job overtakes
 * another that waits for the same thing: a job that needs much is not starved by many that need
 * little.
 *
 * @module
 */

import { startTimer, type Timer } from "../policy/time_limit.ts";
import type { Stoppable } from "./attempt.ts";

/** Something there is only so much of. */
export class Share {
  free: number;
  /** How many wait for some of it. */
  waiting = 0;
  /** What comes back by itself, and when: the oldest first. */
  readonly #due: { readonly at: number; readonly amount: number }[] = [];

  /** @param perMs milliseconds after which what was taken comes back; null: with its job's end */
  constructor(readonly name: string, readonly size: number, readonly perMs: number | null = null) {
    this.free = size;
  }

  /** When something comes back by itself; null where nothing does. */
  get nextAt(): number | null {
    return this.#due[0]?.at ?? null;
  }

  take(amount: number): void {
    this.free -= amount;
    if (this.perMs !== null) this.#due.push({ at: performance.now() + this.perMs, amount });
  }

  giveBack(amount: number): void {
    if (this.perMs === null) this.free += amount;
  }

  /** Whether so much is there now. */
  has(amount: number): boolean {
    if (this.perMs !== null) {
      for (const now = performance.now(); this.#due.length > 0 && this.#due[0].at <= now;) {
        this.free += this.#due.shift()!.amount;
      }
    }
    return this.free >= amount;
  }
}

/** So much of a share. */
export interface Need {
  readonly share: Share;
  readonly amount: number;
}

interface Waiting {
  readonly needs: readonly Need[];
  readonly above: Pick<Stoppable, "aborted" | "reason">;
  readonly order: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Jobs that wait for the same at the same priority, first come first served. */
interface Queue {
  readonly priority: number;
  waiting: Waiting[];
  /** Where the queue begins: taking from the front of an array costs its length. */
  head: number;
}

/** Hands out shares and takes them back. */
export class Limits {
  /** Made when somebody waits: most runs limit nothing. */
  #queues: Map<string, Queue> | null = null;
  /** Shares have no names of their own across runs: they are told apart by number. */
  #numbers: Map<Share, number> | null = null;
  #arrivals = 0;
  #timer: Timer;

  /** Takes all that is needed, if it is there and nobody waits for any of it. */
  tryTake(needs: readonly Need[]): boolean {
    if (!fits(needs) || needs.some(({ share }) => share.waiting > 0)) return false;
    take(needs);
    return true;
  }

  /**
   * Waits for its turn, then takes all that is needed.
   *
   * @throws the reason to stop, where the job was told to before its turn came
   */
  take(needs: readonly Need[], priority: number, above: Waiting["above"]): Promise<void> {
    return new Promise((resolve, reject) => {
      const key = `${priority}:${needs.map((need) => this.#keyOf(need)).join()}`;
      const queues = this.#queues ??= new Map();
      let queue = queues.get(key);
      if (queue === undefined) queues.set(key, queue = { priority, waiting: [], head: 0 });
      for (const { share } of needs) share.waiting++;
      queue.waiting.push({ needs, above, order: this.#arrivals++, resolve, reject });
      this.#serve();
    });
  }

  /** Gives back what was taken. */
  release(needs: readonly Need[]): void {
    for (const { share, amount } of needs) share.giveBack(amount);
    this.#serve();
  }

  /** Lets nobody wait any longer who was told to stop. */
  dropStopped(): void {
    if (this.#queues === null) return;
    for (const [key, queue] of [...this.#queues]) {
      const left = queue.waiting.slice(queue.head).filter(({ needs, above, reject }) => {
        if (!above.aborted) return true;
        for (const { share } of needs) share.waiting--;
        reject(above.reason);
        return false;
      });
      if (left.length === 0) this.#queues.delete(key);
      else [queue.waiting, queue.head] = [left, 0];
    }
    this.#serve();
  }

  #serve(): void {
    if (this.#queues === null) return;
    while (this.#serveOne(this.#queues));
    this.#serveLater(this.#queues);
  }

  /** Serves again when something has come back by itself, while somebody waits for it. */
  #serveLater(waiting: ReadonlyMap<string, Queue>): void {
    clearTimeout(this.#timer);
    let next = Infinity;
    for (const { waiting: all, head } of waiting.values()) {
      for (const { share } of all[head].needs) next = Math.min(next, share.nextAt ?? Infinity);
    }
    if (next === Infinity) return;
    this.#timer = startTimer(Math.max(1, next - performance.now()), () => this.#serve());
  }

  /** Serves the first job that can be served, and tells whether there was one. */
  #serveOne(waiting: Map<string, Queue>): boolean {
    const first = (queue: Queue) => queue.waiting[queue.head];
    const queues = [...waiting].sort(([, a], [, b]) =>
      b.priority - a.priority || first(a).order - first(b).order
    );
    const spokenFor = new Set<Share>();
    for (const [key, queue] of queues) {
      const { needs, above, resolve, reject } = first(queue);
      const mayTake = fits(needs) && !needs.some(({ share }) => spokenFor.has(share));
      if (!mayTake && !above.aborted) {
        for (const { share } of needs) spokenFor.add(share);
        continue;
      }
      queue.head++;
      for (const { share } of needs) share.waiting--;
      if (queue.head === queue.waiting.length) waiting.delete(key);
      else if (queue.head > 1024 && 2 * queue.head > queue.waiting.length) {
        queue.waiting.splice(0, queue.head);
        queue.head = 0;
      }
      if (above.aborted) reject(above.reason);
      else {
        take(needs);
        resolve();
      }
      return true;
    }
    return false;
  }

  #keyOf({ share, amount }: Need): string {
    const numbers = this.#numbers ??= new Map();
    let number = numbers.get(share);
    if (number === undefined) numbers.set(share, number = numbers.size);
    return `${number}x${amount}`;
  }
}

function fits(needs: readonly Need[]): boolean {
  return needs.every(({ share, amount }) => share.has(amount));
}

function take(needs: readonly Need[]): void {
  for (const { share, amount } of needs) share.take(amount);
}
