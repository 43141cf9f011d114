import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StallWatch } from "../../../src/pipeline/stages/stall_watch.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

function watch(afterMs = 100) {
  const told: number[] = [];
  return { told, stalls: new StallWatch({ afterMs, onStall: (ms) => void told.push(ms) }) };
}

test("a stall is told once, and again only after an end", () => {
  const { told, stalls } = watch();
  vi.advanceTimersByTime(99);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([100]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([100]);
  stalls.ended();
  vi.advanceTimersByTime(100);
  expect(told).toEqual([100, 100]);
});

test("what ends now and then is no stall", () => {
  const { told, stalls } = watch();
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(90);
    stalls.ended();
  }
  vi.advanceTimersByTime(99);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([100]);
});

test("nothing is told after the end, or where the time is for ever", () => {
  const { told, stalls } = watch();
  stalls.stop();
  watch(Infinity).stalls.ended();
  vi.advanceTimersByTime(1e6);
  expect(told).toEqual([]);
});
