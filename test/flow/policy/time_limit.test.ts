import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MAX_TIMER_MS, startTimer } from "../../../src/flow/policy/time_limit.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a timer calls back when its time is over", () => {
  const over = vi.fn();
  startTimer(50, over);
  vi.advanceTimersByTime(49);
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(over).toHaveBeenCalledTimes(1);
});

test("a time above the longest timer is none, where the system's would fire at once", () => {
  for (const ms of [MAX_TIMER_MS + 1, 1e12, Infinity]) {
    expect(startTimer(ms, () => {})).toBeUndefined();
  }
  expect(vi.getTimerCount()).toBe(0);
  expect(startTimer(MAX_TIMER_MS, () => {})).toBeDefined();
});
