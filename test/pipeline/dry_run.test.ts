import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import * as tasks from "./fixtures/plain_tasks.ts";
import { quietFlow, temporaryFolder } from "./helpers.ts";

test("a dry run does the first items, writes nothing, and estimates all", async () => {
  const flowsOutputDir = temporaryFolder();
  const flow = quietFlow({ tasks: [tasks.count, tasks.encode], flowsOutputDir });
  const { dryRun, summary, flowFile } = await flow.process({
    inputs: { sources: [80] },
    dryRun: 10,
  });
  expect(readdirSync(flowsOutputDir)).toEqual([]);
  expect(existsSync(flowFile)).toBe(false);
  expect(dryRun).toMatchObject({ items: 10, total: 80, firstError: { item: "7" } });
  expect(dryRun!.rows).toHaveLength(8);
  expect(dryRun!.rows[0]).toMatchObject({ id: 0 });
  expect(dryRun!.bytes).toBeGreaterThan(8 * 1000);
  expect(dryRun!.durationMs).toBeGreaterThan(0);
  expect(summary).toMatchObject({ flow_data: null, item_count: 10 });
});

test("a dry run takes five items, and gives results where nothing is encoded", async () => {
  const { dryRun, output } = await quietFlow({ tasks: [tasks.count, tasks.double] }).process({
    inputs: { sources: [20] },
    dryRun: true,
  });
  expect(dryRun).toMatchObject({ items: 5, total: 20, rows: [0, 2, 4, 6, 8], firstError: null });
  expect(output.taskInstances[1].results).toEqual([0, 2, 4, 6, 8]);
});

test("a run that is not dry says nothing of it", async () => {
  const flow = quietFlow({ tasks: [tasks.count] });
  expect((await flow.process({ inputs: { sources: [1] } })).dryRun).toBe(null);
  await expect(flow.process({ inputs: { sources: [1] }, dryRun: 0 })).rejects.toThrow("`dryRun`");
});
