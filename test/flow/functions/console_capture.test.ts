import { afterEach, expect, test, vi } from "vitest";
import { flow, flowEvents, task } from "../../../functions.ts";
import { captureConsole } from "../../../src/flow/functions/console_capture.ts";
import { after } from "./collect.ts";

afterEach(() => vi.restoreAllMocks());

test("the console is as it was when the last run has ended", async () => {
  const before = { ...console };
  const slow = flow(async () => await after(3));
  const runs = [slow().execute(), slow().execute()];
  expect(console.log).not.toBe(before.log);
  await Promise.all(runs);
  expect({ ...console }).toEqual(before);
});

test("a console that is replaced during a run stays so, and is still told apart", async () => {
  const before = console.log;
  const printed: unknown[] = [];
  let spy: ReturnType<typeof vi.spyOn> | null = null;
  const f = flow(async () => {
    console.log("inside");
    spy = vi.spyOn(console, "log").mockImplementation((text) => void printed.push(text));
    await after(1);
  });
  const run = await f().execute();
  expect(run.capturedExecLogs).toContain("inside");
  console.log("to the spy");
  expect(printed).toEqual(["to the spy"]);
  spy!.mockRestore();
  // What the spy had found was the run's: it passes on what it is given.
  const passed = vi.spyOn(console, "log");
  const again = await flow(() => console.log("again"))().execute();
  expect(again.capturedExecLogs.filter((line) => line === "again")).toHaveLength(1);
  expect(passed.mock.calls).toEqual([["again"]]);
  passed.mockRestore();
  console.log = before;
});

test("prints appear where they always did, unless they are captured alone", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const t = task(() => console.log("from %s", "t"), { taskName: "t" });
  const shown = flow(() => t());
  const hidden = flow(async () => {
    t();
    await shown().execute();
  }, { showPrints: false });
  expect((await shown().execute()).capturedExecLogs).toContain("from t");
  expect(print.mock.calls).toEqual([["from %s", "t"]]);
  print.mockClear();
  // An inner flow's prints always were in the outer one, which hides them.
  expect((await hidden().execute()).capturedExecLogs).toContain("from t");
  expect(print).not.toHaveBeenCalled();
});

test("releasing twice counts once", () => {
  captureConsole()(); // what a spy may have left behind goes with the next release
  const before = console.log;
  const first = captureConsole();
  const second = captureConsole();
  first();
  first();
  expect(console.log).not.toBe(before);
  second();
  expect(console.log).toBe(before);
});

test("what is printed outside any flow is printed while flows run", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const promise = flow(async () => await after(2))().execute();
  console.log("outside", 1);
  await promise;
  expect(print.mock.calls).toEqual([["outside", 1]]);
});

test("what a task prints when it has ended belongs to its flow, then to the console", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const careless = task(() => {
    setTimeout(() => console.log("late for the task"), 2);
    setTimeout(() => console.log("late for the flow"), 12);
  }, { taskName: "careless" });
  const run = await flow(async () => {
    careless();
    await after(6);
  })().execute();
  await after(15);
  const late = run.toJSON().flowData.logs.filter(({ message }) => message.startsWith("late"));
  expect(late).toMatchObject([{ message: "late for the task", task: null }]);
  expect(print.mock.calls).toEqual([["late for the task"], ["late for the flow"]]);
});

test("without logging a flow leaves the console alone, and prints into the flow around it", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const t = task(() => console.log("from the task"), { taskName: "t" });
  const quiet = flow(() => t(), { loggingEnabled: false });
  await quiet().execute();
  expect(print.mock.calls).toEqual([["from the task"]]);
  const around = await flow(async () => void await quiet().execute())().execute();
  expect(around.capturedExecLogs).toContain("from the task");
});

test("a listener runs where it was subscribed, not in the task that happens to run", async () => {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const t = task(() => console.log("t"), { taskName: "t" });
  const unsubscribe = flowEvents.subscribe(({ eventType }) => console.log(eventType));
  const run = await flow(() => t(), { flowId: "F1" })().execute();
  unsubscribe();
  expect(print.mock.calls.flat()).toEqual([
    ...["flow_start", "flow_message", "flow_message", "task_start", "flow_message"],
    ...["t", "flow_message", "task_stop", "flow_stop"],
  ]);
  expect(run.capturedExecLogs).toEqual(["Executing flow run 'F1'", "Executing task 't'", "t"]);
});
