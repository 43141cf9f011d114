/** Section A of the behaviours of flow systems, on: attempts, cancelling, types of jobs. */
import { describe, expect, test } from "vitest";
import {
  FlowRetryError,
  FlowTimeoutError,
  RunCancelled,
} from "../../src/flow/record/flow_errors.ts";
import { openRun } from "../../src/flow/engine/flow_run.ts";
import { Graph } from "../../src/flow/engine/graph.ts";
import type { InlineJob } from "../../src/flow/job.ts";
import { startGraph } from "../../src/flow/engine/scheduler.ts";
import { boom, graphOf, pause, untilAborted } from "./helpers.ts";

const states = (run: { jobs: ReadonlyMap<string, { state: string }> }) =>
  Object.fromEntries([...run.jobs].map(([name, { state }]) => [name, state]));

describe("attempts", () => {
  const failing = (times: number) => {
    let calls = 0;
    return () => {
      if (++calls <= times) throw new Error(`no ${calls}`);
      return calls;
    };
  };

  test("A33: n retries are n + 1 attempts; a success ends them", async () => {
    const run = await startGraph(graphOf({ a: { run: failing(2), retries: 5 } }), { name: "A33" })
      .wait();
    expect(run.outputs.get("a")).toBe(3);
    expect(run.jobs.get("a")).toMatchObject({ state: "completed", attempts: 3, error: null });
    expect(run.jobs.get("a")!.earlierErrors.map(({ message }) => message)).toEqual([
      "no 1",
      "no 2",
    ]);
  });

  test("A33: the pauses are fixed, exponential, or what a function says", async () => {
    const delays = async (options: Partial<InlineJob>) => {
      const heard: number[] = [];
      const graph = graphOf({ a: { run: failing(3), retries: 3, ...options } });
      await startGraph(graph, {
        name: "delays",
        listeners: [(event) => event.type === "job_retried" && heard.push(event.delayMs)],
      }).wait();
      return heard;
    };
    expect(await delays({ delay: 1 })).toEqual([1, 1, 1]);
    expect(await delays({ delay: 1, backoff: "exponential" })).toEqual([1, 2, 4]);
    expect(await delays({ backoff: (attempt) => attempt / 10 })).toEqual([.1, .2, .3]);
  });

  test("A33: a condition says which errors are worth another attempt", async () => {
    const graph = graphOf({
      a: {
        run: failing(9),
        retries: 9,
        retryIf: (error, attempt) => attempt < 3 && (error as Error).message.startsWith("no"),
      },
      once: { run: boom, retries: 9, retryIf: () => false },
    });
    const run = await startGraph(graph, { name: "if", onFailure: "finish-independent" }).wait();
    expect(run.jobs.get("a")!.attempts).toBe(3);
    expect(run.jobs.get("once")).toMatchObject({ attempts: 1, error: { error_class: "Error" } });
  });

  test("A34: when no attempt is left, the error holds the last one", async () => {
    const run = await startGraph(graphOf({ a: { run: failing(9), retries: 1 } }), { name: "A34" })
      .wait();
    const error = run.error as FlowRetryError;
    expect(error).toBeInstanceOf(FlowRetryError);
    expect(error.message).toBe("'a' failed 2 times, the last time with: no 2");
    expect(error.originalError).toMatchObject({ message: "no 2" });
    expect(error.cause).toBe(error.originalError);
    expect(error.data).toEqual({ job: "a", attempts: 2 });
  });

  test("A35: past its time a job is told to stop, and has failed", async () => {
    let stopped: unknown;
    const graph = graphOf({
      TH: {
        timeout: 10,
        run: (_, { signal }) =>
          untilAborted(signal).catch((reason) => {
            stopped = reason;
            throw new Error("torn down");
          }),
      },
    });
    const run = await startGraph(graph, { name: "A35" }).wait();
    expect(run.error).toBeInstanceOf(FlowTimeoutError);
    expect((run.error as Error).message).toBe("Task TH timed out after 0.01 seconds");
    expect(stopped).toBe(run.error);
    expect([run.active, run.jobs.get("TH")!.abandoned]).toEqual([0, false]);
  });

  test("A35: a job that does not listen is given up, and the record says so", async () => {
    const events: string[] = [];
    const run = openRun({ name: "deaf", listeners: [({ type }) => events.push(type)] });
    const call = run.call({ name: "deaf", timeout: 5, grace: 5, run: () => new Promise(() => {}) });
    await expect(call).rejects.toBeInstanceOf(FlowTimeoutError);
    await run.close();
    expect(run.jobs.get("deaf")).toMatchObject({ state: "failed", abandoned: true });
    expect(events).toEqual(["run_started", "job_started", "job_abandoned", "log", "job_failed"]
      .concat("run_finished"));
  });

  test("A35: each attempt has the time, and what came too late does not count", async () => {
    let calls = 0;
    const graph = graphOf({
      a: { timeout: 10, retries: 1, run: () => ++calls === 1 ? pause(20) : "in time" },
      late: { timeout: 1, run: () => pause(8).then(() => "late") },
    });
    const run = await startGraph(graph, { name: "each", onFailure: "finish-independent" }).wait();
    expect(run.outputs.get("a")).toBe("in time");
    expect(states(run)).toEqual({ a: "completed", late: "failed" });
  });

  test("A35: a job that is out of time takes those that it called with it", async () => {
    const run = openRun({ name: "family" });
    const child = {
      name: "child",
      run: (_: unknown, c: { signal: AbortSignal }) => untilAborted(c.signal),
    };
    const parent: InlineJob = {
      name: "parent",
      timeout: 5,
      run: (_, { job }) => run.call(child, { parent: job }),
    };
    await expect(run.call(parent)).rejects.toBeInstanceOf(FlowTimeoutError);
    await run.close();
    expect(states(run)).toEqual({ parent: "failed", child: "cancelled" });
    expect(run.jobs.get("child")!.parent).toBe("parent");
  });
});

describe("cancelling", () => {
  test("A36: a run that is cancelled is so at once, its jobs are stopped, and it says how far it was", async () => {
    const run = startGraph(
      graphOf({ done: () => 1, CN: (_, { signal }) => untilAborted(signal) }),
      { name: "A36" },
    );
    await pause(1);
    expect([run.state, run.active]).toEqual(["running", 1]);
    run.cancel();
    expect(run.state).toBe("cancelled");
    await run.wait();
    expect(states(run)).toEqual({ done: "completed", CN: "cancelled" });
    expect([run.active, run.error instanceof RunCancelled]).toEqual([0, true]);
    expect((run.error as Error).message).toContain("1 of 2 jobs had completed");
  });

  test("A36: a run that goes on after a failure can be cancelled", async () => {
    const run = startGraph(
      graphOf({ bad: boom, slow: (_, { signal }) => untilAborted(signal) }),
      { name: "A36", onFailure: "finish-independent" },
    );
    await pause(1);
    expect(run.state).toBe("failed");
    run.cancel();
    await run.wait();
    expect([run.state, run.errors.length]).toEqual(["cancelled", 1]);
    expect(states(run)).toEqual({ bad: "failed", slow: "cancelled" });
  });

  test("A36: cancelling what has ended changes nothing", async () => {
    const run = await startGraph(graphOf({ a: () => 1 }), { name: "A36" }).wait();
    run.cancel();
    expect([run.state, run.error]).toEqual(["completed", null]);
  });

  test("A37: what is pending settles as cancelled, and late results change nothing", async () => {
    const run = openRun({ name: "A37" });
    const late = Promise.withResolvers<string>();
    const call = run.call({ name: "slow", grace: 5, run: () => late.promise });
    run.cancel("stop");
    await expect(call).rejects.toBeInstanceOf(RunCancelled);
    await run.close();
    late.resolve("slept");
    await pause(1);
    expect([run.state, run.jobs.get("slow")!.state]).toEqual(["cancelled", "cancelled"]);
    expect(run.outputs.size).toBe(0);
  });

  test("A37: quick jobs without end let a cancellation through", async () => {
    const run = openRun({ name: "busy" });
    setTimeout(() => run.cancel(), 5);
    const endless = async () => {
      for (;;) await run.call({ name: "t", run: () => 1 });
    };
    await expect(endless()).rejects.toBeInstanceOf(RunCancelled);
  });

  test("A38: one graph may run twice at once: the runs know nothing of each other", async () => {
    const graph = graphOf({ a: (_, { runId }) => pause(1).then(() => runId) });
    const runs = [startGraph(graph, { name: "A38" }), startGraph(graph, { name: "A38" })];
    await Promise.all(runs.map((run) => run.wait()));
    expect(runs.map((run) => run.outputs.get("a"))).toEqual(runs.map(({ id }) => id));
  });
});

describe("job types", () => {
  test("A39: a job for which there is no executor is refused with a sentence before anything runs", () => {
    let ran = false;
    const graph = new Graph([
      { name: "a", run: () => void (ran = true) },
      { name: "p", type: "process", module: "file:///p.ts" },
    ], []);
    expect(() => startGraph(graph, { name: "A39" })).toThrow(
      "Cannot run the job 'p' of type \"process\"",
    );
    expect(ran).toBe(false);
  });
});
