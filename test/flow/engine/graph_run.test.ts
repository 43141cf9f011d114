import { describe, expect, test } from "vitest";
import { FlowError } from "../../../src/flow/record/flow_errors.ts";
import type { Job } from "../../../src/flow/job.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import { boom, graphOf, pause, untilAborted } from "../helpers.ts";

const states = (run: { jobs: ReadonlyMap<string, { state: string }> }) =>
  Object.fromEntries([...run.jobs].map(([name, { state }]) => [name, state]));
const stop = new FlowError("stopped by hand");

describe("one job is cancelled", () => {
  test("at work: its signal is aborted, what requires it fails, the rest goes on", async () => {
    let reason: unknown;
    const graph = graphOf(
      {
        CN: (_, { signal }) => untilAborted(signal).catch((why) => reason = why),
        need: () => "never",
        take: (inputs) => inputs,
        other: () => pause(2).then(() => "done"),
      },
      "CN > need",
      "need ? take",
    );
    const run = startGraph(graph, { name: "cancel" });
    run.cancelJob("CN", stop);
    await run.wait();
    expect(states(run)).toEqual({
      CN: "cancelled",
      need: "failed",
      take: "completed",
      other: "completed",
    });
    expect(reason).toBe(stop);
    expect(run.jobs.get("need")!.error!.message).toBe(
      "Required dependency CN failed: stopped by hand",
    );
    expect([run.state, run.active]).toEqual(["completed", 0]);
  });

  test("before its turn, before its inputs, and between two tries", async () => {
    const graph = graphOf(
      {
        tries: { run: boom, retries: 3, delay: 60_000 },
        first: () => 1,
        turn: () => 1,
        inputs: () => 1,
        end: () => "reached",
      },
      "first > inputs",
      "turn ? end",
      "inputs ? end",
      "tries ? end",
    );
    const run = startGraph(graph, { name: "early", concurrency: 1 });
    await pause(1);
    expect(states(run)).toMatchObject({ tries: "running", turn: "pending", inputs: "pending" });
    expect(run.jobs.get("tries")!.attempts).toBe(1);
    for (const name of ["turn", "inputs", "tries"]) run.cancelJob(name, stop);
    await run.wait();
    expect(states(run)).toEqual({
      first: "completed",
      turn: "cancelled",
      inputs: "cancelled",
      tries: "cancelled",
      end: "completed",
    });
    expect(run.jobs.get("inputs")).toMatchObject({ attempts: 0, reason: "stopped by hand" });
  });

  test("work that ends all the same, or never, changes nothing any more", async () => {
    const graph = graphOf({
      late: () => pause(3).then(() => "late"),
      never: { run: () => new Promise(() => {}), grace: 5 },
    });
    const run = startGraph(graph, { name: "late", onFailure: "finish-independent" });
    run.cancelJob("late", stop);
    run.cancelJob("never", stop);
    await run.wait();
    expect(states(run)).toEqual({ late: "cancelled", never: "cancelled" });
    expect([run.outputs.size, run.jobs.get("never")!.abandoned]).toEqual([0, true]);
    run.cancelJob("late", stop);
    expect(run.error).toBe(stop);
  });
});

describe("jobs come while the graph runs", () => {
  const job = (name: string, run: (inputs: never) => unknown): Job => ({ name, run } as Job);

  test("they get the outputs of those before them, and their failures are their caller's", async () => {
    const graph = graphOf({
      a: () => 1,
      b: async () => {
        run.grow({
          jobs: [job("c", ({ a }: { a: number }) => a + 1), job("d", boom), job("e", () => 0)],
          edges: [{ from: "a", to: "c" }, { from: "d", to: "e" }],
          parent: "b",
        });
        await Promise.all([run.whenEnded("c"), run.whenEnded("e")]);
        return [run.outputs.get("c"), run.jobs.get("e")!.state];
      },
    }, "a > b");
    const run = startGraph(graph, { name: "grow", concurrency: 1 });
    await run.wait();
    expect([run.state, run.outputs.get("b")]).toEqual(["completed", [2, "failed"]]);
    expect(run.jobs.get("c")!.parent).toBe("b");
    expect(run.mermaid()).toContain("j0 --> j2");
    expect(() => run.grow({ jobs: [job("z", boom)], edges: [], parent: null })).toThrow(
      "has ended",
    );
  });

  test("they may wait for what runs, and fail with what has failed", async () => {
    const graph = graphOf({
      bad: boom,
      a: async () => {
        await pause(0);
        await run.whenEnded("bad");
        run.grow({
          jobs: [
            job("after", ({ a }: { a: string }) => `${a}!`),
            job("lost", boom),
            job("opt", () => 1),
          ],
          edges: [
            { from: "a", to: "after" },
            { from: "bad", to: "lost" },
            { from: "bad", to: "opt", kind: "optional" },
          ],
          parent: null,
        });
        return "a";
      },
    });
    const run = startGraph(graph, { name: "grow", onFailure: "finish-independent" });
    await run.wait();
    expect(states(run)).toEqual({
      bad: "failed",
      a: "completed",
      after: "completed",
      lost: "failed",
      opt: "completed",
    });
    expect(run.outputs.get("after")).toBe("a!");
    expect(run.jobs.get("lost")!.error!.message).toBe("Required dependency bad failed: boom");
  });

  test("names that are taken, unknown jobs and circles are refused, and nothing is added", async () => {
    const graph = graphOf({ a: () => pause(1) });
    const run = startGraph(graph, { name: "refuse" });
    const [x, y] = [job("x", boom), job("y", boom)];
    const add = (jobs: Job[], ...edges: [string, string][]) => () =>
      run.grow({ jobs, edges: edges.map(([from, to]) => ({ from, to })), parent: null });
    expect(add([job("a", boom)])).toThrow("'a'");
    expect(add([x], ["nope", "x"])).toThrow("nope -> x");
    expect(add([x], ["x", "a"])).toThrow("x -> a");
    expect(add([x, y], ["x", "y"], ["y", "x"])).toThrow("circle");
    await run.wait();
    expect([...run.jobs.keys()]).toEqual(["a"]);
  });
});

test("what a job is called with may be made of the outputs; what that throws, it fails with", async () => {
  const graph = graphOf({ a: () => 1, b: (inputs) => inputs, c: boom }, "a > b", "a ? c");
  const run = startGraph(graph, {
    name: "inputs",
    onFailure: "finish-independent",
    inputsFor: (name, outputs) => {
      if (name === "c") throw new RangeError("no");
      return { ...outputs, name };
    },
  });
  await run.wait();
  expect(run.outputs.get("b")).toEqual({ a: 1, name: "b" });
  expect(run.jobs.get("c")).toMatchObject({ attempts: 0, error: { error_class: "RangeError" } });
});
