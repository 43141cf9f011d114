import { expect, test } from "vitest";
import { FlowTimeoutError, timeoutError } from "../../../src/flow/record/flow_errors.ts";

test("the error of a timeout names the task and its time", () => {
  const error = timeoutError("encode", 1500, { job: "encode#2" });
  expect(error).toBeInstanceOf(FlowTimeoutError);
  expect(error.message).toBe("Task encode timed out after 1.5 seconds");
  expect(error.data).toEqual({ job: "encode#2", timeout: 1500 });
});
