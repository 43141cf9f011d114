import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as tasks from "./fixtures/plain_tasks.ts";
import { resultsOf, runTasks } from "./helpers.ts";

describe.each([["here", true], ["in workers", false]])("outputs %s", (_, debug) => {
  const options = { debug, maxWorkers: 2 };

  test("of a task that runs once are its values, of others lists", async () => {
    const run = await runTasks([tasks.count, tasks.parts, tasks.report], { sources: [3] }, options);
    expect({ ...run.outputs }).toEqual({
      numbers: [0, 1, 2],
      half: [0, 0.5, 1],
      square: [0, 1, 4],
      report: { sum: 5 },
    });
  });

  test("that a result lacks are that item's error, and name what came", async () => {
    const run = await runTasks([tasks.count, tasks.lacking], { sources: [3] }, options);
    expect(run.errors.map(({ error_class, message }) => [error_class, message])).toEqual([
      ["OutputMismatch", expect.stringContaining("found an object with 'a'. Return { a, b }")],
      ["OutputMismatch", expect.stringContaining("found the text 'out/1.data'")],
    ]);
    expect(run.outputs.b).toEqual([2]);
  });

  test("that the result of a task that runs once lacks end the flow", async () => {
    const run = runTasks([tasks.count, tasks.lackingReport], { sources: [3] }, options);
    await expect(run).rejects.toMatchObject({ name: "OutputMismatch" });
  });
});

test("each item is told with its result, that it was skipped, or its error", async () => {
  const run = await runTasks([tasks.count, tasks.failing, tasks.evenOnly], { sources: [4] });
  const outcomesOf = (name: string) =>
    run.output.taskInstances.find((task) => task.name === name)!.itemOutcomes
      .map((
        { index, item, result, skipped, error },
      ) => [index, item, result, skipped, error?.message ?? null]);
  expect(outcomesOf("count")).toEqual([[0, "4", [0, 1, 2, 3], false, null]]);
  expect(outcomesOf("failing")).toEqual([
    [0, "0", 0, false, null],
    [1, "1", null, false, "boom"],
    [2, "2", null, false, "Cannot take 2"],
    [3, "3", 3, false, null],
  ]);
  expect(outcomesOf("even_only")).toEqual([
    [0, "0", 0, false, null],
    [1, "3", null, true, null],
  ]);
  expect(resultsOf(run, "failing")).toEqual([0, 3]);
});

test("a console shows ten lines at most", async () => {
  const run = await runTasks([tasks.count, tasks.failing], { sources: [4] });
  for (const text of [Deno.inspect(run), inspect(run)]) {
    const lines = text.split("\n");
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines[0]).toMatch(/^Flow 'test': completed after /);
    expect(text).toContain("items      4: 2 done, 0 skipped, 2 failed");
    expect(text).toContain("errors     Error 1, UsageError 1");
    expect(text).toContain("outputs    numbers, ok");
    expect(text).toContain(run.flowFile);
  }
});

test("a dry run shows itself as one, and has outputs though its folder is gone", async () => {
  const run = await runTasks([tasks.count, tasks.double], { sources: [9] }, {}, { dryRun: 2 });
  expect(run.outputs.doubled).toEqual([0, 2]);
  expect(Deno.inspect(run)).toContain("dry run of 2 items");
});
