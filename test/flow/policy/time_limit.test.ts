import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MAX_TIMER_MS, startTimer, timeoutError } from "../../../src/flow/policy/time_limit.ts";
import { FlowTimeoutError } from "../../../src/flow/record/flow_errors.ts";

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

test("the error of a timeout names the task and its time", () => {
  const error = timeoutError("encode", 1500, { job: "encode#2" });
  expect(error).toBeInstanceOf(FlowTimeoutError);
  expect(error.message).toBe("Task encode timed out after 1.5 seconds");
  expect(error.data).toEqual({ job: "encode#2", timeout: 1500 });
});
