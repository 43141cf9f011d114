import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FlowRetryError, FlowTimeoutError } from "../../../src/flow/record/flow_errors.ts";
import { createFlow } from "../../../src/pipeline/create_flow.ts";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";
import { joinPolicies } from "../../../src/pipeline/tasks/task_policy.ts";
import * as tasks from "../fixtures/unsteady_tasks.ts";
import { resultsOf, runTasks } from "../helpers.ts";

const rows = (run: Awaited<ReturnType<typeof runTasks>>) =>
  run.errors.map(({ item, error_class, error, attempts }) => [item, error_class, error, attempts]);

describe.each([
  ["here", { debug: true }],
  ["in a worker", { debug: false, maxWorkers: 1 }],
])("items %s", (place, options) => {
  test("are tried again as often as the task says, unless its condition forbids it", async () => {
    // A worker counts anew, this process goes on counting.
    const n = place === "here" ? [0, 1, 2] : [3, 1, 5];
    const run = await runTasks([tasks.third], { n }, options);
    expect(resultsOf(run, "third")).toEqual([3]);
    expect(rows(run)).toEqual([
      ["1", "RangeError", "never", 1],
      [`${n[2]}`, "Error", "no 4", 4],
    ]);
  });

  test("past their time are told to stop, given up if they do not, and become rows", async () => {
    const run = await runTasks([tasks.slow], { n: [0, 1, 2] }, options);
    expect(resultsOf(run, "slow")).toEqual([2]);
    expect(rows(run)).toEqual([0, 1].map((n) => [
      `${n}`,
      "FlowTimeoutError",
      "Task slow timed out after 0.02 seconds",
      1,
    ]));
  });

  test("that fail are skipped, or get another result, where the task says so", async () => {
    const skipped = await runTasks([tasks.skipBad], { n: [0, 1, 2] }, options);
    expect(resultsOf(skipped, "skip_bad")).toEqual([0, 2]);
    expect(skipped.summary).toMatchObject({ file_count: 2, skipped_count: 1, error_count: 0 });
    expect(readFileSync(skipped.summary.flow_log, "utf8")).toContain(
      "WARNING - 'skip_bad' failed for 1, which is skipped: bad",
    );
    const replaced = await runTasks([tasks.replaceBad], { n: [0, 1, 2, 3] }, options);
    expect(resultsOf(replaced, "replace_bad")).toEqual([0, "1: bad"]);
    expect(rows(replaced)).toEqual([["2", "TypeError", "worse", 1]]);
    expect(replaced.summary.skipped_count).toBe(1);
  });

  test("find an empty storage at a second try", async () => {
    const n = place === "here" ? [1] : [2];
    const run = await runTasks([tasks.saveTwice], { n }, options);
    expect(run.errors).toEqual([]);
    expect(run.summary).toMatchObject({ file_count: 1, sample_count: 1 });
  });
});

test("a flow's own settings hold for items whose task says nothing", async () => {
  const bare = await runTasks([tasks.plain], { n: [0, 1] }, { debug: false, maxWorkers: 1 });
  expect(rows(bare)).toEqual([["1", "Error", "bad", 1]]);
  const run = await runTasks([tasks.plain], { n: [0, 1] }, {
    debug: false,
    maxWorkers: 1,
    retries: 1,
  });
  expect(resultsOf(run, "plain")).toEqual([0, 1]);
  expect(joinPolicies({ retries: 0, delay: undefined }, { retries: 3, delay: 5 })).toEqual({
    retries: 0,
    delay: 5,
  });
});

test("a class states its policy as a static", async () => {
  const run = await runTasks([tasks.Patient], { n: [4] });
  expect(resultsOf(run, "patient")).toEqual([4]);
});

test("a task's concurrency is the most workers that it gets", async () => {
  const run = await runTasks([tasks.oneAtATime], { n: [1, 2, 3, 4] }, {
    debug: false,
    maxWorkers: 2,
  });
  expect(new Set(resultsOf(run, "one_at_a_time")).size).toBe(1);
});

describe("a task that runs once", () => {
  test("is tried again; when no try is left, the flow ends with what it failed with", async () => {
    const run = await runTasks([tasks.check], { limit: 3 });
    expect(resultsOf(run, "check")).toEqual([3]);
    expect(run.output.run.jobs.get("check")!.attempts).toBe(3);
    const failed = runTasks([tasks.check], { limit: 99 });
    await expect(failed).rejects.toBeInstanceOf(FlowRetryError);
    await expect(failed).rejects.toMatchObject({ originalError: { message: "check 6" } });
  });

  test("may be skipped with its error, or have a result that stands in", async () => {
    const run = await runTasks([tasks.optional, tasks.fallback, tasks.double], { n: [1] });
    expect(resultsOf(run, "optional")).toEqual([]);
    expect(resultsOf(run, "double")).toEqual([14, 16]);
    expect(run.summary.state).toBe("completed");
    expect(readFileSync(run.summary.flow_log, "utf8")).toContain(
      "WARNING - 'optional' failed, which its onError allows: not today",
    );
  });

  test("has a time limit", async () => {
    await expect(runTasks([tasks.endless], { n: [1] })).rejects.toBeInstanceOf(FlowTimeoutError);
  });
});

describe("refused are", () => {
  test.each([
    ["timeout", 0, "a number of milliseconds above 0"],
    ["retries", 1.5, "a whole number from 0"],
    ["concurrency", 0, "a whole number from 1"],
    ["delay", -1, "a number of milliseconds"],
  ])("%s: %s", (name, value, rule) => {
    const make = () => flowtask.transform({ inputs: ["n"], name: "t", [name]: value }, (n) => n);
    expect(make).toThrow(`Cannot use the task 't': \`${name}\` must be ${rule}; found ${value}`);
  });

  test("settings of a flow that make no sense", () => {
    const make = () => createFlow({ tasks: [tasks.plain], backoff: "linear" as "fixed" });
    expect(make).toThrow('`backoff` must be "fixed", "exponential" or a function; found "linear"');
  });
});
