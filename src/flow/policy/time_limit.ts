/** How work is held to its time. @module */

/**
 * Milliseconds that work gets to end when it was told to stop, unless its `grace` says otherwise.
 */
export const DEFAULT_GRACE_MS = 100;

/** The longest timer in milliseconds, 24 days: one that is set for longer fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** A timer that was started; undefined for a time so long that nobody waits for its end. */
export type Timer = ReturnType<typeof setTimeout> | undefined;

/** Calls back when a time is over; never where that is longer than the longest timer. */
export function startTimer(ms: number, onOver: () => void): Timer {
  return ms > MAX_TIMER_MS ? undefined : setTimeout(onOver, ms);
}
