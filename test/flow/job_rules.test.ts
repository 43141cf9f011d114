import { expect, test } from "vitest";
import { flow, task } from "../../functions.ts";
import { job, wrap } from "../../graph.ts";
import { openRun } from "../../src/flow/engine/flow_run.ts";
import { checkJobOptions, JOB_RULES } from "../../src/flow/job_rules.ts";

const check = (options: object) => () => checkJobOptions("make the task 'load'", options);

test("what each option must be is said, with what was found", () => {
  expect(check({ timeout: "5s" })).toThrow(
    "Cannot make the task 'load': `timeout` must be a number of milliseconds above 0; " +
      'found "5s".',
  );
});

test.each([
  ["retries", 3, -1],
  ["delay", 0, "1"],
  ["inputTimeout", 5, 0],
  ["onError", "skip", "ignore"],
  ["priority", -2, "high"],
  ["concurrency", 1, 0],
  ["resources", { gpu: 1 }, { gpu: "1" }],
  ["cache", { key: () => "k", store: new Map() }, { key: "k", store: new Map() }],
  ["input", { "~standard": {} }, "text"],
  ["output", () => 1, null],
])("%s: %j, and not %j", (name, good, bad) => {
  expect(Object.keys(JOB_RULES)).toContain(name);
  expect(check({ [name]: good, other: "left alone" })).not.toThrow();
  expect(check({ [name]: undefined })).not.toThrow();
  expect(check({ [name]: bad })).toThrow(`\`${name}\` must be `);
});

test("every door refuses them where work is said, not where it is done", () => {
  const wrong = { timeout: "5s" } as never;
  expect(() => task(function load() {}, wrong)).toThrow("make the task 'load': `timeout` must be");
  expect(() => task(function load() {}, { outsideFlow: "anonym" } as never)).toThrow("found");
  expect(() => wrap({ load: job(() => 1, wrong) })).toThrow("`timeout` must be");
  expect(() => openRun({ name: "r" }).call({ name: "load", run: () => 1, timeout: "5s" as never }))
    .toThrow(
      "call the job 'load': `timeout` must be",
    );
});

test("what is no function is no task and no flow", () => {
  for (const found of [5, null, "load"]) {
    expect(() => task(found as never)).toThrow(`make a task of ${JSON.stringify(found)}`);
    expect(() => flow(found as never)).toThrow(`make a flow of ${JSON.stringify(found)}`);
  }
});
