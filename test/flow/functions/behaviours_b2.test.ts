import { expect, test } from "vitest";
import { flow, FLOW_EVENT_TYPES, type FlowOptions, task } from "../../../functions.ts";
import { collector } from "./collect.ts";

const boom = task(() => {
  throw new Error("boom");
}, { taskName: "bad" });

/** What is heard of a flow named f with the id F1. */
async function heard(target: () => unknown, options: FlowOptions = {}) {
  const { listener, lines, events } = collector();
  const f = flow(target, { flowName: "f", flowId: "F1", ...options, listeners: [listener] });
  let error: unknown = null;
  const run = f();
  try {
    await run.execute();
  } catch (thrown) {
    error = thrown;
  }
  return { lines: lines(), events, run, error };
}

test("B8: the events of a flow that returns 42", async () => {
  expect([...FLOW_EVENT_TYPES].sort()).toEqual([
    ...["flow_message", "flow_start", "flow_stop", "new_artifact", "new_result"],
    ...["task_start", "task_stop"],
  ]);
  expect(() => Reflect.apply(Array.prototype.push, FLOW_EVENT_TYPES, ["more"])).toThrow(TypeError);
  const { lines, events } = await heard(() => 42);
  expect(lines).toEqual([
    "flow_start",
    "message Created flow run 'F1' for flow 'f'",
    "message Executing flow run 'F1'",
    "message Flow return value: 42",
    "new_result flow-return-value: 42",
    "flow_stop",
  ]);
  expect(events[4].eventData.data).toEqual({
    resultData: { key: "flow-return-value", description: "42" },
  });
});

test("B9: a flow that returns nothing has neither message nor result for it", async () => {
  for (const nothing of [undefined, null]) {
    const { lines } = await heard(() => nothing);
    expect(lines).toEqual([
      "flow_start",
      "message Created flow run 'F1' for flow 'f'",
      "message Executing flow run 'F1'",
      "flow_stop",
    ]);
    const told = await heard(() => nothing, { printNoneReturnValue: true });
    expect(told.lines.slice(3)).toEqual(["message Flow return value: null", "flow_stop"]);
  }
});

test("B10: every value that is not null is a result", async () => {
  for (const [value, text] of [[0, "0"], ["", ""], [false, "false"]] as const) {
    const { lines } = await heard(() => value);
    expect(lines.slice(3)).toEqual([
      `message Flow return value: ${text}`,
      `new_result flow-return-value: ${text}`,
      "flow_stop",
    ]);
  }
});

test("B11: what a body prints is told when it has ended, a task's before its flow's", async () => {
  const t1 = task((n: number) => {
    console.log("hello from t1");
    return n + 1;
  }, { taskName: "t1" });
  const { lines } = await heard(() => {
    console.log("flow print");
    return t1(1);
  });
  expect(lines).toEqual([
    "flow_start",
    "message Created flow run 'F1' for flow 'f'",
    "message Executing flow run 'F1'",
    "task_start t1",
    "message Executing task 't1'",
    "message hello from t1",
    "message Task return value: 2",
    "task_stop t1 completed",
    "message flow print",
    "message Flow return value: 2",
    "new_result flow-return-value: 2",
    "flow_stop",
  ]);
});

test("B12: the captured messages with all that can be asked for", async () => {
  const one = task((n: number) => {
    console.log(`inside task 1 with ${n}`);
    return 2;
  }, { taskName: "exec_task_1" });
  const two = task(() => console.log("inside task 2"), { taskName: "exec_task_2" });
  const { run } = await heard(() => {
    one(1);
    two();
    console.log("inside the flow!");
    return 42;
  }, { printNoneReturnValue: true, printFinishedMessage: true });
  expect(run.capturedExecLogs).toEqual([
    "Executing flow run 'F1'",
    "Executing task 'exec_task_1'",
    "inside task 1 with 1",
    "Task return value: 2",
    "Finished task 'exec_task_1'",
    "Executing task 'exec_task_2'",
    "inside task 2",
    "Task return value: null",
    "Finished task 'exec_task_2'",
    "inside the flow!",
    "Flow return value: 42",
    "Finished flow run 'F1'",
  ]);
});

test("B13: a task that fails stops, and its record is closed", async () => {
  const { lines, run } = await heard(() => boom());
  expect(lines).toEqual([
    "flow_start",
    "message Created flow run 'F1' for flow 'f'",
    "message Executing flow run 'F1'",
    "task_start bad",
    "message Executing task 'bad'",
    "message Error executing 'bad' task: boom",
    "task_stop bad failed",
    "message Error executing flow: 'bad' failed: boom (task raiseOnError was set to true: " +
    "stopping flow execution)",
    "flow_stop",
  ]);
  const [record] = run.executedTasks;
  expect(record.status).toBe("failed");
  expect(record.taskError).toMatchObject({ message: "boom" });
  expect(record.endTime).toBeGreaterThanOrEqual(record.startTime!);
  expect(record.duration).toBeGreaterThanOrEqual(0);
});

test("B14: raiseOnError: false gives null, and the flow goes on", async () => {
  const bad2 = task((): number => {
    throw new Error("boom2");
  }, { taskName: "bad2", raiseOnError: false });
  const { lines, run } = await heard(() => bad2() === null ? "went on" : "did not");
  expect(lines.slice(3)).toEqual([
    "task_start bad2",
    "message Executing task 'bad2'",
    "message Error executing 'bad2' task: boom2",
    "task_stop bad2 failed",
    "message Flow return value: went on",
    "new_result flow-return-value: went on",
    "flow_stop",
  ]);
  expect(run.executedTasks[0].status).toBe("failed");
  expect(run.stats().tasks[0].errorMessage).toBe("boom2");
});

test("B15: raiseFlowError: false keeps the original error in flowError", async () => {
  const original = new RangeError("no such key");
  const { lines, run, error } = await heard(() => {
    throw original;
  }, { raiseFlowError: false });
  expect(error).toBeNull();
  expect(lines).toEqual([
    "flow_start",
    "message Created flow run 'F1' for flow 'f'",
    "message Executing flow run 'F1'",
    "message Error executing flow: no such key",
    "flow_stop",
  ]);
  expect(run.flowError).toBe(original);
  expect(run.flowReturnValue).toBeNull();
  expect(run.toJSON().flowData.status).toBe("failed");
});

test("B16: what came with the request to run is a message and an artifact", async () => {
  const { listener, lines, events } = collector();
  const f = flow(() => null, { flowName: "f", flowId: "F1", listeners: [listener] });
  await f().execute({ flowRunParams: { a: 1 } });
  expect(lines()).toEqual([
    "flow_start",
    "message Created flow run 'F1' for flow 'f'",
    "message flow_run_params: { a: 1 }",
    "new_artifact post-data",
    "message Executing flow run 'F1'",
    "flow_stop",
  ]);
  expect(events[3].eventData.data).toEqual({
    artifactData: {
      key: "post-data",
      data: { a: 1 },
      type: "link",
      description: "Data received with the request to run",
    },
  });
});

test("B17: what events carry", async () => {
  const before = Date.now();
  const t = task(() => 1, { taskName: "t" });
  const { events, run } = await heard(() => t());
  expect(events.every(({ eventData }) => eventData.flowRunId === "F1")).toBe(true);
  const ofTask = events.filter(({ eventType }) => /^task_/.test(eventType));
  expect(ofTask).toHaveLength(2);
  const { taskId } = run.executedTasks[0];
  for (const { eventData } of ofTask) {
    expect(eventData).toMatchObject({ taskName: "t", taskRunId: taskId, flowRunId: "F1" });
  }
  const [start, created] = events;
  expect(start.eventId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  expect(Number.isInteger(start.timestamp) && start.timestamp >= before).toBe(true);
  expect(JSON.parse(JSON.stringify(start))).toEqual({
    eventId: start.eventId,
    eventType: "flow_start",
    timestamp: start.timestamp,
    eventData: {
      data: {},
      eventSource: "",
      flowName: "f",
      flowRunId: "F1",
      logLevel: 20,
      taskName: null,
      taskRunId: null,
    },
  });
  expect(created.eventData.data).toEqual({
    messageData: {
      logLevel: 10,
      message: "Created flow run 'F1' for flow 'f'",
      messageText: "Created flow run 'F1' for flow 'f'",
    },
  });
  const coloured = await heard(() => console.log("\u001b[31mred\u001b[0m"));
  expect(coloured.events[3].eventData.data).toMatchObject({
    messageData: { message: "\u001b[31mred\u001b[0m", messageText: "red" },
  });
});

test("B18: flow_start comes first, and the event has the level of its message", async () => {
  const { events, lines } = await heard(() => {
    console.debug("d");
    console.warn("w");
    console.error("e");
    return boom();
  });
  expect(lines.slice(0, 2)).toEqual(["flow_start", "message Created flow run 'F1' for flow 'f'"]);
  const levels = Object.fromEntries(
    events.map(({ eventData }, i) => [lines[i].slice(0, 22), eventData.logLevel]),
  );
  expect(levels).toMatchObject({
    "flow_start": 20,
    "message d": 10,
    "message w": 30,
    "message e": 40,
    ["message Error executing".slice(0, 22)]: 40,
    "flow_stop": 20,
  });
  for (const event of events) {
    if (event.eventType !== "flow_message") continue;
    expect(event.eventData.data.messageData.logLevel).toBe(event.eventData.logLevel);
  }
});

test("B18: messages that say where a flow is are for those who look for a fault", async () => {
  const t = task(() => 1, { taskName: "t" });
  const { events } = await heard(() => {
    console.log("printed");
    return t();
  }, { printFinishedMessage: true });
  const levels = events.flatMap(({ eventType, eventData }) =>
    eventType === "flow_message" ? [eventData.logLevel] : []
  );
  // Created, executing flow, task, its value, finished; printed; the flow's value, finished.
  expect(levels).toEqual([10, 10, 10, 10, 10, 20, 10, 10]);
});

test("B19: without logging there are no messages", async () => {
  const t = task(() => 1, { taskName: "t" });
  const { lines, run } = await heard(() => t(), { loggingEnabled: false });
  expect(lines).toEqual([
    "flow_start",
    "task_start t",
    "task_stop t completed",
    "new_result flow-return-value: 1",
    "flow_stop",
  ]);
  expect(run.capturedExecLogs).toEqual([]);
  expect(run.toJSON().flowData.logs).toEqual([]);
});

test("B20: without logs in memory the record still has them", async () => {
  const { run } = await heard(() => 42, { logToMemory: false });
  expect(run.capturedExecLogs).toEqual([]);
  expect(run.toJSON().flowData.logs.map(({ message }) => message)).toEqual([
    "Created flow run 'F1' for flow 'f'",
    "Executing flow run 'F1'",
    "Flow return value: 42",
  ]);
});
