import { expect, onTestFinished, test, vi } from "vitest";
import { scheduleFlow } from "../../../dependent.ts";
import { boom } from "../helpers.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

test("an expression says when, in a time zone of its own", () => {
  const { a } = flowsOf({ a: () => 1 });
  using schedule = scheduleFlow(a, "30 6 1 1 *", { timezone: "America/New_York" });
  const [first, second] = schedule.nextTimes(2);
  expect(first.toISOString()).toMatch(/-01-01T11:30:00/);
  expect(second.getUTCFullYear()).toBe(first.getUTCFullYear() + 1);
  expect(schedule.next).toEqual(first);
  schedule.stop();
  expect(schedule.next).toBeNull();
});

test("a flow is executed when its time has come, with an input made then", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const { a } = flowsOf({ a: ({ n }: AnyInput) => ({ n }) });
  let n = 0;
  const heard = Promise.withResolvers<AnyInput>();
  using schedule = scheduleFlow(a, "* * * * * *", {
    maxRuns: 1,
    input: () => ({ n: ++n }),
    onResult: ({ output }) => heard.resolve(output),
  });
  await vi.advanceTimersByTimeAsync(1100);
  expect(await heard.promise).toEqual({ n: 1 });
  expect([schedule.runs, schedule.next]).toEqual([1, null]);
});

test("a time that comes while the flow is at work is left out, and a failure ends nothing", async () => {
  const hold = Promise.withResolvers<AnyInput>();
  const { a, bad } = flowsOf({ a: () => hold.promise, bad: boom });
  using schedule = scheduleFlow(a, "0 0 1 1 *");
  const first = schedule.trigger();
  await schedule.trigger();
  hold.resolve({});
  await first;
  expect([schedule.runs, schedule.skipped]).toEqual([1, 1]);
  const statuses: string[] = [];
  using failing = scheduleFlow(bad, "0 0 1 1 *", {
    onResult: ({ status }) => statuses.push(status),
  });
  await failing.trigger();
  await failing.trigger();
  expect([statuses, failing.runs]).toEqual([["failed", "failed"], 2]);
});

test("what is no expression is refused with what to write", () => {
  const { a } = flowsOf({ a: () => 1 });
  for (const wrong of ["", "every day", "61 * * * *", "* * * *"]) {
    expect(() => scheduleFlow(a, wrong)).toThrow(`'${wrong}' is no time for it`);
  }
  expect(() => scheduleFlow(a, "* * * * *", { timezone: "Mars/Base" })).toThrow("Cannot schedule");
  expect(() => scheduleFlow(a, "* * * * *", { timzone: "x" } as AnyInput)).toThrow("timezone");
});
