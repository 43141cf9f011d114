import { expect, test } from "vitest";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import { RunMetrics } from "../../../src/flow/record/run_metrics.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import { boom, graphOf } from "../helpers.ts";

test("counts jobs and runs by how they ended, in the text format of Prometheus", async () => {
  const metrics = new RunMetrics({ prefix: "flows" });
  const listeners = [metrics.listener];
  let tries = 0;
  const flaky = () => {
    if (++tries < 3) throw new Error("no");
    return 1;
  };
  const graph = graphOf(
    { a: { run: flaky, retries: 5 }, bad: boom, need: () => 1, opt: () => 1 },
    "bad > need",
    "need ? opt",
  );
  await startGraph(graph, { name: 'say "it"\\', listeners, onFailure: "finish-independent" })
    .wait();
  const run = openRun({ name: "calls", listeners });
  for (let i = 0; i < 3; i++) await run.call({ name: "called", run: () => 1 });
  expect(metrics.text()).toContain("flows_runs_running 1");
  await run.close();
  const text = metrics.text();
  const lines = text.split("\n").filter((line) => !/^#|_bucket|_sum/.test(line));
  expect(lines).toEqual([
    'flows_runs_total{run="calls",state="completed"} 1',
    'flows_runs_total{run="say \\"it\\"\\\\",state="completed"} 1',
    "flows_runs_running 0",
    'flows_jobs_total{job="a",state="completed"} 1',
    'flows_jobs_total{job="bad",state="failed"} 1',
    'flows_jobs_total{job="called",state="completed"} 3',
    'flows_jobs_total{job="need",state="failed"} 1',
    'flows_jobs_total{job="opt",state="completed"} 1',
    ...["a", "bad", "called", "need", "opt"].map((job) => `flows_jobs_running{job="${job}"} 0`),
    'flows_job_retries_total{job="a"} 2',
    // What never began, as its dependency failed, took no time.
    ...["a", "bad", "called", "opt"].map((job) =>
      `flows_job_duration_seconds_count{job="${job}"} ${job === "called" ? 3 : 1}`
    ),
    "",
  ]);
  expect(text).toContain("# TYPE flows_job_duration_seconds histogram");
  const called = text.match(/_bucket\{job="called",le="([^"]+)"\} (\d+)/g)!;
  expect(called).toHaveLength(12);
  expect(called.at(-1)).toBe('_bucket{job="called",le="+Inf"} 3');
  const sum = Number(text.match(/_sum\{job="called"\} (\S+)/)![1]);
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThan(10);
});

test("durations are counted in all buckets above them", () => {
  const metrics = new RunMetrics();
  const tell = (event: object) => metrics.listener({ runId: "r", time: 0, ...event } as never);
  tell({ type: "run_started", name: "r", jobs: [] });
  for (const durationMs of [1, 30, 5000, 9e9]) {
    tell({ type: "job_started", job: "j" });
    tell({ type: "job_completed", job: "j", durationMs });
  }
  const counts = [...metrics.text().matchAll(/le="([^"]+)"\} (\d+)/g)].map(([, le, n]) =>
    `${le}:${n}`
  );
  expect(counts.join(" ")).toBe(
    "0.001:1 0.005:1 0.025:1 0.1:2 0.5:2 1:2 5:3 15:3 60:3 300:3 1800:3 +Inf:4",
  );
  expect(metrics.text()).toContain('trunnion_job_duration_seconds_sum{job="j"} 9000005.031');
});
