/**
 * The examples of the documentation that function flows follow, in the words of this module:
 * each is what a user who knows the Python system would write.
 *
 * @module
 */
import { expect, test } from "vitest";
import {
  flow,
  flowContext,
  type FlowEvent,
  flowEvents,
  task,
  taskContext,
} from "trunnion/functions";
import { after } from "./collect.ts";

test("basic use: a flow coordinates, a task works", async () => {
  const processData = task((data: number[]) => data.map((n) => n * 2));
  const myFlow = flow((inputData: number[]) => processData(inputData));

  const flowInstance = await myFlow([1, 2]).execute();
  expect(flowInstance.flowReturnValue).toEqual([2, 4]);
  expect(flowInstance.flowName).toBe("<anonymous>"); // arrow functions in a call have no name
});

test("dependencies and shared data", async () => {
  const taskWithDeps = task(() => {
    const { thisTask, thisFlow, taskData, flowData } = taskContext();
    taskData.local = "only visible to this task";
    flowData.shared = "visible to all tasks";
    return [thisTask.taskName, thisFlow.flowName];
  }, { taskName: "taskWithDeps" });
  const reads = task((data = flowContext().flowData) => data.shared);

  const run = await flow(() => [taskWithDeps(), reads()], { flowName: "sharing" })().execute();
  expect(run.flowReturnValue).toEqual([["taskWithDeps", "sharing"], "visible to all tasks"]);
});

test("async", async () => {
  const asyncTask = task(async () => {
    await after(1);
    return "completed";
  });
  const asyncFlow = flow(async () => await asyncTask());
  expect((await asyncFlow().execute()).flowReturnValue).toBe("completed");
});

test("errors of tasks, and of flows", async () => {
  const taskContinuesOnError = task(() => {
    throw new RangeError("Task error");
  }, { raiseOnError: false });
  const flowContinuesOnError = flow(() => {
    taskContinuesOnError();
    return "Flow completed despite error";
  }, { raiseFlowError: false });

  const run = await flowContinuesOnError().execute();
  expect(run.flowReturnValue).toBe("Flow completed despite error");
  expect(run.stats().failedTasks).toBe(1);
});

test("listening to events", async () => {
  const heard: string[] = [];
  const eventListener = (event: FlowEvent) => {
    if (event.eventType === "task_start") heard.push(`Task started: ${event.eventData.taskName}`);
    else if (event.eventType === "flow_message") {
      heard.push(`Log message: ${event.eventData.data.messageData.message}`);
    }
  };
  const unsubscribe = flowEvents.subscribe(eventListener);
  const one = task(() => 1, { taskName: "one" });
  await flow(() => void one(), { flowName: "f", flowId: "F1" })().execute();
  unsubscribe();
  expect(heard).toEqual([
    "Log message: Created flow run 'F1' for flow 'f'",
    "Log message: Executing flow run 'F1'",
    "Task started: one",
    "Log message: Executing task 'one'",
    "Log message: Task return value: 1",
  ]);
});

test("artifacts and results", async () => {
  const flowWithArtifacts = flow.withContext(({ thisFlow }) => {
    thisFlow.addFlowArtifact({
      description: "API Response",
      key: "api-response",
      data: { status: "success" },
      type: "json",
    });
    thisFlow.addFlowResult({
      key: "calculation-result",
      description: "Final calculation value: 42",
    });
  });
  const { flowData } = (await flowWithArtifacts().execute()).toJSON();
  expect(flowData.artifacts).toEqual([{
    description: "API Response",
    key: "api-response",
    data: { status: "success" },
    type: "json",
  }]);
  expect(flowData.results).toEqual([{
    key: "calculation-result",
    description: "Final calculation value: 42",
  }]);
});
