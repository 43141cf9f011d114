import { expect, test } from "vitest";

test("in a worker, flows that run at once see themselves and their own console", async () => {
  const worker = new Worker(new URL("./fixtures/flow_worker.ts", import.meta.url), {
    type: "module",
  });
  const runs = await new Promise((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(event.error ?? new Error(event.message));
    };
  });
  const expected = (flowName: string) => ({
    seen: [["a", flowName, "look"], ["b", flowName, "look"]],
    logs: ["looked at b", "looked at a"],
    outside: null,
  });
  expect(runs).toEqual([expected("first"), expected("second")]);
});
