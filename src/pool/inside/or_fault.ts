/** Waiting for an item's work, and for what goes wrong beside it. @module */
import { setImmediate } from "node:timers";

/** Taken before a task can change it. */
const { Promise } = globalThis;

/** An item in work, which a fault outside of its own calls can fail. */
export interface Faultable {
  /** Fails the item; null before its work is waited for. */
  reject: ((error: unknown) => void) | null;
}

/**
 * Waits for the work and one turn of the event loop more, or for a fault of something that the work
 * does not wait for.
 */
export function orFault<T>(work: T | Promise<T>, current: Faultable): Promise<T> {
  return new Promise((resolve, reject) => {
    current.reject = reject;
    void settle(work, resolve, reject);
  });
}

/** Waits without `then`, which a task may have changed. */
async function settle<T>(
  work: T | Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Promise<void> {
  try {
    const value = await work;
    await turn(); // a rejection that nobody takes shows when the tick in which it came has ended
    resolve(value);
  } catch (error) {
    reject(error);
  }
}

/** Lets the event loop go round once: with an immediate that is two microseconds. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
