import { expect, test } from "vitest";
import { together } from "../../../src/flow/policy/together.ts";

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("what fails first ends the others, and is thrown when they have ended", async () => {
  const failure = new Error("enough"), ended: unknown[] = [];
  const other = (signal: AbortSignal) =>
    untilAborted(signal).catch((error) => {
      ended.push(error);
      throw new Error("and so did this");
    });
  await expect(together(undefined, [other, () => Promise.reject(failure)])).rejects.toBe(failure);
  expect(ended).toEqual([failure]);
});

test("the signal ends all, and nothing is thrown where all have done what they should", async () => {
  const controller = new AbortController(), reason = new Error("stop");
  const both = together(controller.signal, [untilAborted, untilAborted]);
  controller.abort(reason);
  await expect(both).rejects.toBe(reason);
  await together(controller.signal, [() => Promise.resolve(), () => Promise.resolve()]);
});
