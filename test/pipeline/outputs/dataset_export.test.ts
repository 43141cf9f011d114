import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { expect, test } from "vitest";
import type { ProgressFactory } from "../../../src/display/progress.ts";
import * as tasks from "../fixtures/plain_tasks.ts";
import { folderBytes } from "../../dataset/merge/folder_bytes.ts";
import { resultsOf, runTasks, temporaryFolder } from "../helpers.ts";

test("the merge follows the last task that encodes, and leads to the dataset's three parts", async () => {
  const run = await runTasks([tasks.count, tasks.encode, tasks.look], { sources: [4] });
  expect(run.output.taskInstances.map(({ name }) => name)).toEqual([
    "count",
    "encode",
    "AutoDatasetExportTask",
    "look",
  ]);
  const { flow_data, flow_info, flow_attributes } = run.summary;
  expect(resultsOf(run, "look")).toEqual([[flow_data, flow_info, flow_attributes]]);
  for (const path of [flow_data, flow_info, flow_attributes]) {
    expect(isAbsolute(String(path)) && existsSync(String(path))).toBe(true);
  }
  expect(run.summary).toMatchObject({ sample_count: 4, dataset_note: null, state: "completed" });
});

test("the workers of the run write the shards, and the bytes do not depend on their number", async () => {
  const datasets: Record<string, string>[] = [];
  for (const options of [{}, { debug: false, maxWorkers: 1 }, { debug: false, maxWorkers: 3 }]) {
    const run = await runTasks([tasks.count, tasks.encode], { sources: [6] }, options);
    datasets.push(folderBytes(String(run.summary.flow_data)));
  }
  expect(Object.keys(datasets[0])).toContain("zarr.json");
  expect(datasets[1]).toEqual(datasets[0]);
  expect(datasets[2]).toEqual(datasets[0]);
});

test("the folder and the .flow file are as documented, paths relative to the file", async () => {
  const run = await runTasks([tasks.count, tasks.encode], { sources: [3] }, { mlTask: "Numbers" });
  const root = dirname(run.flowFile);
  expect(readdirSync(root).sort()).toEqual([
    ".lock",
    "encoded",
    "error_summary.json",
    "files_summary",
    "flow_log.log",
    "journal.sqlite",
    "run_report.html",
    "run_report.json",
    "stream_cache",
    "test.attribset",
    "test.dataset",
    "test.flow",
    "test.infoset",
    "test.merge.json",
  ]);
  expect(readdirSync(join(root, "stream_cache")).sort()).toEqual(["glb", "png"]);
  const file = JSON.parse(readFileSync(run.flowFile, "utf8"));
  expect(file).toEqual({
    ...JSON.parse(JSON.stringify(run.summary)),
    flow_data: "test.dataset",
    flow_info: "test.infoset",
    flow_attributes: "test.attribset",
    flow_splits: "test.splits",
    error_summary: "error_summary.json",
    flow_log: "flow_log.log",
  });
  expect(file["Flow Specifications"]).toMatchObject({
    max_workers: null,
    sequential_mode: true,
    storage_type: "optimized",
    ml_task: "Numbers",
  });
  expect(Object.keys(file["Duration [seconds]"]).sort()).toEqual([
    "AutoDatasetExportTask",
    "EncodingTask",
    "GatherCADFiles",
    "count",
    "encode",
    "total",
  ]);
});

test("the log has the lines of a run", async () => {
  const run = await runTasks([tasks.count, tasks.encode], { sources: [8] });
  const lines = readFileSync(run.summary.flow_log, "utf8").trimEnd().split("\n");
  const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - (DEBUG|INFO|WARNING|ERROR) - /;
  const texts = lines.filter((line) => stamp.test(line)).map((line) => line.slice(22));
  expect(texts[0]).toBe("INFO - ######### Flow 'test' start #######");
  for (
    const text of [
      "INFO - Flow Execution Summary",
      "INFO - Task 1: count",
      "INFO -     Inputs : sources",
      "INFO -     Outputs: numbers",
      "INFO - Task 3: AutoDatasetExportTask",
      "INFO - Executing ParallelTask 'count' with 1 items.",
      "INFO - Executing ParallelTask 'encode' with 8 items.",
      "INFO - Executing SequentialTask 'AutoDatasetExportTask'.",
      "INFO - [Auto] PREP DATA SERVING: Merging 6 encoded files...",
      "ERROR - 'encode' failed for 7: Error: seven",
    ]
  ) expect(texts).toContain(text);
  expect(texts.at(-2)).toMatch(/^INFO - Time taken: \d+\.\d\d seconds$/);
  expect(texts.at(-1)).toBe("INFO - ######### Flow 'test' end ######");
});

test("without an encoded item there is no merge, and an earlier dataset stays", async () => {
  const flowsOutputDir = temporaryFolder();
  const first = await runTasks([tasks.encode], { n: [1] }, { flowsOutputDir });
  const run = await runTasks(
    [tasks.encode, tasks.look],
    { n: [7] },
    { flowsOutputDir },
    { prune: true },
  );
  expect(run.summary).toMatchObject({
    flow_data: null,
    file_count: 0,
    error_count: 1,
    dataset_note: expect.stringMatching(
      /^No dataset: no item was encoded\. The dataset of an earlier run stays in '.*test\.dataset'\.$/,
    ),
  });
  expect(resultsOf(run, "look")).toEqual([[null, null, null]]);
  expect(statSync(String(first.summary.flow_data)).isDirectory()).toBe(true);
});

test("a run puts back a dataset that a killed one has moved aside, whatever becomes of its own", async () => {
  const flowsOutputDir = temporaryFolder();
  const first = await runTasks([tasks.encode], { n: [1] }, { flowsOutputDir });
  const dataset = String(first.summary.flow_data);
  renameSync(dataset, `${dataset}.old-0123456789abcdef`);
  await runTasks([tasks.encode], { n: [7] }, { flowsOutputDir });
  expect(readdirSync(dataset)).toContain("zarr.json");
});

test("a task that fails after the merge leaves a .flow file of the new dataset, marked", async () => {
  const flowsOutputDir = temporaryFolder();
  const run = runTasks([tasks.encode, tasks.stop], { n: [1, 2], numbers: [0] }, { flowsOutputDir });
  await expect(run).rejects.toThrow("only 1");
  const file = JSON.parse(
    readFileSync(join(flowsOutputDir, "flows", "test", "test.flow"), "utf8"),
  );
  expect(file).toMatchObject({ state: "failed", flow_data: "test.dataset", sample_count: 2 });
});

test("each task shows its progress under its name", async () => {
  const shown: [string, number | null, number, number, string][] = [];
  const progress: ProgressFactory = ({ label, total }) => {
    let [done, errors] = [0, 0];
    return {
      update: (nowDone, nowErrors = 0) => {
        [done, errors] = [nowDone, nowErrors];
      },
      finish: () => void shown.push([label, total, done, errors, "finished"]),
    };
  };
  await runTasks([tasks.count, tasks.encode], { sources: [8] }, { progress });
  expect(shown.slice(0, 2)).toEqual([
    ["count", 1, 1, 0, "finished"],
    ["encode", 8, 8, 1, "finished"],
  ]);
  expect(shown[2][0]).toBe("AutoDatasetExportTask");
  expect(shown[2][1]).toBe(shown[2][2]);
});
