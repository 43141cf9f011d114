/** The same five jobs, one of which fails optionally, through each door: one engine, one record. */
import { expect, test } from "vitest";
import { flow, flowContext, task } from "../../functions.ts";
import { FlowManager, graph, job, wrap } from "../../graph.ts";
import { startGraph } from "../../src/flow/engine/scheduler.ts";
import type { RunEvent } from "../../src/flow/record/events.ts";
import type { JobRecord } from "../../src/flow/record/job_record.ts";
import { flowsOf } from "./dependent/flows.ts";
import { createFlow, flowtask } from "../../mod.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { boom, graphOf } from "./helpers.ts";

const folder = temporaryFolder();

/** What happened to jobs, and the run's end, without what differs from run to run. */
function told(events: readonly RunEvent[]): string[] {
  return events.filter(({ type }) => /^(?:run_finished$|job_)/.test(type)).map((event) => {
    const { type, state, attempt } = event as unknown as Record<string, unknown>;
    const job = "job" in event ? event.job : null;
    const error = "error" in event ? event.error?.message ?? null : null;
    return JSON.stringify({ type, job, state, attempt, error });
  }).sort();
}

function records(jobs: ReadonlyMap<string, JobRecord>): unknown[] {
  return [...jobs.values()].map(({ name, state, attempts, reason, error, type }) => ({
    ...{ name, state, attempts, reason, type, error: error?.message ?? null },
  })).sort((a, b) => a.name < b.name ? -1 : 1);
}

/** What the jobs do: `area` fails at its first attempt. */
function work() {
  let tries = 0;
  return {
    load: () => ({ size: 1 }),
    bad: boom,
    clean: () => ({ clean: 1 }),
    area() {
      if (++tries === 1) throw new Error("not yet");
      return { area: 2 };
    },
    report: () => ({ done: 1 }),
  };
}

interface Seen {
  readonly events: readonly RunEvent[];
  readonly jobs: ReadonlyMap<string, JobRecord>;
  readonly state: string;
}

const DOORS: Record<string, (hear: (event: RunEvent) => void) => Promise<Omit<Seen, "events">>> = {
  async engine(hear) {
    const { area, ...others } = work();
    const jobs = graphOf(
      { ...others, area: { run: area, retries: 2 } },
      ...["load > bad", "load > clean", "clean > area", "area > report", "bad ? report"],
    );
    return await startGraph(jobs, { name: "report", listeners: [hear] }).wait();
  },
  async "job graph"(hear) {
    const { bad, area, ...others } = work();
    const jobs = wrap({
      ...others,
      bad: job(bad, { optional: true }),
      area: job(area, { retries: 2 }),
    });
    const manager = new FlowManager({
      graphs: graph(jobs)`load >> (bad | clean >> area) >> report`,
      listeners: [hear],
    });
    return (await manager.submit({})).run;
  },
  async "dependent flows"(hear) {
    const { load, bad, clean, area, report } = work();
    const flows = flowsOf({
      load,
      bad: { does: bad, needs: "load" },
      clean: { does: clean, needs: "load" },
      area: { does: area, needs: "clean", config: { retries: 2 } },
      report: { does: report, needs: "area ?bad" },
    });
    const execution = flows.report.start({}, { listeners: [hear] });
    await execution.result();
    return execution.run;
  },
  async "flow of functions"(hear) {
    const { load, bad, clean, area, report } = work();
    const tasks = {
      load: task(load, { taskName: "load" }),
      bad: task(bad, { taskName: "bad", raiseOnError: false }),
      clean: task(clean, { taskName: "clean" }),
      area: task(area, { taskName: "area", retries: 2 }),
      report: task(report, { taskName: "report" }),
    };
    const run = flow(async function whole() {
      // A function flow has its run when it begins, and not before.
      flowContext().thisFlow.run!.events.subscribe(hear);
      tasks.load();
      tasks.bad();
      tasks.clean();
      await tasks.area();
      return tasks.report();
    }, { loggingEnabled: false })();
    await run.execute();
    return run.run!;
  },
};

test("all doors leave the record and the events of the engine", async () => {
  const seen: Record<string, Seen> = {};
  for (const [door, enter] of Object.entries(DOORS)) {
    const events: RunEvent[] = [];
    const { jobs, state } = await enter((event) => void events.push(event));
    seen[door] = { events, jobs, state };
  }
  const { engine, ...others } = seen;
  expect(engine.state).toBe("completed");
  expect(records(engine.jobs).map((one) => (one as JobRecord).state))
    .toEqual(["completed", "failed", "completed", "completed", "completed"]);
  for (const [door, { events, jobs, state }] of Object.entries(others)) {
    expect(state, door).toBe(engine.state);
    expect(records(jobs), door).toEqual(records(engine.jobs));
    expect(told(events), door).toEqual(told(engine.events));
  }
});

// It has no optional edges, so the one that fails is left out.
test("a pipeline's tasks leave the same record and events", async () => {
  const { load, clean, area, report } = work();
  const as = (name: string, takes: string[], run: () => object, retries = 0) =>
    flowtask.custom({
      ...{ name, inputs: takes, outputs: [`of_${name}`], retries, module: import.meta.url },
    }, () => run());
  const events: RunEvent[] = [];
  const pipeline = createFlow({
    ...{ name: "report", flowsOutputDir: folder(), debug: true, progress: false },
    tasks: [
      as("load", [], load),
      as("clean", ["of_load"], clean),
      as("area", ["of_clean"], area, 2),
      as("report", ["of_area"], report),
    ],
  });
  const { output: { run } } = await pipeline.process({
    inputs: {},
    onEvent: (event) => void events.push(event),
  });
  const jobs = wrap({ ...work(), area: job(work().area, { retries: 2 }) });
  const heard: RunEvent[] = [];
  const manager = new FlowManager({
    graphs: graph(jobs)`load >> clean >> area >> report`,
    listeners: [(event) => void heard.push(event)],
  });
  const other = (await manager.submit({})).run;
  expect(run.state).toBe(other.state);
  expect(records(run.jobs)).toEqual(records(other.jobs));
  expect(told(events)).toEqual(told(heard));
});
