import { expect, test, vi } from "vitest";
import {
  flow,
  type FlowEvent,
  flowEvents,
  type FlowListenerFailure,
  task,
} from "../../../functions.ts";
import { everyFlow } from "../../../src/flow/functions/flow_listeners.ts";
import { collector } from "./collect.ts";

const t = task(() => 1, { taskName: "t" });

test("B21: every listener hears each event once, in order, whatever the others throw", async () => {
  const order: string[] = [];
  const types: string[] = [];
  const f = flow(() => t(), {
    listeners: [
      () => order.push("first"),
      () => {
        throw new Error("L!");
      },
      (event) => {
        order.push("third");
        types.push(event.eventType);
      },
    ],
  })();
  f.subscribe(() => order.push("fourth"));
  const unsubscribe = flowEvents.subscribe(() => order.push("all flows"));
  expect((await f.execute()).flowReturnValue).toBe(1);
  unsubscribe();
  const { length } = types;
  expect(types).toEqual([
    ...["flow_start", "flow_message", "flow_message", "task_start", "flow_message"],
    ...["flow_message", "task_stop", "flow_message", "new_result", "flow_stop"],
  ]);
  expect(order).toEqual(
    Array.from({ length }, () => ["first", "third", "fourth", "all flows"]).flat(),
  );
});

test("B22: a failing listener is reported once on a side channel, never in the output", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const reported: FlowListenerFailure[] = [];
  const error = new Error("L!");
  const failing = () => {
    throw error;
  };
  const talking = ({ eventType }: FlowEvent) => console.log("heard", eventType);
  const run = await flow(() => t(), {
    listeners: [failing, talking],
    onListenerFailure: (failure) => {
      reported.push(failure);
      throw new Error("and so does the side channel");
    },
  })().execute();
  const printed = print.mock.calls.map(([, type]) => type);
  print.mockRestore();
  expect(run.capturedExecLogs).toEqual([
    `Executing flow run '${run.flowId}'`,
    "Executing task 't'",
    "Task return value: 1",
    "Flow return value: 1",
  ]);
  expect(reported).toEqual([{ listener: failing, error, event: expect.anything() }]);
  expect(run.listenerFailures).toEqual(reported);
  expect(printed).toHaveLength(10);
});

test("B23: no subscription outlives its flow, and none hears of another's", async () => {
  const mine = collector();
  const other = collector();
  const f = flow(() => t(), { flowId: "MINE", listeners: [mine.listener], captureEvents: true });
  const g = flow(() => t(), { flowId: "OTHER", listeners: [other.listener] });
  const [run] = await Promise.all([f().execute(), g().execute()]);
  await g().execute();
  expect(everyFlow.heard).toBe(false);
  expect(mine.events).toHaveLength(10);
  expect(mine.events.every(({ eventData }) => eventData.flowRunId === "MINE")).toBe(true);
  expect(other.events).toHaveLength(20);
  expect(run.toJSON().flowEvents.map(({ eventId }) => eventId)).toEqual(
    mine.events.map(({ eventId }) => eventId),
  );
  const one = collector();
  const third = g();
  const unsubscribe = flowEvents.subscribe(one.listener, { run: third });
  await f().execute();
  expect(one.events).toEqual([]);
  await third.execute();
  expect(one.events).toHaveLength(10);
  unsubscribe();
  await third.execute();
  expect(one.events).toHaveLength(10);
});

test("B24: unsubscribing while being told skips nobody", async () => {
  const heard: string[] = [];
  const f = flow(() => 1)();
  const first = f.subscribe(() => {
    heard.push("first");
    first();
  });
  const second = f.subscribe(() => {
    heard.push("second");
    third();
  });
  const third = f.subscribe(() => heard.push("third"));
  const fourth = f.subscribe(() => heard.push("fourth"));
  await f.execute();
  second();
  fourth();
  expect(heard).toEqual([
    ...["first", "second", "fourth"], // the third was taken away before its turn
    ...Array.from({ length: 5 }, () => ["second", "fourth"]).flat(),
  ]);
});
