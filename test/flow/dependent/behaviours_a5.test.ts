/** Section A of the behaviours of flow systems, lines 43 and 44: monitoring. */
import { expect, test } from "vitest";
import { boom } from "../helpers.ts";
import { judgeHealth } from "../../../src/flow/dependent/flow_health.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

test("A43: executions are told in their order, as they happen and afterwards", async () => {
  const { good, bad, need, context } = flowsOf({
    good: () => 1,
    bad: boom,
    need: { does: () => 1, needs: "bad" },
  });
  const heard: string[] = [];
  const end = context.subscribe(({ type, processId }) => heard.push(`${processId} ${type}`));
  await good.execute();
  await need.execute();
  end();
  await good.execute();
  expect(heard).toEqual([
    "good monitoring_started",
    "good execution_started",
    "good execution_completed",
    "bad monitoring_started",
    "bad execution_started",
    "bad execution_failed",
    "need execution_failed",
  ]);
  expect(context.events("good").map(({ type }) => type)).toEqual([
    ...["monitoring_started", "execution_started", "execution_completed"],
    ...["monitoring_started", "execution_started", "execution_completed"],
  ]);
  expect(context.events("bad")[2]).toMatchObject({
    level: "ERROR",
    description: "Execution of 'bad' failed: boom",
    details: { error: "boom", errorType: "Error", attempts: 1, runId: bad.result!.metadata.runId },
  });
});

test("A43: as much is kept as was asked for, and a listener that throws harms nobody", async () => {
  const failures: unknown[] = [];
  const { a, context } = flowsOf({ a: () => 1 }, {
    history: 3,
    onListenerFailure: (error) => failures.push((error as Error).message),
  });
  const heard: string[] = [];
  context.subscribe(() => {
    throw new Error("L!");
  });
  context.subscribe(({ type }) => heard.push(type));
  for (let i = 0; i < 40; i++) expect((await a.execute()).status).toBe("completed");
  expect([failures, heard.length, context.events().length]).toEqual([["L!"], 120, 9]);
  const none = flowsOf({ a: () => 1 }, { history: 0 });
  for (let i = 0; i < 40; i++) await none.a.execute();
  expect(none.context.events()).toEqual([]);
});

test("A44: statistics count executions and their times", async () => {
  const { a, context } = flowsOf({
    a: ({ fail }: AnyInput) => {
      if (fail) throw new Error("no");
      return 1;
    },
  });
  expect(a.statistics()).toEqual({
    ...{ total: 0, successful: 0, failed: 0, cancelled: 0, attempts: 0, totalMs: 0, errorRate: 0 },
    ...{ minMs: null, avgMs: null, maxMs: null, lastExecution: null },
  });
  expect(a.health()).toMatchObject({ healthy: true, message: "No execution history" });
  for (let i = 0; i < 20; i++) await a.execute({ fail: i % 10 === 0 });
  const { minMs, avgMs, maxMs, lastExecution, ...counts } = a.statistics();
  expect(counts).toMatchObject({ total: 20, successful: 18, failed: 2, errorRate: 0.1 });
  expect(minMs! <= avgMs! && avgMs! <= maxMs!).toBe(true);
  expect(lastExecution).toEqual(context.getResult("a")!.endTime);
  expect(a.health()).toMatchObject({ healthy: true, message: "Flow is healthy" });
  await a.execute({ fail: true });
  expect(a.health()).toMatchObject({
    healthy: false,
    message: "Flow has issues: High error rate: 14.29%",
  });
});

test("A44: a flow is no better than what it requires, however far away", async () => {
  const { bad, far, opt } = flowsOf({
    bad: boom,
    near: { does: () => 1, needs: "bad" },
    far: { does: () => 1, needs: "near" },
    opt: { does: () => 1, needs: "?far" },
  });
  await bad.execute();
  expect(far.health()).toMatchObject({
    healthy: false,
    message: "Flow has issues: Unhealthy required dependencies: near",
  });
  expect(opt.health().healthy).toBe(true);
});

test("A44: a mean of more than five minutes is no good sign", () => {
  const statistics = flowsOf({ a: () => 1 }).a.statistics();
  const slow = { ...statistics, total: 1, successful: 1, avgMs: 300_001 };
  expect(judgeHealth(slow, [])).toMatchObject({
    healthy: false,
    issues: ["High average execution time: 300.0s"],
  });
  expect(judgeHealth({ ...slow, avgMs: 300_000 }, []).healthy).toBe(true);
});
