import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { cleanRun } from "../../../src/pipeline/folder/clean_run.ts";
import { outputFolder } from "../../../src/pipeline/folder/output_folder.ts";
import * as tasks from "../fixtures/plain_tasks.ts";
import { runTasks, temporaryFolder } from "../helpers.ts";

/** Encodes numbers into the flow of a folder; the subset of each by its name. */
async function run(flowsOutputDir: string, n: number[], options = {}) {
  const { summary } = await runTasks([tasks.encode], { n }, { flowsOutputDir, ...options });
  using dataset = await openDataset(String(summary.flow_data));
  const [names, subsets] = [await dataset.column("name"), await dataset.column("subset")];
  return {
    summary,
    subsets: Object.fromEntries(names.map((name, s) => [String(name), subsets[s]])),
  };
}

async function split(flowsOutputDir: string, n: number[]) {
  const { summary } = await run(flowsOutputDir, n);
  using dataset = await openDataset(String(summary.flow_data));
  await dataset.split({ key: "n", group: "values", train: 0.5, validation: 0.25, test: 0.25 });
  return (await run(flowsOutputDir, n)).subsets;
}

const EIGHT = [0, 1, 2, 3, 4, 6, 8, 9];

test("a rerun that reuses everything, or does all again, leaves every subset", async () => {
  const flowsOutputDir = temporaryFolder();
  const subsets = await split(flowsOutputDir, EIGHT);
  expect(new Set(Object.values(subsets))).toEqual(new Set(["train", "validation", "test"]));
  expect((await run(flowsOutputDir, EIGHT)).subsets).toEqual(subsets);
  const again = await runTasks([tasks.encode], { n: EIGHT }, { flowsOutputDir, reuse: false });
  expect(again.summary.split_changes).toMatchObject([{ stayed: 8, left: 0 }]);
  expect((await run(flowsOutputDir, EIGHT)).subsets).toEqual(subsets);
});

test("an added item moves nobody; the log, the summary and the .flow file say what it did", async () => {
  const flowsOutputDir = temporaryFolder();
  const subsets = await split(flowsOutputDir, EIGHT);
  const more = await run(flowsOutputDir, [...EIGHT, 10, 11]);
  expect(more.subsets).toMatchObject(subsets);
  expect(Object.values(more.subsets)).not.toContain(null);
  expect(more.summary.split_changes).toMatchObject([{ split: "default", stayed: 8, left: 0 }]);
  expect(more.summary.flow_splits).toBe(join(flowsOutputDir, "flows", "test", "test.splits"));
  expect(readFileSync(more.summary.flow_log, "utf8")).toMatch(
    /Split 'default': 8 samples stayed; new: .*; none left\./,
  );
  const flow = readFileSync(join(flowsOutputDir, "flows", "test", "test.flow"), "utf8");
  expect(JSON.parse(flow)).toMatchObject({ flow_splits: "test.splits" });
});

test("splits outlive `cleanOutputDir` and a cleaned folder, unless they are to go", async () => {
  const flowsOutputDir = temporaryFolder();
  const subsets = await split(flowsOutputDir, EIGHT);
  const cleaned = await run(flowsOutputDir, EIGHT, { cleanOutputDir: true });
  expect(cleaned.subsets).toEqual(subsets);
  const folder = outputFolder(flowsOutputDir, "test");
  await cleanRun(folder, { all: true, dryRun: false });
  expect(existsSync(folder.dataset)).toBe(false);
  expect((await run(flowsOutputDir, EIGHT)).subsets).toEqual(subsets);
  const { removed } = await cleanRun(folder, { all: true, splits: true, dryRun: false });
  expect(removed).toContain("test.splits");
  expect(Object.values((await run(flowsOutputDir, EIGHT)).subsets)).toEqual(EIGHT.map(() => null));
});
