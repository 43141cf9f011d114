import { expect, test } from "vitest";
import { z } from "zod";
import { flow, flowContext, RunMetrics, task, taskContext } from "../../../functions.ts";
import { after, collector, thrownBy } from "./collect.ts";

test("a task that takes too long fails, and its signal tells it to stop", async () => {
  let reason: unknown;
  const work = Promise.withResolvers<string>();
  const stuck = task(async () => {
    console.log("about to hang");
    const { signal } = taskContext().thisTask;
    signal.addEventListener("abort", () => reason = signal.reason);
    return await work.promise;
  }, { taskName: "stuck", timeout: 50, grace: 5, raiseOnError: false });
  const { listener, lines } = collector();
  const run = await flow(async () => await stuck(), { listeners: [listener] })().execute();
  expect(run.flowReturnValue).toBeNull();
  expect(run.executedTasks[0]).toMatchObject({ status: "failed" });
  expect(run.executedTasks[0].taskError).toMatchObject({ name: "FlowTimeoutError" });
  expect(reason).toMatchObject({ name: "FlowTimeoutError" });
  const told = lines().slice(3);
  work.resolve("too late");
  await after(1); // when the work comes back, nothing is left to tell
  expect(lines().slice(3)).toEqual(told);
  expect(told.filter((line) => !line.includes("did not stop"))).toEqual([
    "task_start stuck",
    "message Executing task 'stuck'",
    "message about to hang",
    "message Error executing 'stuck' task: Task stuck timed out after 0.05 seconds",
    "task_stop stuck failed",
    "flow_stop",
  ]);
});

test("a task is tried again as often as it may; each try is told", async () => {
  let tries = 0;
  const flaky = task((n: number) => {
    console.log(`try ${++tries}`);
    if (tries < 3) throw new Error(`boom ${tries}`);
    return n * 2;
  }, { taskName: "flaky", retries: 5 });
  const { listener, lines } = collector();
  const run = await flow(() => flaky(21), { listeners: [listener] })().execute();
  expect(run.flowReturnValue).toBe(42);
  expect(run.executedTasks[0]).toMatchObject({ status: "completed", attempts: 3 });
  expect(run.executedTasks).toHaveLength(1);
  expect(run.stats().failedTasks).toBe(0);
  expect(lines().slice(3, -3)).toEqual([
    "task_start flaky",
    "message Executing task 'flaky'",
    "message try 1",
    "message Retrying task 'flaky': attempt 2, after: boom 1",
    "message try 2",
    "message Retrying task 'flaky': attempt 3, after: boom 2",
    "message try 3",
    "message Task return value: 42",
    "task_stop flaky completed",
  ]);
  tries = -9;
  const error = await thrownBy(() => flow(() => flaky(1))().execute());
  expect(error).toMatchObject({ cause: { name: "TaskError", cause: { name: "FlowRetryError" } } });
});

test("concurrency holds the calls of a task back", async () => {
  let most = 0;
  let now = 0;
  const narrow = task(async (n: number) => {
    most = Math.max(most, ++now);
    await after(1);
    now--;
    return n;
  }, { taskName: "narrow", concurrency: 2 });
  const run = await flow(() => Promise.all([1, 2, 3, 4, 5].map((n) => narrow(n))))().execute();
  expect(run.flowReturnValue).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
  expect(run.executedTasks.map(({ name }) => name)).toEqual([
    ...["narrow", "narrow#2", "narrow#3", "narrow#4", "narrow#5"],
  ]);
});

test("schemas check arguments and values, and may change them", async () => {
  const measure = task((name: string, faces: number) => `${name}:${faces}`, {
    taskName: "measure",
    input: z.tuple([z.string(), z.coerce.number().int()]),
    output: z.string().transform((text) => text.split(":")),
  });
  expect((await flow(() => measure("gear", "6" as never))().execute()).flowReturnValue).toEqual([
    ...["gear", "6"],
  ]);
  const { listener, lines } = collector();
  const run = await flow(() => measure("gear", "six" as never), {
    raiseFlowError: false,
    listeners: [listener],
  })().execute();
  expect(run.flowError).toMatchObject({ cause: { name: "SchemaError" } });
  expect(lines().filter((line) => /^task_|^message Err/.test(line))).toEqual([
    "task_start measure",
    expect.stringContaining("[1]"),
    "task_stop measure failed",
    expect.stringContaining("message Error executing flow: 'measure' failed"),
  ]);
});

test("cancelling stops the tasks under way, and lets no other start", async () => {
  const started: number[] = [];
  const wait = task(async (n: number) => {
    started.push(n);
    const { signal } = taskContext().thisTask;
    await new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  }, { taskName: "wait" });
  const make = flow(async () => {
    try {
      await wait(1);
    } catch {
      await wait(2); // it does not give up
    }
  }, { raiseFlowError: false });

  const byHand = make();
  const { listener, lines } = collector();
  byHand.subscribe(listener);
  const promise = byHand.execute();
  await after(1);
  byHand.cancel("enough");
  await promise;
  expect(started).toEqual([1]);
  expect(byHand.status).toBe("cancelled");
  expect(byHand.flowError).toMatchObject({ name: "RunCancelled", cause: "enough" });
  expect(byHand.executedTasks.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
  expect(lines().at(-1)).toBe("flow_stop");

  const controller = new AbortController();
  const inner = make();
  const outer = flow(async () => {
    await inner.execute();
  }, { raiseFlowError: false })();
  const both = outer.execute({ signal: controller.signal });
  await after(1);
  controller.abort(new Error("from outside"));
  await both;
  expect([outer.status, inner.status]).toEqual(["cancelled", "cancelled"]);
});

test("when a flow fails, the tasks beside the failed one are stopped before it ends", async () => {
  let stopped = false;
  const slow = task(async () => {
    const { signal } = taskContext().thisTask;
    await new Promise<void>((end) => {
      signal.addEventListener("abort", () => {
        stopped = true;
        end();
      });
    });
  }, { taskName: "slow" });
  const bad = task(async () => {
    await after(1);
    throw new Error("boom");
  }, { taskName: "bad" });
  const run = await flow(() => Promise.all([slow(), bad()]), { raiseFlowError: false })()
    .execute();
  expect(stopped).toBe(true);
  expect(run.flowError).toMatchObject({ cause: { message: "boom" } });
  expect(run.executedTasks.every(({ endTime }) => endTime !== null)).toBe(true);
  expect(run.run?.active).toBe(0);
});

test("code that goes on after its flow can start no task there", async () => {
  const t = task(() => 1, { taskName: "t" });
  let late: unknown;
  const run = await flow(() => {
    setTimeout(async () => late = await thrownBy(() => t()), 5);
    return flowContext().flowData;
  }, { flowName: "f" })().execute();
  await after(15);
  expect(late).toMatchObject({
    name: "NoFlow",
    message: expect.stringContaining("flow 'f' runs this code, and has ended"),
  });
  expect(run.executedTasks).toEqual([]);
});

test("values are found again by a key of the arguments, in other flows too, and the record says so", async () => {
  const done: number[] = [];
  const store = new Map<string, unknown>();
  const key = ([n]: [number]) => n < 0 ? null : `square ${n}`;
  const square = task((n: number) => {
    done.push(n);
    if (n === 13) throw new Error("no luck");
    return n * n;
  }, { taskName: "square", cache: { key, store } });
  const { listener, lines } = collector();
  const squares = flow(async (...all: number[]) => {
    const given = [];
    for (const n of all) given.push(await square(n));
    return given;
  }, { listeners: [listener] });
  const first = await squares(2, 2, -1, -1).execute();
  const second = await squares(2).execute();
  expect([first.flowReturnValue, second.flowReturnValue]).toEqual([[4, 4, 1, 1], [4]]);
  expect([done, [...store]]).toEqual([[2, -1, -1], [["square 2", 4]]]);
  expect(first.executedTasks.map(({ name, status, attempts, taskReturnValue }) => {
    return [name, status, attempts, taskReturnValue];
  })).toEqual([
    ["square", "completed", 1, 4],
    ["square#2", "completed", 0, 4],
    ["square#3", "completed", 1, 1],
    ["square#4", "completed", 1, 1],
  ]);
  const found = second.executedTasks[0];
  expect(found.duration).toBeLessThan(10); // seconds: it has begun when it was found
  expect(found.endTime).toBeGreaterThanOrEqual(found.startTime!);
  expect(lines().slice(-7)).toEqual([
    "task_start square",
    "message Executing task 'square'",
    "message Task 'square' was done before: its value was cached",
    "task_stop square completed",
    "message Flow return value: [ 4 ]",
    "new_result flow-return-value: [ 4 ]",
    "flow_stop",
  ]);
  await thrownBy(() => squares(13).execute());
  expect([...store.keys()]).toEqual(["square 2"]);
});

test("metrics hear of the runs of function flows", async () => {
  const metrics = new RunMetrics();
  const add = task((n: number) => n + 1, { taskName: "add" });
  const sum = flow(() => add(add(1)), { flowName: "sum", runListeners: [metrics.listener] });
  for (let i = 0; i < 2; i++) await sum().execute();
  expect(metrics.text()).toContain('trunnion_jobs_total{job="add",state="completed"} 4');
  expect(metrics.text()).toContain('trunnion_runs_total{run="sum",state="completed"} 2');
});
