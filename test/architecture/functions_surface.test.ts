import { expect, test } from "vitest";
import * as functions from "../../functions.ts";

/** What users can import from `trunnion/functions`. Change it on purpose. */
const SURFACE = [
  "FLOW_DEFAULTS",
  "FLOW_EVENT_TYPES",
  "FlowFailed",
  "FunctionFlow",
  "NoFlow",
  "OtherCalls",
  "RunMetrics",
  "TaskError",
  "asFlow",
  "currentFlow",
  "currentTask",
  "flow",
  "flowContext",
  "flowEvents",
  "task",
  "taskContext",
];

test("functions.ts exports exactly its public surface", () => {
  expect(Object.keys(functions).sort()).toEqual(SURFACE);
});
