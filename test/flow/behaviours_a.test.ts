/** Section A of the behaviours of flow systems: the engine's share, each test named by its line. */
import { describe, expect, test } from "vitest";
import { TrunnionError } from "../../src/base/errors.ts";
import { DependencyError } from "../../src/flow/record/flow_errors.ts";
import { openRun } from "../../src/flow/engine/flow_run.ts";
import { startGraph } from "../../src/flow/engine/scheduler.ts";
import { boom, graphOf, pause, untilAborted } from "./helpers.ts";

const states = (run: { jobs: ReadonlyMap<string, { state: string }> }) =>
  Object.fromEntries([...run.jobs].map(([name, { state }]) => [name, state]));

describe("graphs", () => {
  test("A16: a job that waits for itself, and longer circles, are refused", () => {
    expect(() => graphOf({ a: boom }, "a > a")).toThrow("circle");
    expect(() => graphOf({ a: boom, b: boom, c: boom }, "a > b", "b > c", "c > a")).toThrow(
      "circle",
    );
  });

  test("A17, A18, A19: what nothing requires runs first, and its output reaches its dependents", async () => {
    const graph = graphOf({
      mul: ({ gen }) => ({ r: (gen as { numbers: number[] }).numbers.map((n) => n * 2) }),
      gen: () => ({ numbers: [1, 2, 3, 4, 5] }),
    }, "gen > mul");
    const run = await startGraph(graph, { name: "A18" }).wait();
    expect(run.outputs.get("mul")).toEqual({ r: [2, 4, 6, 8, 10] });
    expect(run.statistics()).toMatchObject({ total: 2, completed: 2 });
  });
});

describe("data", () => {
  test("A20, A23, A24: outputs come by the name of their job, so equal keys do not collide", async () => {
    const graph = graphOf(
      {
        a: () => ({ x: 1, v: "from a" }),
        b: () => ({ v: "from b" }),
        c: (inputs) => inputs,
      },
      "a > c",
      "b > c",
    );
    const run = await startGraph(graph, { name: "A24" }).wait();
    expect(run.outputs.get("c")).toEqual({ a: { x: 1, v: "from a" }, b: { v: "from b" } });
  });

  test("A21: dependencies run first; a success is completed, with start and duration", async () => {
    const order: string[] = [];
    const graph = graphOf(
      {
        last: () => void order.push("last"),
        first: () => void order.push("first"),
        second: () => void order.push("second"),
      },
      "first > last",
      "second > last",
    );
    const before = Date.now();
    const run = await startGraph(graph, { name: "A21" }).wait();
    expect(order).toEqual(["first", "second", "last"]);
    const record = run.jobs.get("last")!;
    expect(record.state).toBe("completed");
    expect(record.startedAt).toBeGreaterThanOrEqual(before);
    expect(record.durationMs).toBeGreaterThanOrEqual(0);
  });

  test("A22: in a diamond the shared dependency runs once", async () => {
    let runs = 0;
    const graph = graphOf(
      {
        a: () => ++runs,
        b2: () => ({ b2: 1 }),
        b3: () => ({ b3: 1 }),
        d: ({ b2, b3 }) => ({ ...b2 as object, ...b3 as object }),
      },
      "a > b2",
      "a > b3",
      "b2 > d",
      "b3 > d",
    );
    const run = await startGraph(graph, { name: "A22" }).wait();
    expect(run.outputs.get("d")).toEqual({ b2: 1, b3: 1 });
    expect([runs, run.jobs.get("a")!.attempts]).toEqual([1, 1]);
  });

  test("A29: an output that is known already is used, and its job does not run again", async () => {
    let runs = 0;
    const graph = graphOf({ a: () => ++runs, b: ({ a }) => a, c: ({ b }) => b }, "a > b", "b > c");
    const run = await startGraph(graph, { name: "A29", known: { a: 42, stranger: 1 } }).wait();
    expect([run.outputs.get("c"), runs]).toEqual([42, 0]);
    expect(run.jobs.get("a")).toMatchObject({
      state: "completed",
      attempts: 0,
      reason: "its output was known",
    });
  });
});

describe("failures", () => {
  test("A25, A28: an optional dependency that fails is bypassed, with one warning", async () => {
    const graph = graphOf(
      { bad: boom, a: () => ({ x: 1 }), opt: (inputs) => inputs },
      "a > opt",
      "bad ? opt",
    );
    const run = await startGraph(graph, { name: "A25" }).wait();
    expect(run.state).toBe("completed");
    expect(states(run)).toEqual({ bad: "failed", a: "completed", opt: "completed" });
    expect(run.outputs.get("opt")).toEqual({ a: { x: 1 } });
    expect(run.log.map(({ level, message }) => [level, message])).toEqual([
      ["WARNING", "'opt' runs without 'bad', which failed: boom"],
    ]);
  });

  test("A26: a required dependency that fails keeps its dependent from running; said once", async () => {
    let ran = false;
    const graph = graphOf({ BAD: boom, REQ: () => void (ran = true) }, "BAD > REQ");
    const run = await startGraph(graph, { name: "A26" }).wait();
    expect(ran).toBe(false);
    expect(run.state).toBe("failed");
    const record = run.jobs.get("REQ")!;
    expect(record).toMatchObject({ state: "failed", attempts: 0, startedAt: null });
    expect(record.error).toMatchObject({
      error_class: "DependencyError",
      message: "Required dependency BAD failed: boom",
      cause: { error_class: "Error", message: "boom" },
    });
  });

  test("A27: one rule: wait() tells, waitOrThrow() throws the very error; both keep the record", async () => {
    const error = new RangeError("boom");
    const graph = graphOf({
      bad: () => {
        throw error;
      },
    });
    const run = startGraph(graph, { name: "A27" });
    expect((await run.wait()).state).toBe("failed");
    await expect(run.waitOrThrow()).rejects.toBe(error);
    expect(run.errors).toEqual([{ job: "bad", error }]);
    expect(run.jobs.get("bad")!.error).toMatchObject({ error_class: "RangeError" });
    expect(run.jobs.get("bad")!.error!.stack).toContain("behaviours_a");
  });

  test("A30: waiting ends with a timeout, and when the run was cancelled", async () => {
    const run = openRun({ name: "A30" });
    void run.call({ name: "PEND", run: (_, { signal }) => untilAborted(signal) });
    await run.wait({ timeout: 5 });
    expect(run.durationMs).toBeNull();
    const waiting = run.wait();
    run.cancel();
    await run.close();
    expect((await waiting).state).toBe("cancelled");
  });

  test("A31: all that requires a failed job fails, however far; optional dependents go on", async () => {
    const graph = graphOf(
      { bad: boom, b: boom, c: boom, free: boom, opt: () => "ran", other: () => "ran" },
      "bad > b",
      "b > c",
      "c ? opt",
      "free ? opt",
    );
    const run = await startGraph(graph, { name: "A31", onFailure: "finish-independent" }).wait();
    expect(states(run)).toEqual({
      bad: "failed",
      b: "failed",
      c: "failed",
      free: "failed",
      opt: "completed",
      other: "completed",
    });
    expect(run.jobs.get("b")!.reason).toBe("Required dependency bad failed");
    expect(run.jobs.get("c")!.reason).toBe("Required dependency b failed");
    expect(run.jobs.get("c")!.error!.message).toBe("Required dependency b failed: boom");
    const thrown = run.errors.find(({ job }) => job === "c")!.error;
    expect(thrown).toBeInstanceOf(DependencyError);
    expect(thrown).toBeInstanceOf(TrunnionError);
  });

  test("A31: a chain of many thousands fails as one of three does", async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `j${i}`);
    const graph = graphOf(
      Object.fromEntries(names.map((name, i) => [name, i === 0 ? boom : () => 1])),
      ...names.slice(1).map((name, i) => `j${i} > ${name}`),
    );
    const run = await startGraph(graph, { name: "deep" }).wait();
    expect(run.statistics().failed).toBe(20_000);
  });

  test("A31: finish-independent lets the rest end, and the run has failed", async () => {
    const graph = graphOf({ bad: boom, slow: () => pause(5), after: () => "done" }, "slow > after");
    const run = await startGraph(graph, { name: "rest", onFailure: "finish-independent" }).wait();
    expect(states(run)).toEqual({ bad: "failed", slow: "completed", after: "completed" });
    expect(run.state).toBe("failed");
    expect(run.error).toMatchObject({ message: "boom" });
  });

  test("A32: independent jobs run at once, and `concurrency` says how many", async () => {
    for (const concurrency of [undefined, 2]) {
      let now = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, ++now);
        await pause(2);
        now--;
      };
      const graph = graphOf({ a: work, b: work, c: work });
      await startGraph(graph, { name: "A32", concurrency }).wait();
      expect(most).toBe(concurrency ?? 3);
    }
  });
});
