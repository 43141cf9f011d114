import { expect, test } from "vitest";
import * as dependent from "../../dependent.ts";

/** What users can import from `trunnion/dependent`. Change it on purpose. */
const SURFACE = [
  "DEPENDENCY_TYPES",
  "DependencyData",
  "DependencyError",
  "FLOW_STATUSES",
  "FLOW_TYPES",
  "Flow",
  "FlowContext",
  "FlowError",
  "FlowExecution",
  "FlowRetryError",
  "FlowSchedule",
  "FlowTimeoutError",
  "RunCancelled",
  "RunMetrics",
  "executeKept",
  "flowTemplate",
  "scheduleFlow",
];

test("dependent.ts exports exactly its public surface", () => {
  expect(Object.keys(dependent).sort()).toEqual(SURFACE);
});
