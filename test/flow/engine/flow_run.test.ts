import { describe, expect, test } from "vitest";
import { type FlowRun, openRun } from "../../../src/flow/engine/flow_run.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import { boom, graphOf, pause } from "../helpers.ts";

/** One job that calls another one, with all that a record can hold. */
async function told(): Promise<FlowRun> {
  const run = openRun({ name: "told", id: "run-1" });
  await run.call({
    name: "outer",
    run: (_, context) => {
      context.log("INFO", "hello");
      context.addArtifact({ key: "file", description: "A file", type: "path", data: "/a" });
      context.addResult({ key: "count", description: "How many", data: 3 });
      return run.call({ name: "inner", run: () => 1 }, { parent: context.job });
    },
  });
  await run.call({ name: "inner", run: boom }).catch(() => {});
  run.addLog("WARNING", "nearly done");
  return await run.close();
}

describe("the record of a run", () => {
  test("holds jobs, log, artifacts and results, and is plain data", async () => {
    const run = await told();
    expect(JSON.parse(JSON.stringify(run))).toMatchObject({
      id: "run-1",
      name: "told",
      state: "completed",
      error: null,
      jobs: [
        { name: "outer", definition: "outer", parent: null, state: "completed", attempts: 1 },
        { name: "inner", definition: "inner", parent: "outer", state: "completed" },
        { name: "inner#2", definition: "inner", state: "failed", error: { message: "boom" } },
      ],
      artifacts: [{ key: "file", job: "outer", data: "/a", type: "path" }],
      results: [{ key: "count", job: "outer", data: 3 }],
      log: [
        { job: "outer", level: "INFO", message: "hello" },
        { job: null, level: "WARNING", message: "nearly done" },
      ],
    });
  });

  test("counts and times jobs, and the calls of each", async () => {
    const { jobs, ...rest } = (await told()).statistics();
    expect(rest).toMatchObject({ total: 3, completed: 2, failed: 1, pending: 0, attempts: 3 });
    expect(jobs.inner).toMatchObject({ total: 2, completed: 1, failed: 1 });
    expect(jobs.inner.minMs).toBeLessThanOrEqual(jobs.inner.meanMs!);
    expect(jobs.inner.meanMs).toBeLessThanOrEqual(jobs.inner.maxMs!);
  });

  test("is drawn with states and durations, calls as arrows", async () => {
    const text = (await told()).mermaid().replace(/[\d.]+ m?s/g, "T");
    expect(text).toBe(`flowchart LR
  j0["outer<br/>completed T"]:::completed
  j1["inner<br/>completed T"]:::completed
  j2["inner#2<br/>failed T"]:::failed
  j0 --> j1
  classDef completed fill:#2e7d32,color:#fff
  classDef failed fill:#c62828,color:#fff
`);
  });

  test("is drawn while it runs, with attempts, and edges as they are", async () => {
    const gate = Promise.withResolvers<void>();
    let calls = 0;
    const run = startGraph(
      graphOf(
        {
          'a "1" <b>': { retries: 1, run: () => ++calls === 1 ? boom() : 1 },
          b: () => gate.promise,
          c: () => 1,
        },
        ...["b > c"],
      ),
      { name: "drawn" },
    );
    await pause(1);
    const text = run.mermaid().replace(/[\d.]+ m?s/g, "T");
    expect(text).toContain('j0["a &quot;1&quot; &lt;b><br/>completed T, 2 attempts"]:::completed');
    expect(text).toContain('j1["b<br/>running"]:::running');
    expect(text).toContain('j2["c"]\n');
    gate.resolve();
    await run.wait();
    expect(graphOf({ x: boom, y: boom }, "x ? y").mermaid()).toBe(
      'flowchart LR\n  j0["x"]\n  j1["y"]\n  j0 -.-> j1\n',
    );
  });

  test("keeps the last lines of the log, and outputs unless told not to", async () => {
    const run = openRun({ name: "short", logLimit: 3, keepOutputs: false });
    for (let i = 0; i < 20; i++) run.addLog("INFO", `${i}`);
    expect(run.log.map(({ message }) => message)).toEqual(["17", "18", "19"]);
    expect(await run.call({ name: "j", run: () => 1 })).toBe(1);
    expect(run.outputs.size).toBe(0);
  });

  test("tells nobody anything after its end", async () => {
    const heard: string[] = [];
    const run = openRun({ name: "ended", listeners: [({ type }) => heard.push(type)] });
    await run.close();
    run.addLog("INFO", "late");
    run.addResult({ key: "late", description: "", data: 1 });
    await run.close({ error: new Error("late") });
    expect(heard).toEqual(["run_started", "run_finished"]);
    expect([run.state, run.log.length, run.results.length]).toEqual(["completed", 0, 0]);
  });

  test("a call that nobody awaits and that fails ends no process, and is in the record", async () => {
    const run = openRun({ name: "unawaited" });
    void run.call({ name: "j", run: () => pause(1).then(boom) });
    await run.close();
    expect(run.errors).toMatchObject([{ job: "j", error: { message: "boom" } }]);
  });
});
