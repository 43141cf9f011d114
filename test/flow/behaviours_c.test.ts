/** Section C of the behaviours of flow systems: the engine's share, each test named by its line. */
import { describe, expect, test } from "vitest";
import { FlowTimeoutError } from "../../src/flow/record/flow_errors.ts";
import { openRun } from "../../src/flow/engine/flow_run.ts";
import type { InlineJob } from "../../src/flow/job.ts";
import { startGraph } from "../../src/flow/engine/scheduler.ts";
import { boom, graphOf, pause, untilAborted } from "./helpers.ts";

const divide: InlineJob<{ d: number }, number> = {
  name: "divide",
  run: ({ d }) => {
    if (d === 0) throw new Error("division by zero");
    return 1 / d;
  },
};

describe("counts and errors", () => {
  test("C18: what joins several branches waits for all of them", async () => {
    const graph = graphOf(
      {
        h: () => 1,
        fast: () => pause(1).then(() => 1),
        slow: () => pause(8).then(() => 2),
        end: (i) => i,
      },
      "h > fast",
      "h > slow",
      "fast > end",
      "slow > end",
    );
    const run = await startGraph(graph, { name: "C18" }).wait();
    expect(run.outputs.get("end")).toEqual({ fast: 1, slow: 2 });
  });

  test("C37, C38: inputs are those of immediate predecessors only, none for a head", async () => {
    const seen: Record<string, unknown> = {};
    const note = (name: string) => (inputs: object) => {
      seen[name] = inputs;
      return name;
    };
    const graph = graphOf({ a: note("a"), b: note("b"), c: note("c") }, "a > b", "b > c");
    await startGraph(graph, { name: "C37" }).wait();
    expect(seen).toEqual({ a: {}, b: { a: "a" }, c: { b: "b" } });
  });

  test("C45: a graph of branches and joins gives each of 50 concurrent runs its own value", async () => {
    const join = (name: string) => async (inputs: Readonly<Record<string, unknown>>) => {
      await pause(Math.random() * 3);
      const before = Object.keys(inputs).sort().map((from) => inputs[from]);
      return before.length === 0 ? name : `${before.join(".")}.${name}`;
    };
    const graph = graphOf(
      Object.fromEntries([..."ABCDEFG"].map((name) => [name, join(name)])),
      ...["A > B", "A > C", "A > D", "B > C", "C > E", "D > F", "E > G", "F > G"],
    );
    const runs = Array.from({ length: 50 }, () => startGraph(graph, { name: "C45" }));
    for (const run of runs) {
      await run.wait();
      expect(run.outputs.get("G")).toBe("A.A.B.C.E.A.D.F.G");
    }
  });

  test("C49: the record says which job failed and with what, and what is behind it never runs", async () => {
    let ran = false;
    const graph = graphOf({ bad: boom, after: () => void (ran = true) }, "bad > after");
    const run = await startGraph(graph, { name: "C49" }).wait();
    expect(run.errors[0]).toMatchObject({ job: "bad", error: { message: "boom" } });
    expect(run.statistics()).toMatchObject({ total: 2, completed: 0, failed: 2, attempts: 1 });
    expect([ran, run.outputs.size]).toEqual([false, 0]);
  });

  test("C50: one that fails leaves the others alone", async () => {
    const run = openRun({ name: "C50" });
    const calls = [1, 0, 2].map((d) => run.call(divide, { args: { d } }));
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    await run.close();
    expect([...run.outputs.values()]).toEqual([1, .5]);
    expect(run.errors).toMatchObject([{ job: "divide#2", error: { message: "division by zero" } }]);
    expect(run.state).toBe("completed");
  });

  test("C51: outputs stand in the order of completion, jobs in that of submission", async () => {
    const run = openRun({ name: "C51" });
    const sleeper: InlineJob<number, number> = { name: "s", run: (ms) => pause(ms).then(() => ms) };
    await Promise.all([12, 1, 6].map((ms) => run.call(sleeper, { args: ms })));
    await run.close();
    expect([...run.outputs.values()]).toEqual([1, 6, 12]);
    expect([...run.jobs.keys()].map((job) => run.outputs.get(job))).toEqual([12, 1, 6]);
  });

  test("C52: the siblings of a failed branch are stopped before the failure is told", async () => {
    let stopped = false;
    const graph = graphOf({
      bad: boom,
      slow: (_, { signal }) =>
        untilAborted(signal).catch(async (reason) => {
          await pause(3);
          stopped = true;
          throw reason;
        }),
    });
    const run = await startGraph(graph, { name: "C52" }).wait();
    expect([stopped, run.active, run.jobs.get("slow")!.state]).toEqual([true, 0, "cancelled"]);
  });

  test("C52: a call that is still under way when a run ends is stopped with an error, else awaited", async () => {
    for (const error of [undefined, new Error("flow failed")]) {
      const run = openRun({ name: "C52" });
      const job: InlineJob = {
        name: "slow",
        run: (_, { signal }) => Promise.race([pause(8).then(() => "slept"), untilAborted(signal)]),
      };
      void run.call(job);
      await run.close({ error });
      expect(run.jobs.get("slow")!.state).toBe(error === undefined ? "completed" : "cancelled");
      expect([run.state, run.active]).toEqual([error === undefined ? "completed" : "failed", 0]);
    }
  });
});

describe("waiting", () => {
  test("C48: what is refused does not count, and nobody waits for it", async () => {
    const run = openRun({ name: "C48" });
    await expect(run.call({ name: "x", type: "thread", module: "file:///x.ts" })).rejects.toThrow();
    await expect(run.call({ ...divide, resources: { gpu: 1 } }, { args: { d: 1 } })).rejects
      .toThrow(
        "it needs 1 of 'gpu', and the run has none",
      );
    expect(run.statistics().total).toBe(0);
    expect((await run.close()).state).toBe("completed");
    await expect(run.call(divide, { args: { d: 1 } })).rejects.toThrow("has ended");
  });

  test("C53: a run of nothing ends at once; waiting needs no polling and may have a limit", async () => {
    expect((await startGraph(graphOf({}), { name: "C53" }).wait()).state).toBe("completed");
    const run = openRun({ name: "C53" });
    expect((await run.wait({ timeout: 1 })).durationMs).toBeNull();
    let waited = false;
    void run.wait().then(() => waited = true);
    await run.close();
    await Promise.resolve(); // no timer has had a turn since
    expect(waited).toBe(true);
  });

  test("C54: a run has a time limit of its own, and what comes late is in no result", async () => {
    const work = Promise.withResolvers<string>();
    const run = startGraph(
      graphOf({ slow: { grace: 1, run: () => work.promise } }),
      { name: "C54", timeout: 3 },
    );
    await run.wait();
    expect(run.state).toBe("failed");
    expect(run.error).toBeInstanceOf(FlowTimeoutError);
    expect((run.error as Error).message).toBe("The run of 'C54' timed out after 0.003 seconds");
    work.resolve("late");
    await pause(1);
    expect(run.outputs.size).toBe(0);
  });

  test("C55: a job may say how long it waits for its inputs", async () => {
    const graph = graphOf(
      {
        fast: () => 1,
        slow: (_, { signal }) => Promise.race([pause(500), untilAborted(signal)]),
        n: { run: () => 1, inputTimeout: 5 },
        inTime: { run: () => 1, inputTimeout: 60_000 },
      },
      "fast > n",
      "slow > n",
      "fast > inTime",
    );
    const run = await startGraph(graph, { name: "C55" }).wait();
    expect(run.error).toBeInstanceOf(FlowTimeoutError);
    expect((run.error as Error).message).toBe(
      "Timeout waiting for inputs in n. Expected: fast, slow, Received: fast within 0.005 seconds",
    );
    expect(run.jobs.get("n")!.state).toBe("failed");
    expect(run.jobs.get("inTime")!.state).toBe("completed");
  });

  test("C56: a listener that throws changes no count, and is told of apart", async () => {
    const failures: unknown[] = [];
    const heard: string[] = [];
    const run = await startGraph(graphOf({ a: () => 1 }), {
      name: "C56",
      listeners: [
        () => {
          throw new Error("deaf");
        },
        ({ type }) => heard.push(type),
      ],
      onListenerFailure: ({ error }) => failures.push(error),
    }).wait();
    expect(heard).toEqual(["run_started", "job_started", "job_completed", "run_finished"]);
    expect(failures).toMatchObject([{ message: "deaf" }]);
    expect(run.statistics()).toMatchObject({ completed: 1, failed: 0 });
    expect([run.state, run.error]).toEqual(["completed", null]);
  });

  test("C57: whether an error is thrown is each caller's choice", async () => {
    const run = startGraph(graphOf({ bad: boom }), { name: "C57" });
    expect((await run.wait()).state).toBe("failed");
    await expect(run.waitOrThrow()).rejects.toThrow("boom");
    await expect(
      startGraph(graphOf({ a: () => 1 }), { name: "C57" }).waitOrThrow(),
    ).resolves.toMatchObject({ state: "completed" });
  });

  test("C58: thousands of calls wait side by side, not one after the other", async () => {
    const run = openRun({ name: "C58" });
    let now = 0;
    let most = 0;
    const job: InlineJob = {
      name: "sleeper",
      run: async () => {
        most = Math.max(most, ++now);
        await pause(10);
        now--;
      },
    };
    await Promise.all(Array.from({ length: 5000 }, () => run.call(job)));
    expect(most).toBe(5000);
  });
});
