import { expect, test } from "vitest";
import { findOptionFault } from "../../../src/base/option_rules.ts";
import { WORK_POLICY, type WorkPolicy } from "../../../src/flow/policy/work_policy.ts";

const faultOf = (policy: WorkPolicy) => findOptionFault(policy, WORK_POLICY);

test("a policy that can work has no fault", () => {
  expect(faultOf({})).toBeNull();
  expect(faultOf({
    ...{ timeout: Infinity, grace: 0, retries: 0, delay: 0.5, backoff: "exponential" },
    retryIf: () => true,
  })).toBeNull();
  expect(faultOf({ backoff: () => 1 })).toBeNull();
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
  const fault = faultOf({ [setting]: found });
  expect(fault).toMatchObject({ setting, found });
  expect(fault!.rule).toContain(rule);
});
