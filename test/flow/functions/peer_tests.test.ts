/** What the tests of the Python flow system ask that no numbered line does. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import {
  flow,
  FLOW_EVENT_TYPES,
  type FlowEvent,
  flowEvents,
  type FlowStats,
  FunctionFlow,
  task,
  taskContext,
} from "../../../functions.ts";
import { collector } from "./collect.ts";

test("a flow that runs says so, and has no end yet", async () => {
  let seen: FlowStats | null = null;
  const look = task(() => {
    seen = taskContext().thisFlow.stats();
  }, { taskName: "look", taskId: "look_id" });
  const run = await flow(() => look(), { flowName: "f", flowId: "F1" })().execute();
  expect(seen).toMatchObject({
    ...{ flowId: "F1", flowName: "f", status: "running", duration: null, errorMessage: null },
    tasks: [{
      ...{ taskId: "look_id", taskName: "look", parentFlowId: "F1", executionOrder: 1 },
      ...{ status: "running", duration: null, errorMessage: null },
    }],
  });
  expect(run.stats()).toMatchObject({ status: "completed", errorMessage: null, failedTasks: 0 });
  expect(run.stats().duration).toBeGreaterThan(0);
});

test("a flow that was not executed has no tasks, no value and no error", () => {
  const f = new FunctionFlow({ flowName: "f" }).setup(() => 1);
  expect([f.status, f.flowError, f.flowReturnValue, f.executedTasks, f.capturedExecLogs])
    .toEqual(["pending", null, null, [], []]);
  expect(() => f.stats()).toThrow("has not been executed");
});

test("the stats of a flow that failed have its message", async () => {
  const run = await flow(() => {
    throw new TypeError("Test flow error");
  }, { raiseFlowError: false })().execute();
  expect(run.stats()).toMatchObject({ status: "failed", errorMessage: "Test flow error" });
});

test("the types of events are texts, each once, and can be gone through", () => {
  expect(FLOW_EVENT_TYPES).toHaveLength(7);
  expect(new Set(FLOW_EVENT_TYPES).size).toBe(7);
  expect(FLOW_EVENT_TYPES.every((type) => type === type.toLowerCase())).toBe(true);
  expect(Object.isFrozen(FLOW_EVENT_TYPES)).toBe(true);
  expect((FLOW_EVENT_TYPES as readonly string[]).includes("not_an_event")).toBe(false);
});

test("all seven types come, and a type tells which data its event has", async () => {
  const { listener, events } = collector();
  const note = task(() => {
    const { thisFlow } = taskContext();
    thisFlow.addFlowArtifact({ key: "a", data: { value: 42 } });
    thisFlow.addFlowResult({ key: "r", description: "d" });
  }, { taskName: "note" });
  await flow(() => note(), { listeners: [listener] })().execute();
  expect(new Set(events.map(({ eventType }) => eventType))).toEqual(new Set(FLOW_EVENT_TYPES));
  const category = ({ eventType }: FlowEvent) => {
    switch (eventType) {
      case "flow_start":
      case "flow_stop":
        return "flow";
      case "task_start":
      case "task_stop":
        return "task";
      default:
        return "other";
    }
  };
  expect(events.map(category).filter((name) => name !== "other")).toEqual([
    ...["flow", "task", "task", "flow"],
  ]);
});

test("who listens to all flows hears of them until taken back, without logging too", async () => {
  const heard: FlowEvent[] = [];
  const unsubscribe = flowEvents.subscribe((event) => heard.push(event));
  const f = flow(() => null, { loggingEnabled: false });
  await f().execute();
  expect(heard.map(({ eventType }) => eventType)).toEqual(["flow_start", "flow_stop"]);
  unsubscribe();
  await f().execute();
  expect(heard).toHaveLength(2);
});

test("messages are told with logs on the console, in memory or nowhere, unless switched off", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const told = async (options: object) => {
    const { listener, events } = collector();
    const run = await flow(() => "test", { ...options, listeners: [listener] })().execute();
    const messages = events.filter(({ eventType }) => eventType === "flow_message").length;
    const shown = print.mock.calls.length;
    print.mockClear();
    return [messages > 0, run.capturedExecLogs.length > 0, shown > 0];
  };
  expect(await told({ logToConsole: true, logToMemory: false })).toEqual([true, false, true]);
  expect(await told({ logToConsole: false, logToMemory: true })).toEqual([true, true, false]);
  expect(await told({ loggingEnabled: false, logToConsole: true })).toEqual([false, false, false]);
  print.mockRestore();
});

test("a task may be made where it is called, and tasks run in the order of their calls", async () => {
  const order: string[] = [];
  const one = task(() => order.push("one"), { taskName: "one" });
  const two = task((n: number) => {
    order.push("two");
    return n * 2;
  }, { taskName: "two" });
  const run = await flow((n: number) => {
    const doubled = two(n);
    one();
    return task((x: number) => x + 2, { taskName: "inline" })(doubled);
  })(20).execute();
  expect(run.flowReturnValue).toBe(42);
  expect(order).toEqual(["two", "one"]);
  expect(run.executedTasks.map(({ taskName, executionOrder }) => [taskName, executionOrder]))
    .toEqual([["two", 1], ["one", 2], ["inline", 3]]);
});

test("the peer's tests are all answered, and what holds names a test that is there", () => {
  const here = new URL("./", import.meta.url);
  const names = readdirSync(here).filter((name) => name.endsWith(".test.ts")).flatMap((name) =>
    [...readFileSync(new URL(name, here), "utf8").matchAll(/^test\("([^"]+)"/gm)].map((m) => m[1])
  );
  const page = readFileSync(new URL("../../../docs/peer_flow_tests.md", here), "utf8");
  const rows = [...page.matchAll(/^\| `(test\w+)`\s*\| (\S.*?)\s*\| (\S.*?)\s*\|$/gm)];
  expect(rows).toHaveLength(95);
  for (const [, peer, verdict, text] of rows) {
    expect(verdict, peer).toMatch(/^(holds|Python only|decided)$/);
    const named = [...text.matchAll(/“([^”]+)”|\bB(\d+)\b/g)];
    for (const [, title, number] of named) {
      const there = names.some((name) =>
        title === undefined ? name.startsWith(`B${number}:`) : name === title
      );
      expect(there, `${peer}: ${title ?? `B${number}`}`).toBe(true);
    }
    if (verdict === "holds") expect(named.length, peer).toBeGreaterThan(0);
  }
});
