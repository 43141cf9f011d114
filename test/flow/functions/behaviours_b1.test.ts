import { expect, test } from "vitest";
import { currentTask, flow, FLOW_DEFAULTS, FunctionFlow, task } from "../../../functions.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { thrownBy } from "./collect.ts";

const DEFAULTS = {
  addTaskToSelf: true,
  logToConsole: false,
  logToMemory: true,
  loggingEnabled: true,
  showPrints: true,
  printLogs: false,
  printNoneReturnValue: false,
  printFinishedMessage: false,
  raiseFlowError: true,
  printErrorStackTrace: false,
  captureEvents: false,
};

test("B1: the defaults of a configuration, of which a partial one keeps the rest", () => {
  expect(FLOW_DEFAULTS).toEqual(DEFAULTS);
  expect(new FunctionFlow().flowConfig).toEqual(DEFAULTS);
  const { flowConfig } = flow(() => 1, { printLogs: true, logToMemory: false, flowName: "f" })();
  expect(flowConfig).toEqual({ ...DEFAULTS, printLogs: true, logToMemory: false });
  expect(Object.isFrozen(flowConfig)).toBe(true);
});

test("B2: execute() needs setup(); without a function it calls main()", async () => {
  const error = await thrownBy(() => new FunctionFlow().execute());
  expect(error).toBeInstanceOf(UsageError);
  expect((error as UsageError).message).toBe(
    "Error starting Flow, setup has not been called, use .setup(target, ...args) to configure it",
  );
  class Answer extends FunctionFlow<number> {
    override main() {
      return 42;
    }
  }
  expect((await new Answer().setup().execute()).flowReturnValue).toBe(42);
  const without = await new FunctionFlow({ loggingEnabled: false }).setup().execute();
  expect([without.status, without.flowName, without.flowReturnValue])
    .toEqual(["completed", "main", null]);
  const again = new FunctionFlow();
  await thrownBy(() => again.execute());
  expect((await again.setup().execute()).status).toBe("completed");
});

test("B3: calling a flow function runs nothing; execute() gives the same flow", async () => {
  let runs = 0;
  const f = flow(() => {
    runs++;
    return 42;
  });
  const configured = f();
  expect([runs, configured.status, configured.flowReturnValue]).toEqual([0, "pending", null]);
  const executed = await configured.execute();
  expect(executed).toBe(configured);
  expect([runs, executed.status, executed.flowReturnValue]).toEqual([1, "completed", 42]);
  const sum = flow((a: number, b: number) => a + b);
  expect((await sum(20, 22).execute()).flowReturnValue).toBe(42);
});

test("B4: ids, and names of flows and tasks", async () => {
  const f = flow(function measure() {
    return named() + renamed();
  });
  const named = task(function one() {
    return 1;
  });
  const renamed = task(() => 2, { taskName: "custom_name" });
  const run = await f().execute();
  expect(run.flowId).toMatch(/^flow_id__[a-z0-9]{8}$/);
  expect(run.flowId).toHaveLength(17);
  expect(run.flowName).toBe("measure");
  expect(run.executedTasks.map(({ taskName }) => taskName)).toEqual(["one", "custom_name"]);
  for (const { taskId } of run.executedTasks) expect(taskId).toMatch(/^task_id__[-a-z0-9]+$/);

  expect((await flow(() => 1, { flowId: "THE-FLOW-ID" })().execute()).flowId).toBe("THE-FLOW-ID");
  const renumbered = f();
  renumbered.flowId = "custom-flow-id";
  expect((await renumbered.execute()).flowId).toBe("custom-flow-id");
  expect(renumbered.executedTasks[0].flowId).toBe("custom-flow-id");
  expect(renumbered.run?.id).toBe("custom-flow-id");

  expect(flow(() => 1)().flowName).toBe("<anonymous>");
  expect(flow(() => 1, { flowName: "explicit" })().flowName).toBe("explicit");
  expect(new FunctionFlow().setup(named).flowName).toBe("one");
});

test("B4: a task id that is given is kept, and numbered where it is taken", async () => {
  const starts: unknown[] = [];
  const load = task(() => currentTask()?.taskId, { taskName: "load", taskId: "task1_id" });
  const f = flow(() => [load(), load()], {
    listeners: [({ eventType, eventData }) => {
      if (eventType === "task_start") starts.push(eventData.taskRunId);
    }],
  })();
  expect((await f.execute()).flowReturnValue).toEqual(["task1_id", "task1_id#2"]);
  expect(f.stats().tasks.map(({ taskId }) => taskId)).toEqual(["task1_id", "task1_id#2"]);
  expect((await f.execute()).flowReturnValue).toEqual(["task1_id", "task1_id#2"]);
  expect(starts).toEqual(["task1_id", "task1_id#2", "task1_id", "task1_id#2"]);
});

test("B5: three calls of a task are three task runs; two tasks are two executed tasks", async () => {
  const one = task((n: number) => n, { taskName: "one" });
  const two = task(() => 2, { taskName: "two" });
  const thrice = await flow(() => [one(1), one(2), one(3)])().execute();
  expect(new Set(thrice.executedTasks.map(({ taskId }) => taskId)).size).toBe(3);
  expect(thrice.executedTasks.map(({ name }) => name)).toEqual(["one", "one#2", "one#3"]);
  const both = await flow(() => one(1) + two())().execute();
  expect(both.executedTasks).toHaveLength(2);
});

test("B6: addTaskToSelf: false keeps no tasks", async () => {
  const one = task(() => 1, { taskName: "one" });
  const run = await flow(() => one() + one(), { addTaskToSelf: false })().execute();
  expect(run.flowReturnValue).toBe(2);
  expect(run.executedTasks).toEqual([]);
  expect(run.stats()).toMatchObject({ totalTasks: 2, tasks: [] });
});

test("B7: each execution has a record of its own", async () => {
  let bad = true;
  const one = task(() => {
    if (bad) throw new Error("boom");
    return 1;
  }, { taskName: "one" });
  const f = flow(() => one(), { raiseFlowError: false, data: { seen: 0 } })();
  await f.execute();
  f.data.left = "behind";
  expect([f.status, f.executedTasks.length, f.stats().failedTasks]).toEqual(["failed", 1, 1]);
  expect(f.flowError).not.toBeNull();
  bad = false;
  await f.execute();
  expect(f.executedTasks).toHaveLength(1);
  expect(f.stats()).toMatchObject({ totalTasks: 1, failedTasks: 0, status: "completed" });
  expect([f.status, f.flowError, f.flowReturnValue]).toEqual(["completed", null, 1]);
  expect(f.toJSON().flowData).toMatchObject({ status: "completed", error: null });
  expect(f.data).toEqual({ seen: 0 });
  expect(f.capturedExecLogs.some((line) => line.includes("boom"))).toBe(false);
});
