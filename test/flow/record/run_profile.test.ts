import { expect, test } from "vitest";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import type { JobRecord } from "../../../src/flow/record/job_record.ts";
import { profileRun } from "../../../src/flow/record/run_profile.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import { graphOf, pause } from "../helpers.ts";

/** A job that began and ended at these times. */
const job = (name: string, from: number | null, to: number | null, parent: string | null = null) =>
  ({
    name,
    parent,
    startedAt: from,
    durationMs: from === null || to === null ? null : to - from,
  }) as JobRecord;
const edges = (...texts: string[]) =>
  texts.map((text) => ({ from: text.split(" ")[0], to: text.split(" ")[1] }));

test("the critical path leads from the end back over what was waited for longest", () => {
  const profile = profileRun({
    startedAt: 1000,
    durationMs: 100,
    jobs: [
      job("load", 1000, 1010),
      job("slow", 1012, 1080),
      job("quick", 1010, 1015),
      job("end", 1085, 1100),
      job("never", null, null),
    ],
    edges: edges("load slow", "load quick", "slow end", "quick end", "end never"),
  });
  expect(profile.criticalPath).toEqual([
    { job: "load", startMs: 0, waitMs: 0, workMs: 10 },
    { job: "slow", startMs: 12, waitMs: 2, workMs: 68 },
    { job: "end", startMs: 85, waitMs: 5, workMs: 15 },
  ]);
  expect(profile.jobs.map(({ job }) => job)).toEqual(["slow", "end", "load", "quick"]);
  expect([profile.durationMs, profile.workMs, profile.parallelism]).toEqual([100, 98, 0.98]);
});

test("jobs of less than a millisecond stand in the order in which they waited for each other", () => {
  const names = ["a", "b", "c", "d"];
  const profile = profileRun({
    startedAt: 7,
    durationMs: 1,
    jobs: names.map((name, i) => job(name, 7, 7 + 0.4 - i / 10)).reverse(),
    edges: edges("a b", "b c", "c d"),
  });
  expect(profile.criticalPath.map(({ job }) => job)).toEqual(names);
  expect(profile.criticalPath.map(({ waitMs }) => waitMs)).toEqual([0, 0, 0, 0]);
});

test("called jobs are part of their caller, and a run may be looked at while it goes on", () => {
  const profile = profileRun({
    startedAt: 0,
    durationMs: null,
    jobs: [job("outer", 10, null), job("inner", 30, 40, "outer")],
    edges: [],
  }, 60);
  expect(profile).toMatchObject({ durationMs: 60, workMs: 50 });
  expect(profile.criticalPath).toEqual([{ job: "outer", startMs: 10, waitMs: 10, workMs: 50 }]);
  expect(profile.jobs[1]).toEqual({ job: "inner", startMs: 30, waitMs: 0, workMs: 10 });
  expect(profileRun({ startedAt: 5, durationMs: 0, jobs: [], edges: [] })).toEqual({
    ...{ durationMs: 0, workMs: 0, parallelism: 0, criticalPath: [], jobs: [] },
  });
});

test("every run can be asked, and says how far it is", async () => {
  const hold = Promise.withResolvers<void>();
  const graph = graphOf(
    {
      a: () => pause(2),
      b: async (_, { progress }) => {
        progress(1, 4, 0);
        await hold.promise;
      },
      c: () => 1,
      d: () => 1,
    },
    "a > b",
    "b > c",
    "c > d",
  );
  const run = startGraph(graph, { name: "profiled" });
  while (run.progress().running.length === 0 || run.progress().ended === 0) await pause(1);
  expect(run.progress()).toEqual({
    total: 4,
    ended: 1,
    fraction: 1.25 / 4,
    running: [{ job: "b", done: 1, total: 4, errors: 0 }],
  });
  hold.resolve();
  await run.wait();
  expect(run.progress()).toEqual({ total: 4, ended: 4, fraction: 1, running: [] });
  expect(run.profile().criticalPath.map(({ job }) => job)).toEqual(["a", "b", "c", "d"]);
  const empty = await openRun({ name: "empty" }).close();
  expect(empty.progress()).toEqual({ total: 0, ended: 0, fraction: 1, running: [] });
});
