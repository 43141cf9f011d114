/** Datasets of another kind than Trunnion's, from outside. */
import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { type DatasetBackend, openDataFile } from "../../mod.ts";
import { ToldFiles } from "../../src/dataset/merge/ahead/told_files.ts";
import "../../src/dataset/merge/merge_files.ts"; // so that nobody waits for it
import * as tasks from "./fixtures/plain_tasks.ts";
import { quietFlow, runTasks } from "./helpers.ts";

afterEach(() => void vi.restoreAllMocks());

/** Writes the names of the arrays of all files into three texts. */
const texts: DatasetBackend = {
  merge({ dataFiles, datasetPath, infosetPath, attribsetPath }, { onProgress }) {
    const rows = dataFiles.map((path, n) => {
      const file = openDataFile(path);
      const arrays = [...file.groups.keys()];
      file.close();
      onProgress?.({ stage: "write", done: n + 1, total: dataFiles.length });
      return { n, arrays };
    });
    for (const path of [datasetPath, infosetPath, attribsetPath]) {
      writeFileSync(path, JSON.stringify(rows));
    }
    return Promise.resolve({
      datasetPath,
      infosetPath,
      attribsetPath,
      fileCount: rows.length,
      sampleCount: rows.length,
      groups: {},
      rawBytes: 0,
      writtenBytes: 0,
      resumedTasks: 0,
      kept: false,
      splits: [],
      warnings: ["only texts"],
    });
  },
  firstRows: (path, most) => Promise.resolve(JSON.parse(readFileSync(path, "utf8")).slice(0, most)),
};

test("a backend from outside makes the dataset, and a dry run reads it", async () => {
  const lines: string[] = [];
  const logger = { log: (level: string, text: string) => void lines.push(`${level} ${text}`) };
  const options = { datasetBackend: texts, logger };
  const { summary } = await runTasks([tasks.count, tasks.encode], { sources: [4] }, options);
  expect(summary).toMatchObject({ file_count: 4, sample_count: 4, state: "completed" });
  const rows = JSON.parse(readFileSync(String(summary.flow_data), "utf8"));
  expect(rows).toHaveLength(4);
  expect(lines).toContain("WARNING only texts");
  const dry = await runTasks([tasks.count, tasks.encode], { sources: [4] }, options, { dryRun: 2 });
  expect(dry.dryRun?.rows).toEqual(rows.slice(0, 2));
});

test("our own is told of each file that is encoded, by the name that it is merged by", async () => {
  const [look, take, stop] = (["look", "take", "stop"] as const).map((name) =>
    vi.spyOn(ToldFiles.prototype, name)
  );
  await runTasks([tasks.count, tasks.encode], { sources: [4] });
  const told = look.mock.calls.map(([path]) => path);
  expect(told).toHaveLength(4);
  expect(take.mock.calls.map(([path]) => path).sort()).toEqual(told.sort());
  // Before the merge, and at the end of the run.
  expect(stop.mock.calls.length).toBe(2);
  look.mockClear();
  await runTasks([tasks.count, tasks.encode], { sources: [4] }, { autoDatasetExport: false });
  expect(look).not.toHaveBeenCalled();
});

test("what is none is refused", () => {
  const datasetBackend = { merge: () => {} } as unknown as DatasetBackend;
  expect(() => quietFlow({ tasks: [tasks.count], datasetBackend })).toThrow(
    "`datasetBackend` must be an object with the methods `merge` and `firstRows`",
  );
});
