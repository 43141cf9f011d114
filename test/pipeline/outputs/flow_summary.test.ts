import { expect, test } from "vitest";
import { durations } from "../../../src/pipeline/outputs/flow_summary.ts";

const stage = (durationMs: number, ...tasks: [name: string, className: string][]) => ({
  durationMs,
  tasks: tasks.map(([name, className]) => ({ name, className })),
});

test("durations are by task, by class where that is one task's, and in all", () => {
  const stages = [
    stage(1000, ["gather", "GatherCADFiles"]),
    stage(2000, ["encode", "EncodingTask"]),
    stage(3000, ["check", "EncodingTask"]),
  ];
  expect(durations(stages, 7000)).toEqual({
    total: 7,
    GatherCADFiles: 1,
    gather: 1,
    encode: 2,
    check: 3,
  });
});

test("tasks that did each item together have one time", () => {
  const stages = [stage(1000, ["gather", "Gather"]), stage(2000, ["a", "A"], ["b", "B"])];
  expect(durations(stages, 3000)).toEqual({ total: 3, Gather: 1, gather: 1, "a+b": 2 });
});
