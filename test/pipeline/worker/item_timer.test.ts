import { expect, test } from "vitest";
import { ItemTimer } from "../../../src/pipeline/worker/item_timer.ts";

test("calls back when the time is over, once, and anew for the next", async () => {
  const timer = new ItemTimer();
  let calls = 0;
  for (const ms of [5, 20, 1]) {
    await new Promise<void>((resolve) => {
      timer.set(ms, () => {
        calls++;
        resolve();
      });
    });
  }
  expect(calls).toBe(3);
});

test("says nothing to who was done before, and is not late for a shorter time", async () => {
  const timer = new ItemTimer();
  const heard: string[] = [];
  timer.set(30, () => void heard.push("cleared"));
  timer.clear();
  timer.set(60_000, () => void heard.push("replaced"));
  timer.clear();
  await new Promise<void>((resolve) => {
    timer.set(5, () => {
      heard.push("short");
      resolve();
    });
  });
  timer.set(40, () => void heard.push("closed"));
  timer.close();
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(heard).toEqual(["short"]);
});

test("counts a time from when it was set, not from the one before", async () => {
  const timer = new ItemTimer();
  timer.set(20, () => {});
  timer.clear();
  await new Promise((resolve) => setTimeout(resolve, 15));
  const start = performance.now();
  await new Promise<void>((resolve) => timer.set(40, resolve));
  expect(performance.now() - start).toBeGreaterThan(38);
});
