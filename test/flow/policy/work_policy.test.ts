import { expect, test } from "vitest";
import { findPolicyFault } from "../../../src/flow/policy/work_policy.ts";

test("a policy that can work has no fault", () => {
  expect(findPolicyFault({})).toBeNull();
  expect(findPolicyFault({
    ...{ timeout: Infinity, grace: 0, retries: 0, delay: 0.5, backoff: "exponential" },
    retryIf: () => true,
  })).toBeNull();
  expect(findPolicyFault({ backoff: () => 1 })).toBeNull();
});

test.each([
  ["timeout", 0, "above 0"],
  ["timeout", "5 s", "milliseconds"],
  ["grace", -1, "milliseconds"],
  ["delay", NaN, "milliseconds"],
  ["retries", 1.5, "a whole number from 0"],
  ["retries", -1, "a whole number from 0"],
  ["backoff", "linear", '"fixed", "exponential" or a function'],
  ["retryIf", true, "a function"],
])("%s: %s is refused by its rule", (setting, found, rule) => {
  const fault = findPolicyFault({ [setting]: found });
  expect(fault).toMatchObject({ setting, found });
  expect(fault!.rule).toContain(rule);
});
