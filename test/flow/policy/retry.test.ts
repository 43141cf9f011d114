import { expect, test } from "vitest";
import { retryDelay, triesAgain } from "../../../src/flow/policy/retry.ts";

test("n retries mean at most n + 1 attempts, and none where nothing is said", () => {
  const tries = (retries?: number) => [1, 2, 3].map((n) => triesAgain({ retries }, n, "boom"));
  expect(tries()).toEqual([false, false, false]);
  expect(tries(2)).toEqual([true, true, false]);
});

test("retryIf is asked about the error and the attempt, while attempts are left", () => {
  const asked: unknown[] = [];
  const retryIf = (error: unknown, attempt: number) => {
    asked.push([error, attempt]);
    return error === "again";
  };
  expect(triesAgain({ retries: 5, retryIf }, 2, "again")).toBe(true);
  expect(triesAgain({ retries: 5, retryIf }, 3, "never")).toBe(false);
  expect(triesAgain({ retries: 1, retryIf }, 2, "again")).toBe(false);
  expect(asked).toEqual([["again", 2], ["never", 3]]);
});

test.each([
  [{}, [0, 0, 0]],
  [{ delay: 10 }, [10, 10, 10]],
  [{ delay: 10, backoff: "exponential" as const }, [10, 20, 40]],
  [{ delay: 10, backoff: (attempt: number) => 5 - 5 * attempt }, [0, 0, 0]],
  [{ backoff: (attempt: number, error: unknown) => attempt + Number(error) }, [8, 9, 10]],
])("the delays of %o are %o", (policy, delays) => {
  expect([1, 2, 3].map((attempt) => retryDelay(policy, attempt, "7"))).toEqual(delays);
});
