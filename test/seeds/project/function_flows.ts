// Every listing of the documentation of function flows; the numbers are its lines.
import assert from "node:assert/strict";
import {
  flow,
  FLOW_DEFAULTS,
  FLOW_EVENT_TYPES,
  flowContext,
  type FlowEvent,
  flowEvents,
  task,
  taskContext,
} from "trunnion/functions";
import type { Listing } from "./listing.ts";

export const listings: readonly Listing[] = [
  {
    line: 37,
    title: "the types of events",
    run: () =>
      assert.deepEqual([...FLOW_EVENT_TYPES].sort(), [
        "flow_message",
        "flow_start",
        "flow_stop",
        "new_artifact",
        "new_result",
        "task_start",
        "task_stop",
      ]),
  },
  {
    line: 67,
    title: "the configuration of a flow",
    run: () =>
      assert.deepEqual(
        [FLOW_DEFAULTS.addTaskToSelf, FLOW_DEFAULTS.logToConsole, FLOW_DEFAULTS.raiseFlowError],
        [true, false, true],
      ),
  },
  {
    line: 150,
    title: "basic use",
    async run() {
      const processData = task((data: number[]) => data.map((n) => n * 2));
      const myFlow = flow((inputData: number[]) => processData(inputData));
      assert.deepEqual((await myFlow([1, 2]).execute()).flowReturnValue, [2, 4]);
    },
  },
  {
    line: 182,
    title: "dependencies and shared data",
    async run() {
      const withDeps = task(() => {
        const { thisTask, thisFlow, taskData, flowData } = taskContext();
        taskData.local = "only visible to this task";
        flowData.shared = "visible to all tasks";
        return thisTask !== undefined && thisFlow !== undefined;
      });
      const run = await flow(() => [withDeps(), flowContext().flowData.shared])().execute();
      assert.deepEqual(run.flowReturnValue, [true, "visible to all tasks"]);
    },
  },
  {
    line: 207,
    title: "async",
    async run() {
      const asyncTask = task(async () => await Promise.resolve("completed"));
      const asyncFlow = flow(async () => await asyncTask());
      assert.equal((await asyncFlow().execute()).flowReturnValue, "completed");
    },
  },
  {
    line: 231,
    title: "errors of tasks and of flows",
    async run() {
      const continues = task((): number => {
        throw new RangeError("Task error");
      }, { raiseOnError: false });
      const flowContinues = flow(() => {
        continues();
        return "Flow completed despite error";
      }, { raiseFlowError: false });
      const run = await flowContinues().execute();
      assert.equal(run.flowReturnValue, "Flow completed despite error");
    },
  },
  {
    line: 257,
    title: "listening to events",
    async run() {
      const heard: string[] = [];
      const listener = ({ eventType, eventData }: FlowEvent) => {
        if (eventType === "task_start") heard.push(`Task started: ${eventData.taskName}`);
      };
      const unsubscribe = flowEvents.subscribe(listener);
      const one = task(() => 1, { taskName: "one" });
      await flow(() => void one())().execute();
      unsubscribe();
      assert.deepEqual(heard, ["Task started: one"]);
    },
  },
  {
    line: 279,
    title: "artifacts and results",
    async run() {
      const withArtifacts = flow.withContext(({ thisFlow }) => {
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
      const { flowData } = (await withArtifacts().execute()).toJSON();
      assert.deepEqual([flowData.artifacts.length, flowData.results.length], [1, 1]);
    },
  },
  {
    line: 333,
    title: "finding the flow that runs, without looking at the stack",
    async run() {
      const find = task(() => taskContext().thisFlow);
      const run = flow(() => find())();
      assert.equal((await run.execute()).flowReturnValue, run);
    },
  },
];
