import { expect, test } from "vitest";
import type { RunEvent } from "../../../src/flow/record/events.ts";
import type { JobRecord } from "../../../src/flow/record/job_record.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import { boom, graphOf } from "../helpers.ts";
import { flowsOf } from "./flows.ts";

/** What happened, without what differs from run to run. */
function told(events: readonly RunEvent[]): unknown[] {
  return events.map((event) => {
    const { type, message, reason, state, attempt } = event as unknown as Record<string, unknown>;
    const job = "job" in event ? event.job : null;
    const error = "error" in event ? event.error?.message ?? null : null;
    return { type, job, message, reason, state, attempt, error };
  });
}

function records(jobs: ReadonlyMap<string, JobRecord>): unknown[] {
  return [...jobs.values()].map(({ name, state, attempts, reason, error, parent, type }) => ({
    ...{ name, state, attempts, reason, parent, type, error: error?.message ?? null },
  }));
}

test("five flows, one of which fails optionally, are told and recorded as five jobs are", async () => {
  let tries = 0;
  const flaky = () => {
    if (++tries % 2 === 1) throw new Error("not yet");
    return { area: 2 };
  };
  const events: RunEvent[][] = [[], []];
  const graph = graphOf(
    {
      load: () => ({ size: 1 }),
      bad: boom,
      clean: () => ({ clean: 1 }),
      area: { run: flaky, retries: 2 },
      report: () => ({ done: 1 }),
    },
    ...["load > bad", "load > clean", "clean > area", "area > report", "bad ? report"],
  );
  const run = await startGraph(graph, {
    name: "report",
    listeners: [(event) => void events[0].push(event)],
  }).wait();

  const { report } = flowsOf({
    load: () => ({ size: 1 }),
    bad: { does: boom, needs: "load" },
    clean: { does: () => ({ clean: 1 }), needs: "load" },
    area: { does: flaky, needs: "clean", config: { retries: 2 } },
    report: { does: () => ({ done: 1 }), needs: "area ?bad" },
  });
  const execution = report.start({}, { listeners: [(event) => void events[1].push(event)] });
  await execution.result();

  const byName = (list: unknown[]) =>
    (list as { name: string }[]).sort((a, b) => a.name < b.name ? -1 : 1);
  expect(byName(records(execution.run.jobs))).toEqual(byName(records(run.jobs)));
  expect(execution.run.state).toBe(run.state);
  expect([...execution.run.outputs].sort()).toEqual([...run.outputs].sort());
  const sorted = (list: readonly RunEvent[]) => told(list).map((one) => JSON.stringify(one)).sort();
  expect(sorted(events[1])).toEqual(sorted(events[0]));
  expect(events[1]).toHaveLength(14);
});
