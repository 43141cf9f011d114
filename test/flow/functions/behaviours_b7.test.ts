import { expect, test, vi } from "vitest";
import {
  currentFlow,
  currentTask,
  flow,
  flowContext,
  type FunctionFlow,
  task,
  taskContext,
} from "../../../functions.ts";
import { after, collector } from "./collect.ts";

const one = task(() => 1, { taskName: "task1" });
const divides = task(() => {
  throw new RangeError("division by zero");
}, { taskName: "task2", raiseOnError: false });

test("B45: messages of a task in order; blank printed lines are dropped", async () => {
  const { listener, events } = collector();
  const talks = task(() => {
    const { thisTask } = taskContext();
    thisTask.logInfo("Info message");
    thisTask.logDebug("Debug message");
    thisTask.logError("Error message");
  }, { taskName: "talks" });
  const prints = task(() => console.log("a\n\nb"), { taskName: "prints" });
  const run = await flow(() => {
    talks();
    prints();
  }, { listeners: [listener] })().execute();
  const messages = run.capturedExecLogs.filter((line) => !line.startsWith("Executing"));
  expect(messages).toEqual(["Info message", "Debug message", "Error message", "a", "b"]);
  const levels = events.filter(({ eventType, eventData }) =>
    eventType === "flow_message" && eventData.taskName === "talks"
  ).map(({ eventData }) => eventData.logLevel);
  expect(levels).toEqual([10, 20, 10, 40]);
});

test("B45: what the other methods of the console print is captured as well", async () => {
  const run = await flow(() => {
    console.info("%s has %d faces", "gear", 6);
    console.group("group");
    console.log("inside");
    console.groupEnd();
    console.log({ deep: { data: [1] } }, null);
    console.table([{ a: 1 }]);
    console.count("c");
    console.assert(false, "not so");
    console.dir({ x: 1 });
    console.log();
  })().execute();
  expect(run.toJSON().flowData.logs.slice(2).map(({ level, message }) => [level, message]))
    .toEqual([
      ["INFO", "gear has 6 faces"],
      ["INFO", "group"],
      ["INFO", "  inside"],
      ["INFO", "{ deep: { data: [ 1 ] } } null"],
      ["INFO", "┌─────────┬───┐"],
      ["INFO", "│ (index) │ a │"],
      ["INFO", "├─────────┼───┤"],
      ["INFO", "│ 0       │ 1 │"],
      ["INFO", "└─────────┴───┘"],
      ["INFO", "c: 1"],
      ["ERROR", "Assertion failed: not so"],
      ["INFO", "{ x: 1 }"],
    ]);
});

test("B46: artifacts and results are told, the explicit ones before the return value", async () => {
  const { listener, events, lines } = collector();
  const run = await flow(() => {
    const { thisFlow } = flowContext();
    thisFlow.addFlowArtifact({
      key: "test-key",
      description: "Test artifact",
      data: { value: 42 },
      type: "test",
    });
    thisFlow.addFlowResult({ key: "result-key", description: "Test result" });
    return 42;
  }, { listeners: [listener] })().execute();
  const artifacts = events.filter(({ eventType }) => eventType === "new_artifact");
  expect(artifacts.map(({ eventData }) => eventData.data)).toEqual([{
    artifactData: {
      key: "test-key",
      description: "Test artifact",
      data: { value: 42 },
      type: "test",
    },
  }]);
  expect(lines().filter((line) => line.startsWith("new_result"))).toEqual([
    "new_result result-key: Test result",
    "new_result flow-return-value: 42",
  ]);
  expect(run.toJSON().flowData.results.map(({ key }) => key)).toEqual([
    ...["result-key", "flow-return-value"],
  ]);
});

test("B47: an artifact without data has none", async () => {
  const { listener, events } = collector();
  await flow(() => currentFlow()?.addFlowArtifact({ key: "empty" }), {
    listeners: [listener],
  })().execute();
  const [artifact] = events.filter(({ eventType }) => eventType === "new_artifact");
  expect(artifact.eventData.data).toEqual({
    artifactData: { key: "empty", description: "", data: null, type: "" },
  });
});

test("B48: statistics and durations", async () => {
  const run = await flow(() => {
    one();
    divides();
    return "on";
  }, { flowName: "f", flowId: "F1" })().execute();
  const { duration, tasks, ...stats } = run.stats();
  expect(stats).toEqual({
    flowId: "F1",
    flowName: "f",
    status: "completed",
    totalTasks: 2,
    failedTasks: 1,
    errorMessage: "At least one task failed",
  });
  expect(duration).toBeGreaterThan(0);
  expect(tasks).toEqual([
    {
      taskId: run.executedTasks[0].taskId,
      taskName: "task1",
      executionOrder: 1,
      status: "completed",
      parentFlowId: "F1",
      errorMessage: null,
      duration: expect.any(Number),
    },
    {
      taskId: run.executedTasks[1].taskId,
      taskName: "task2",
      executionOrder: 2,
      status: "failed",
      parentFlowId: "F1",
      errorMessage: "division by zero",
      duration: expect.any(Number),
    },
  ]);
  expect(run.durations()).toEqual({
    flowName: "f",
    flowDuration: duration,
    flowStatus: "completed",
    flowTasks: { task1: tasks[0].duration, task2: tasks[1].duration },
  });
  expect(run.durationsWithTasksStatus()).toEqual({
    flowName: "f",
    flowDuration: duration,
    flowStatus: "completed",
    flowTasks: {
      1: { taskName: "task1", taskDuration: tasks[0].duration, taskStatus: "completed" },
      2: { taskName: "task2", taskDuration: tasks[1].duration, taskStatus: "failed" },
    },
  });
});

test("B49: three calls of a task are three durations", async () => {
  const run = await flow(() => [one(), one(), one()])().execute();
  const { flowTasks } = run.durations();
  expect(Object.keys(flowTasks)).toEqual(["task1", "task1#2", "task1#3"]);
  expect(Object.values(flowTasks).every((seconds) => seconds! >= 0)).toBe(true);
});

test("B50: the record says when it ran, with what, and survives JSON", async () => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  const takes = task((..._: unknown[]) => ({ done: true }), { taskName: "takes" });
  const states: string[] = [];
  const before = Date.now();
  const f = flow(() => {
    const { thisFlow } = flowContext();
    states.push(thisFlow.status, thisFlow.toJSON().flowData.status);
    states.push(task(() => currentTask()!.status, { taskName: "state" })());
    takes({ a: 1 }, undefined, 10n, new Map([[1, 2]]), NaN, ring, new Error("e"), () => 1);
    thisFlow.addFlowArtifact({ key: "k", data: ring });
    return { value: [1, undefined] };
  }, { captureEvents: true, flowName: "f", flowId: "F1" })();
  const atStart: number[] = [];
  f.subscribe(({ eventType }) => {
    if (eventType === "flow_start") atStart.push(Date.now());
  });
  await after(5);
  await f.execute();
  expect(states).toEqual(["running", "running", "running"]);
  const json = f.toJSON();
  expect(Object.keys(json).sort()).toEqual(["flowData", "flowEvents"]);
  const { flowData } = json;
  expect(Object.keys(flowData).sort()).toEqual([
    ...["artifacts", "endTime", "error", "events", "flowId", "flowName", "innerFlows"],
    ...["logs", "results", "returnValue", "startTime", "status", "tasks"],
  ]);
  expect(flowData.startTime).toBeGreaterThanOrEqual(before);
  expect(flowData.startTime).toBeLessThanOrEqual(atStart[0]);
  expect(flowData.endTime).toBeGreaterThanOrEqual(flowData.startTime);
  expect(flowData.tasks[1].inputArgs).toEqual([
    ...[{ a: 1 }, null, "10", "Map(1) { 1 => 2 }", "NaN"],
    ...["<ref *1> { self: [Circular *1] }", "Error: e", "[Function (anonymous)]"],
  ]);
  expect(flowData.returnValue).toEqual({ value: [1, null] });
  expect(flowData.events).toHaveLength(json.flowEvents.length);
  expect(JSON.parse(JSON.stringify(f))).toEqual(json);

  const { output, durations } = f.flowOutput();
  expect(output).toBe(f.flowReturnValue);
  expect(durations).toEqual(f.durations());
  const failed = await flow(() => {
    throw new TypeError("boom", { cause: new Error("why") });
  }, { raiseFlowError: false })().execute();
  expect(JSON.parse(JSON.stringify(failed)).flowData.error).toMatchObject({
    error_class: "TypeError",
    message: "boom",
    cause: { message: "why" },
  });
});

test("B51: printLogs prints the captured messages after the run", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const lines = () => print.mock.calls.map(([line]) => line);
  const quiet = await flow(() => 42, { flowId: "F0" })().execute();
  expect(lines()).toEqual([]);
  await flow(() => {
    expect(lines()).toEqual([]);
    return 42;
  }, { printLogs: true, flowId: "F1" })().execute();
  expect(lines()).toEqual(["Executing flow run 'F1'", "Flow return value: 42"]);
  print.mockClear();
  await flow(() => {
    throw new Error("Test error");
  }, { printLogs: true, raiseFlowError: false, flowId: "F2" })().execute();
  expect(lines()).toEqual(["Executing flow run 'F2'", "Error executing flow: Test error"]);
  print.mockClear();
  quiet.printLogs();
  expect(lines()).toEqual(["Executing flow run 'F0'", "Flow return value: 42"]);
  print.mockClear();
  // As they come, with logToConsole, and with what the flow was called from.
  let seen: unknown[] = [];
  const nested: FunctionFlow[] = [];
  await flow(async () => {
    nested.push(
      await flow(() => console.log("inner"), { logToConsole: true, flowId: "F4" })()
        .execute(),
    );
    seen = lines();
  }, { logToConsole: true, flowId: "F3" })().execute();
  print.mockRestore();
  // The inner flow's messages are printed where it was called, and so are shown and captured there.
  expect(seen).toEqual([
    ...["Created flow run 'F3' for flow '<anonymous>'", "Executing flow run 'F3'"],
    ...["Created flow run 'F4' for flow '<anonymous>'", "Executing flow run 'F4'", "inner"],
  ]);
  expect(nested[0].capturedExecLogs).toEqual(["Executing flow run 'F4'", "inner"]);
});
