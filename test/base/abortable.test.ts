import { expect, test } from "vitest";
import { abortable } from "../../src/base/abortable.ts";

const never = new Promise<never>(() => {});

test("gives what the promise gives, or rejects as it does", async () => {
  const { signal } = new AbortController();
  expect(await abortable(Promise.resolve(1), signal)).toBe(1);
  await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

test("ends with the signal, before or while it waits", async () => {
  await expect(abortable(never, AbortSignal.abort("early"))).rejects.toBe("early");
  const controller = new AbortController();
  const waiting = abortable(never, controller.signal);
  controller.abort("late");
  await expect(waiting).rejects.toBe("late");
});
