import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sleep } from "../../src/base/sleep.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("sleep", () => {
  test("ends when its time is over, and not before", async () => {
    let over = false;
    const sleeping = sleep(1000, new AbortController().signal).then(() => over = true);
    await vi.advanceTimersByTimeAsync(999);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(over).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("throws the reason of an abort at once, and leaves no timer", async () => {
    const controller = new AbortController();
    const sleeping = sleep(1e6, controller.signal);
    controller.abort(new Error("enough"));
    await expect(sleeping).rejects.toThrow("enough");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("does not begin under a signal that is aborted", async () => {
    await expect(sleep(1e6, AbortSignal.abort(new Error("early")))).rejects.toThrow("early");
    expect(vi.getTimerCount()).toBe(0);
  });
});
