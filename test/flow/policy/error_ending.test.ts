import { expect, test } from "vitest";
import { endingOf } from "../../../src/flow/policy/error_ending.ts";

const error = new Error("boom");
const never = () => {
  throw new Error("nobody asked for it");
};

test("without a rule, and with 'fail', work has failed with the very error, at once", () => {
  expect(endingOf(undefined, error, never)).toEqual({ kind: "failed", error });
  expect(endingOf("fail", error, never)).toEqual({ kind: "failed", error });
});

test("with 'skip' it is skipped, at once", () => {
  expect(endingOf("skip", error, never)).toEqual({ kind: "skipped" });
});

test("a function's value stands in for the output, nothing included", async () => {
  const rule = (thrown: unknown, item: number) => [thrown, item];
  expect(await endingOf(rule, error, () => 7)).toEqual({ kind: "replaced", output: [error, 7] });
  expect(await endingOf(() => {}, error, () => 7)).toEqual({ kind: "replaced", output: undefined });
});

test("what the function throws is what the work has failed with", async () => {
  const another = new Error("another");
  const rules = [() => Promise.reject(another), () => {
    throw another;
  }];
  for (const rule of rules) {
    expect(await endingOf(rule, error, () => 7)).toEqual({ kind: "failed", error: another });
  }
});
