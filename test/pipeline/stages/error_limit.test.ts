import { expect, test } from "vitest";
import { mostErrors } from "../../../src/pipeline/stages/error_limit.ts";
import { checkPolicy, type MaxErrors } from "../../../src/pipeline/tasks/task_policy.ts";
import { TooManyErrors } from "../../../src/pipeline/errors.ts";
import * as tasks from "../fixtures/plain_tasks.ts";
import { quietFlow, runTasks, temporaryFolder } from "../helpers.ts";

test.each<[number | `${number}%`, number, number]>([
  [0, 100, 0],
  [7, 100, 7],
  ["10%", 100, 10],
  ["10%", 5, 0],
  ["100%", 5, 5],
])("%s of %i items are %i", (limit, total, most) => {
  expect(mostErrors(limit, total)).toBe(most);
});

test("a limit is a whole number or a share", () => {
  const check = (value: unknown) => () => checkPolicy("it", { maxErrors: value as MaxErrors });
  for (const value of [0, 3, "10%", "2.5%"]) expect(check(value)).not.toThrow();
  for (const value of [-1, 1.5, "10", "101%", "%", null, true]) {
    expect(check(value)).toThrow("`maxErrors` must be");
  }
  expect(() => quietFlow({ tasks: [tasks.failing], maxErrors: -1 })).toThrow(
    '`maxErrors` must be a whole number from 0, or a share such as "10%"; found -1',
  );
});

test("past it the run stops, names the most frequent kind, and keeps what is done", async () => {
  const n = [0, 1, 2, 1, 1, 3, 4, 5];
  const flowsOutputDir = temporaryFolder();
  const run = runTasks([tasks.failing], { n }, { maxErrors: 3, flowsOutputDir });
  await expect(run).rejects.toBeInstanceOf(TooManyErrors);
  await expect(run).rejects.toThrow(
    /'failing' stops: of its 8 items 4 have failed, and `maxErrors` allows 3.*3 times: Error: boom/,
  );
  const flow = quietFlow({ tasks: [tasks.failing], flowsOutputDir });
  const { summary } = await flow.process({ inputs: { n } });
  expect(summary).toMatchObject({ error_count: 4, kept_error_count: 4 });
  expect(summary.reused_count).toBeGreaterThanOrEqual(1); // what ended together counts
  const again = quietFlow({ tasks: [tasks.failing], flowsOutputDir, maxErrors: "40%" });
  await expect(again.process({ inputs: { n } })).rejects.toThrow("`maxErrors` allows 3");
});

test("within it nothing changes", async () => {
  const run = await runTasks([tasks.failing], { n: [0, 1, 3, 4] }, { maxErrors: "25%" });
  expect(run.summary).toMatchObject({ error_count: 1, file_count: 3 });
});
