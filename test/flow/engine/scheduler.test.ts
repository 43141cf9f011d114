import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import type { RunEvent } from "../../../src/flow/record/events.ts";
import type { GraphEdge } from "../../../src/flow/graph_edge.ts";
import { Graph } from "../../../src/flow/engine/graph.ts";
import type { Job, JobContext } from "../../../src/flow/job.ts";
import { RunCancelled } from "../../../src/flow/record/flow_errors.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";

type Work = (inputs: Readonly<Record<string, unknown>>, context: JobContext) => unknown;

function graphOf(jobs: Record<string, Work>, edges: GraphEdge[] = []): Graph {
  return new Graph(Object.entries(jobs).map(([name, run]): Job => ({ name, run })), edges);
}

/** Ends when the signal is aborted, with its reason. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
  );

describe("a run", () => {
  test("hands outputs along edges, and each job runs once in a diamond", async () => {
    let runsOfA = 0;
    const graph = graphOf({
      a: () => ++runsOfA,
      b: ({ a }) => Promise.resolve((a as number) + 1),
      c: ({ a }) => (a as number) + 2,
      d: (inputs) => inputs,
    }, [
      { from: "a", to: "b" },
      { from: "a", to: "c" },
      { from: "b", to: "d" },
      { from: "c", to: "d" },
    ]);
    const run = await startGraph(graph, { name: "diamond" }).wait();
    expect(run.state).toBe("completed");
    expect(run.outputs.get("d")).toEqual({ b: 2, c: 3 });
    expect(runsOfA).toBe(1);
  });

  test("starts a job when its own inputs are there, not when a level is done", async () => {
    const slow = Promise.withResolvers<void>();
    const order: string[] = [];
    const graph = graphOf({
      slow: () => slow.promise.then(() => order.push("slow")),
      fast: () => void order.push("fast"),
      afterFast: () => {
        order.push("afterFast");
        slow.resolve();
      },
    }, [{ from: "fast", to: "afterFast" }]);
    await startGraph(graph, { name: "levels" }).wait();
    expect(order).toEqual(["fast", "afterFast", "slow"]);
  });

  test("a graph without jobs completes", async () => {
    expect((await startGraph(graphOf({}), { name: "empty" }).wait()).state).toBe("completed");
  });

  test("events tell what happened, in order", async () => {
    const events: RunEvent[] = [];
    const graph = graphOf({
      a: (_, context) => {
        context.log("WARNING", "careful");
        context.progress(1, 2, 0);
      },
    });
    const run = startGraph(graph, { name: "told", listeners: [(event) => events.push(event)] });
    await run.wait();
    expect(events.map((event) => event.type)).toEqual([
      "run_started",
      "job_started",
      "log",
      "job_progress",
      "job_completed",
      "run_finished",
    ]);
    expect(events.every((event) => event.runId === run.id)).toBe(true);
    expect(events[2]).toMatchObject({ job: "a", level: "WARNING", message: "careful" });
  });

  test("can be asked while it runs and written down", async () => {
    const gate = Promise.withResolvers<number>();
    const run = startGraph(
      graphOf({ a: () => gate.promise, b: () => 1 }, [{ from: "a", to: "b" }]),
      {
        name: "asked",
      },
    );
    expect(run.state).toBe("running");
    expect(run.jobs.get("a")).toMatchObject({ state: "running", attempts: 1, durationMs: null });
    expect(run.jobs.get("b")).toMatchObject({ state: "pending", attempts: 0 });
    gate.resolve(1);
    await run.wait();
    expect(JSON.parse(JSON.stringify(run))).toMatchObject({
      name: "asked",
      state: "completed",
      error: null,
      jobs: [{ name: "a", state: "completed" }, { name: "b", state: "completed" }],
    });
  });
});

describe("a failure", () => {
  test("ends the run: what requires it fails, what runs is aborted and awaited, the rest is skipped", async () => {
    let siblingEnded = false;
    const graph = graphOf({
      bad: () => Promise.reject(new UsageError("boom")),
      sibling: async (_, { signal }) => {
        await untilAborted(signal).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 5));
        siblingEnded = true;
      },
      after: () => 1,
      other: () => 1,
    }, [{ from: "bad", to: "after" }, { from: "sibling", to: "other" }]);
    const run = await startGraph(graph, { name: "failing" }).wait();
    expect(run.state).toBe("failed");
    expect(run.error).toMatchObject({ name: "UsageError", message: "boom" });
    expect(siblingEnded).toBe(true);
    expect([...run.jobs.values()].map((job) => job.state)).toEqual([
      "failed",
      "completed",
      "failed",
      "skipped",
    ]);
    expect(run.jobs.get("bad")!.error).toMatchObject({ error_class: "UsageError" });
  });

  test("behind optional edges does not: the successor runs without that input", async () => {
    const graph = graphOf({
      bad: () => {
        throw new Error("boom");
      },
      good: () => 1,
      both: (inputs) => inputs,
    }, [{ from: "bad", to: "both", kind: "optional" }, { from: "good", to: "both" }]);
    const run = await startGraph(graph, { name: "optional" }).wait();
    expect(run.state).toBe("completed");
    expect(run.outputs.get("both")).toEqual({ good: 1 });
  });
});

describe("cancelling", () => {
  test("aborts the jobs' signal, awaits them and says why", async () => {
    const controller = new AbortController();
    const graph = graphOf({ a: (_, { signal }) => untilAborted(signal), b: () => 1 }, [
      { from: "a", to: "b" },
    ]);
    const run = startGraph(graph, { name: "stopped", signal: controller.signal });
    controller.abort("ctrl-c");
    await run.wait();
    expect(run.state).toBe("cancelled");
    expect(run.error).toBeInstanceOf(RunCancelled);
    expect((run.error as RunCancelled).cause).toBe("ctrl-c");
    expect(run.jobs.get("b")!.state).toBe("skipped");
  });

  test("before the start runs nothing", async () => {
    let ran = false;
    const graph = graphOf({ a: () => void (ran = true) });
    const run = await startGraph(graph, { name: "early", signal: AbortSignal.abort() }).wait();
    expect([run.state, ran]).toEqual(["cancelled", false]);
  });

  test("after the end changes nothing", async () => {
    const run = await startGraph(graphOf({ a: () => 1 }), { name: "late" }).wait();
    run.cancel();
    expect([run.state, run.error]).toEqual(["completed", null]);
  });
});

test("two runs at once share nothing", async () => {
  const graph = graphOf({ a: (_, context) => context.runId });
  const heard: string[][] = [[], []];
  const runs = heard.map((list) =>
    startGraph(graph, { name: "twin", listeners: [(event) => list.push(event.runId)] })
  );
  await Promise.all(runs.map((run) => run.wait()));
  runs.forEach((run, i) => {
    expect(run.outputs.get("a")).toBe(run.id);
    expect(new Set(heard[i])).toEqual(new Set([run.id]));
  });
});
