import { describe, expect, test } from "vitest";
import { FlowTimeoutError } from "../../../src/flow/record/flow_errors.ts";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import type { InlineJob } from "../../../src/flow/job.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import { boom, graphOf, pause } from "../helpers.ts";

describe("onError", () => {
  test("skip leaves out the job and what requires it, and the run goes on", async () => {
    const graph = graphOf(
      { bad: { run: boom, onError: "skip" }, after: () => 1, opt: (i) => i, other: () => 2 },
      "bad > after",
      "after ? opt",
      "other > opt",
    );
    const run = await startGraph(graph, { name: "skip" }).wait();
    expect(run.state).toBe("completed");
    expect(run.jobs.get("bad")).toMatchObject({
      state: "skipped",
      reason: "it failed, and its errors are skipped: boom",
      error: { message: "boom" },
    });
    expect(run.jobs.get("after")).toMatchObject({
      state: "skipped",
      reason: "Required dependency bad was skipped",
    });
    expect(run.outputs.get("opt")).toEqual({ other: 2 });
    expect(await openRun({ name: "x" }).call({ name: "bad", run: boom, onError: "skip" }))
      .toBeUndefined();
  });

  test("a function's value stands for the output, after all attempts; what it throws fails the job", async () => {
    const graph = graphOf(
      {
        bad: {
          run: boom,
          retries: 1,
          onError: (error, { job, attempt }) => `${job} ${attempt} ${(error as Error).name}`,
        },
        after: ({ bad }) => bad,
        worse: {
          run: boom,
          onError: () => {
            throw new TypeError("worse");
          },
        },
      },
      "bad > after",
    );
    const run = await startGraph(graph, { name: "fn", onFailure: "finish-independent" }).wait();
    expect(run.outputs.get("after")).toBe("bad 2 FlowRetryError");
    expect(run.jobs.get("bad")).toMatchObject({
      state: "completed",
      reason: "its onError gave the output",
      error: { error_class: "FlowRetryError" },
    });
    expect(run.error).toMatchObject({ name: "TypeError", message: "worse" });
  });
});

describe("limits", () => {
  /** Notes when jobs run, and how many do. */
  function watcher() {
    const order: string[] = [];
    const most: Record<string, number> = {};
    const now: Record<string, number> = {};
    const job = (name: string, rest: Partial<InlineJob> = {}): Omit<InlineJob, "name"> => ({
      ...rest,
      run: async () => {
        const kind = name[0];
        order.push(name);
        now[kind] = (now[kind] ?? 0) + 1;
        most[kind] = Math.max(most[kind] ?? 0, now[kind]);
        await pause(1);
        now[kind]--;
      },
    });
    return { order, most, job };
  }

  test("jobs of higher priority go first, others in their order", async () => {
    const { order, job } = watcher();
    const graph = graphOf({
      a: job("a"),
      low: job("low", { priority: -1 }),
      b: job("b"),
      high: job("high", { priority: 5 }),
    });
    await startGraph(graph, { name: "priority", concurrency: 1 }).wait();
    expect(order).toEqual(["high", "a", "b", "low"]);
  });

  test("resources hold back those that need them, and no others", async () => {
    const { most, job } = watcher();
    const kernel = { resources: { kernel: 1 } };
    const graph = graphOf({
      k1: job("k1", kernel),
      k2: job("k2", kernel),
      k3: job("k3", kernel),
      f1: job("f1"),
      f2: job("f2"),
      f3: job("f3"),
    });
    const run = await startGraph(graph, { name: "resources", resources: { kernel: 2 } }).wait();
    expect(most).toEqual({ k: 2, f: 3 });
    expect(run.state).toBe("completed");
  });

  test("a job that needs much is not overtaken for ever by those that need little", async () => {
    const { order, job } = watcher();
    const graph = graphOf({
      s1: job("s1", { resources: { memory: 1 } }),
      big: job("big", { resources: { memory: 2 } }),
      s2: job("s2", { resources: { memory: 1 } }),
    });
    await startGraph(graph, { name: "fair", resources: { memory: 2 } }).wait();
    expect(order).toEqual(["s1", "big", "s2"]);
  });

  test("`concurrency` of a job holds for its calls within one run", async () => {
    const { most, job } = watcher();
    const one = { ...job("one", { concurrency: 2 }), name: "one" };
    const two = { ...job("two"), name: "two" };
    const run = openRun({ name: "calls" });
    await Promise.all([1, 2, 3, 4].flatMap(() => [run.call(one), run.call(two)]));
    expect(most).toEqual({ o: 2, t: 4 });
  });

  test("a job lends what it holds to those that it calls, so that none waits for ever", async () => {
    const run = openRun({ name: "nested", concurrency: 1, resources: { kernel: 1 } });
    const inner: InlineJob = { name: "inner", resources: { kernel: 1 }, run: () => pause(1) };
    const outer: InlineJob = {
      name: "outer",
      resources: { kernel: 1 },
      concurrency: 1,
      run: (_, { job }) => Promise.all([1, 2, 3].map(() => run.call(inner, { parent: job }))),
    };
    await run.call(outer);
    expect(run.statistics().completed).toBe(4);
  });

  test("what others wait for is lent as well, for they wait for the lender", async () => {
    const run = openRun({ name: "queue", resources: { kernel: 2 } });
    const kernels = (name: string, kernel: number, work: InlineJob["run"]): InlineJob => ({
      name,
      resources: { kernel },
      run: work,
    });
    const outer = run.call(kernels("outer", 1, async (_, { job }) => {
      await pause(1);
      return run.call(kernels("inner", 1, () => "lent"), { parent: job });
    }));
    const big = run.call(kernels("big", 2, () => "big"));
    expect(await Promise.all([outer, big])).toEqual(["lent", "big"]);
  });

  test("those who wait are let go when the run stops", async () => {
    const run = openRun({ name: "stop", concurrency: 1 });
    const job: InlineJob = { name: "j", grace: 1, run: () => new Promise(() => {}) };
    const calls = [run.call(job), run.call(job)];
    run.cancel();
    for (const call of calls) await expect(call).rejects.toThrow("was cancelled");
    await run.close();
    expect([...run.jobs.values()].map(({ state }) => state)).toEqual(["cancelled", "skipped"]);
  });

  test("limits that make no sense are refused", () => {
    expect(() => openRun({ name: "none", concurrency: 0 })).toThrow("whole number from 1");
    const run = openRun({ name: "some", resources: { kernel: 1 } });
    expect(() => run.invoke({ name: "j", run: boom, resources: { kernel: 2 } })).toThrow(
      "it needs 2 of 'kernel', and the run has 1",
    );
  });
});

test("a call that waits when its caller runs out of time is told why it never started", async () => {
  const run = openRun({ name: "late", concurrency: 1 });
  const told: unknown[] = [];
  const inner: InlineJob = { name: "inner", run: () => pause(15) };
  const outer: InlineJob = {
    name: "outer",
    timeout: 5,
    run: (_, { job }) =>
      Promise.all(
        [1, 2].map(() => run.call(inner, { parent: job }).catch((error) => told.push(error))),
      ),
  };
  await expect(run.call(outer)).rejects.toBeInstanceOf(FlowTimeoutError);
  await run.close();
  expect(told).toMatchObject([{ name: "FlowTimeoutError" }]); // the first one ended in its grace
  expect([...run.jobs.values()].map(({ state }) => state)).toEqual([
    "failed",
    "completed",
    "skipped",
  ]);
});

describe("invoke", () => {
  test("ends quick work at once, and gives a promise of other work", async () => {
    const run = openRun({ name: "invoke" });
    expect(run.invoke({ name: "n", run: () => 1 })).toBe(1);
    expect(() => run.invoke({ name: "n", run: boom })).toThrow("boom");
    const later = run.invoke({ name: "n", run: () => pause(1).then(() => 2) });
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toBe(2);
    expect([...run.jobs].map(([name, { state }]) => [name, state])).toEqual([
      ["n", "completed"],
      ["n#2", "failed"],
      ["n#3", "completed"],
    ]);
  });
});
