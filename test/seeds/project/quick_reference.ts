// Every listing of the quick reference; the numbers are its lines.
import assert from "node:assert/strict";
import { createFlow, DatasetExplorer, DatasetLoader, where } from "trunnion";
import type { Listing, Place } from "./listing.ts";
import * as tasks from "./quick_start_tasks.ts";

const run = ({ parts, output }: Place, options = {}) =>
  createFlow({
    name: "cad_pipeline",
    tasks: [tasks.gatherFilesTask, tasks.encodeData, tasks.aggregateResults],
    flowsOutputDir: output,
    maxWorkers: 1,
    autoDatasetExport: true,
    progress: false,
    ...options,
  }).process({ inputs: { sources: [parts] } });

export const listings: readonly Listing[] = [
  {
    line: 16,
    title: "tasks and schema in a module",
    run: () => assert.equal(tasks.encodeData.taskName, "encode"),
  },
  {
    line: 43,
    title: "create and execute a flow",
    run: async (place) => assert.equal((await run(place)).summary.file_count, 4),
  },
  {
    line: 54,
    title: "query: files by a condition",
    async run(place) {
      const explorer = new DatasetExplorer({ flowOutputFile: (await run(place)).flowFile });
      const all = await explorer.getFileList({ group: "faces", where: where("face_count").gt(0) });
      assert.equal(all.length, 4);
      await explorer.close();
    },
  },
  {
    line: 66,
    title: "extract",
    run: async (place) => assert.equal((await tasks.gatherFilesTask([place.parts])).length, 4),
  },
  {
    line: 82,
    title: "transform",
    run: () => assert.equal(tasks.encodeData.taskType, "transform"),
  },
  {
    line: 100,
    title: "custom",
    run: () => assert.deepEqual(tasks.aggregateResults(["a", "b"]), { summary: 2 }),
  },
  {
    line: 110,
    title: "what a flow is made with, and what it gives",
    async run(place) {
      const { output, summary, flowFile } = await run(place, { mlTask: "none" });
      assert.ok(output && summary.flow_data && summary.flow_info && flowFile.endsWith(".flow"));
    },
  },
  {
    line: 122,
    title: "the schema builder",
    run: () => assert.ok("areas" in tasks.cadSchema.groups.faces.arrays),
  },
  {
    line: 143,
    title: "the explorer: contents, groups, files, distribution",
    async run(place) {
      const explorer = new DatasetExplorer({ flowOutputFile: (await run(place)).flowFile });
      assert.ok((await explorer.availableGroups()).includes("faces"));
      const counts = await explorer.createDistribution({ key: "face_count", bins: 10 });
      assert.equal(counts.total, 4);
      await explorer.close();
    },
  },
  {
    line: 162,
    title: "the loader: split and subsets",
    async run(place) {
      const { summary } = await run(place);
      const loader = new DatasetLoader({
        mergedStorePath: summary.flow_data!,
        parquetFilePath: summary.flow_info!,
      });
      const [train, validation, test] = await loader.split({
        key: "face_count",
        train: 0.5,
        validation: 0.25,
        test: 0.25,
        randomState: 42,
      });
      assert.equal(train + validation + test, 4);
      assert.equal((await loader.getDataset("train")).length, train);
      await loader.closeResources();
    },
  },
  {
    line: 181,
    title: "pattern 1: encoding",
    run: async (place) => assert.deepEqual((await run(place)).errors, []),
  },
  {
    line: 196,
    title: "pattern 2: several sources",
    run: async ({ parts }) => assert.equal((await tasks.gatherFilesTask([parts, parts])).length, 8),
  },
  {
    line: 203,
    title: "pattern 3: a condition of two",
    async run(place) {
      const explorer = new DatasetExplorer({ flowOutputFile: (await run(place)).flowFile });
      const complex = where("face_count").gt(0).and(where("face_count").lt(1_000_000));
      assert.equal((await explorer.getFileList({ where: complex })).length, 4);
      await explorer.close();
    },
  },
  {
    line: 236,
    title: "debugging",
    run: async (place) => assert.equal((await run(place, { debug: true })).summary.file_count, 4),
  },
  {
    line: 238,
    title: "the errors and the log of a run",
    async run(place) {
      const { summary, flowFile } = await run(place);
      assert.deepEqual(JSON.parse(Deno.readTextFileSync(summary.error_summary)), []);
      const log = flowFile.replace(/[^/]*$/, "flow_log.log");
      assert.match(Deno.readTextFileSync(log), /Flow 'cad_pipeline' start/);
    },
  },
];
