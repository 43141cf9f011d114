/**
 * How much may go on at once in a run: places for jobs, and named resources.
 *
 * Jobs that wait are served by priority, then in the order in which they came. No job overtakes
 * another that waits for the same thing: a job that needs much is not starved by many that need
 * little.
 *
 * @module
 */

import type { Stoppable } from "./attempt.ts";

/** Something there is only so much of. */
export class Share {
  free: number;
  /** How many wait for some of it. */
  waiting = 0;

  constructor(readonly name: string, readonly size: number) {
    this.free = size;
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
  readonly #queues = new Map<string, Queue>();
  /** Shares have no names of their own across runs: they are told apart by number. */
  readonly #numbers = new Map<Share, number>();
  #arrivals = 0;

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
      let queue = this.#queues.get(key);
      if (queue === undefined) this.#queues.set(key, queue = { priority, waiting: [], head: 0 });
      for (const { share } of needs) share.waiting++;
      queue.waiting.push({ needs, above, order: this.#arrivals++, resolve, reject });
      this.#serve();
    });
  }

  /** Gives back what was taken. */
  release(needs: readonly Need[]): void {
    for (const { share, amount } of needs) share.free += amount;
    this.#serve();
  }

  /** Lets nobody wait any longer who was told to stop. */
  dropStopped(): void {
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
    while (this.#serveOne());
  }

  /** Serves the first job that can be served, and tells whether there was one. */
  #serveOne(): boolean {
    const first = (queue: Queue) => queue.waiting[queue.head];
    const queues = [...this.#queues].sort(([, a], [, b]) =>
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
      if (queue.head === queue.waiting.length) this.#queues.delete(key);
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
    let number = this.#numbers.get(share);
    if (number === undefined) this.#numbers.set(share, number = this.#numbers.size);
    return `${number}x${amount}`;
  }
}

function fits(needs: readonly Need[]): boolean {
  return needs.every(({ share, amount }) => share.free >= amount);
}

function take(needs: readonly Need[]): void {
  for (const { share, amount } of needs) share.free -= amount;
}
