import { expect, test } from "vitest";
import { durations } from "../../../src/pipeline/outputs/flow_summary.ts";

test("durations are by task, by class where that is one task's, and in all", () => {
  const tasks = [
    { name: "gather", className: "GatherCADFiles", duration: 1 },
    { name: "encode", className: "EncodingTask", duration: 2 },
    { name: "check", className: "EncodingTask", duration: 3 },
  ];
  expect(durations(tasks, 7)).toEqual({
    total: 7,
    GatherCADFiles: 1,
    gather: 1,
    encode: 2,
    check: 3,
  });
});
