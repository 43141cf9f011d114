import { expect, test } from "vitest";
import { TaskPromise } from "../../../src/flow/functions/task_promise.ts";

const make = () => new TaskPromise<number>((resolve) => resolve(1));

test("every way to ask for the value is noticed", async () => {
  const ways: ((promise: TaskPromise<number>) => unknown)[] = [
    async (promise) => await promise,
    (promise) => promise.then((n) => n),
    (promise) => promise.catch(() => 0),
    (promise) => promise.finally(() => {}),
    (promise) => Promise.all([promise]),
    (promise) => Promise.race([promise]),
    (promise) => Promise.resolve(promise).then(() => {}),
    // deno-lint-ignore require-await
    async (promise) => promise,
  ];
  for (const way of ways) {
    const promise = make();
    await way(promise);
    expect(promise.awaited).toBe(true);
  }
});

test("what is only held is not awaited, guarded or not, and ends no process", async () => {
  const held = make();
  const failing = new TaskPromise<number>((_, reject) => reject(new Error("boom"))).guard();
  await new Promise((end) => setTimeout(end, 1));
  expect([held.awaited, failing.awaited]).toEqual([false, false]);
  await expect(failing).rejects.toThrow("boom");
});

test("what follows from it is an ordinary promise", () => {
  expect(make().then(() => 1)).not.toBeInstanceOf(TaskPromise);
  expect(make()).toBeInstanceOf(Promise);
});
