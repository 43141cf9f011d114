// Every listing of the Flow documentation; the numbers are its lines.
import assert from "node:assert/strict";
import { createFlow, DatasetExplorer, DatasetLoader, DatasetMerger, where } from "trunnion";
import * as classification from "./classification_tasks.ts";
import type { Listing, Place } from "./listing.ts";
import * as tasks from "./manufacturing_tasks.ts";

const { gatherFilesTask, encodeManufacturingData } = tasks;
const read = (path: string) => JSON.parse(Deno.readTextFileSync(path));

/** Runs tasks over the sample parts. */
function pipeline(place: Place, name: string, list: readonly unknown[], options = {}) {
  return createFlow({
    name,
    tasks: list,
    flowsOutputDir: place.output,
    maxWorkers: 1,
    progress: false,
    ...options,
  }).process({ inputs: { cad_datasources: [place.parts] } });
}

/** The flow of 289, which 1270 to 1309 look at. */
const manufacturing = (place: Place) =>
  pipeline(place, "manufacturing_pipeline", [gatherFilesTask, encodeManufacturingData], {
    mlTask: "Part Classification",
    debug: false,
    autoDatasetExport: true,
  });

export const listings: readonly Listing[] = [
  {
    line: 129,
    title: "a flow has a name, specifications and tasks, and process",
    async run(place) {
      const { output, summary, flowFile } = await manufacturing(place);
      assert.equal(output.taskInstances.length, 3);
      assert.equal(read(flowFile)["Flow Specifications"].ml_task, "Part Classification");
      assert.equal(summary.flow_name, "manufacturing_pipeline");
    },
  },
  {
    line: 175,
    title: "extract, and what a decorated function carries",
    run() {
      assert.equal(gatherFilesTask.taskType, "extract");
      assert.equal(gatherFilesTask.taskName, "gather_cad_files");
      assert.deepEqual(gatherFilesTask.taskInputs, ["cad_datasources"]);
      assert.equal(gatherFilesTask.parallelExecution, true);
    },
  },
  {
    line: 206,
    title: "transform with what the framework injects",
    run: () =>
      assert.deepEqual(encodeManufacturingData.taskInputs.slice(1), ["cad_loader", "storage"]),
  },
  {
    line: 254,
    title: "custom over all encoded files",
    async run(place) {
      const list = [gatherFilesTask, tasks.encodeBrep, tasks.computeStats];
      const { output } = await pipeline(place, "statistics", list);
      const stats = output.taskInstances.find(({ results }) =>
        (results[0] as { file_count?: number })?.file_count !== undefined
      );
      assert.equal((stats!.results[0] as { file_count: number }).file_count, 4);
    },
  },
  {
    line: 289,
    title: "create a flow, execute it, inspect the results",
    async run(place) {
      const { summary, flowFile } = await manufacturing(place);
      assert.equal(summary.file_count, 4);
      assert.ok(summary["Duration [seconds]"].total >= 0);
      for (const path of [summary.flow_data!, summary.flow_info!, flowFile]) Deno.statSync(path);
    },
  },
  {
    line: 454,
    title: "one loader a worker",
    run: () => assert.ok(encodeManufacturingData.taskInputs.includes("cad_loader")),
  },
  {
    line: 467,
    title: "an item that throws is a row, the others go on",
    async run(place) {
      const list = [gatherFilesTask, tasks.encodeFailing];
      const { errors, summary } = await pipeline(place, "failing", list);
      assert.equal(errors.length, 1);
      const [row] = read(summary.error_summary);
      assert.match(row.error, /Invalid STEP format/);
      assert.ok("item_index" in row && "item" in row && "worker_pid" in row && "logs" in row);
    },
  },
  {
    line: 555,
    title: "pattern 1: simple gathering",
    run: async (place) => assert.equal((await gatherFilesTask(place.parts)).length, 4),
  },
  {
    line: 568,
    title: "pattern 2: encoding with metadata",
    async run(place) {
      const { flowFile } = await pipeline(place, "brep", [gatherFilesTask, tasks.encodeBrep]);
      const explorer = await DatasetExplorer.open(flowFile);
      assert.ok((await explorer.availableGroups()).includes("edges"));
      await explorer.close();
    },
  },
  {
    line: 602,
    title: "pattern 3: several sources in one call",
    async run(place) {
      const found = await tasks.gatherMultiSource([place.parts, place.parts]);
      assert.equal(found.length, 8);
    },
  },
  {
    line: 619,
    title: "pattern 4: null skips a file",
    async run(place) {
      const list = [gatherFilesTask, tasks.encodeSelective];
      const { summary } = await pipeline(place, "selective", list);
      assert.equal(summary.file_count + summary.skipped_count, 4);
      assert.equal(summary.error_count, 0);
    },
  },
  {
    line: 665,
    title: "licence, schema and tasks in a module, for workers",
    run: () => assert.ok("machining" in tasks.cadSchema.groups),
  },
  {
    line: 732,
    title: "cells that import the tasks and run the flow",
    run: async (place) => assert.equal((await manufacturing(place)).errors.length, 0),
  },
  {
    line: 758,
    title: "tasks that no worker can import are refused, with what to do",
    async run(place) {
      // As a cell would: a function with no module of its own.
      const cell = new Function(
        "flowtask",
        "return flowtask.transform({ name: 'in_cell', " +
          "inputs: ['cad_file'], outputs: ['x'], module: 'about:blank' }, (file) => file)",
      );
      const { flowtask } = await import("trunnion");
      await assert.rejects(async () =>
        await pipeline(place, "cell", [gatherFilesTask, cell(flowtask)])
      );
    },
  },
  {
    line: 816,
    title: "the complete example: tasks",
    run: () => assert.ok("labels" in classification.cadSchema.groups),
  },
  {
    line: 919,
    title: "the complete example: run, explore, query, split",
    async run(place) {
      const list = [classification.gatherParts, classification.encodePart];
      const { summary, flowFile } = await pipeline(place, "part_classification_flow", list);
      assert.equal(summary.file_count, 4);
      const explorer = await DatasetExplorer.open(flowFile);
      const gears = await explorer.getFileList({
        group: "labels",
        where: where("part_category").eq(3),
      });
      assert.ok(gears.length <= 4);
      const loader = new DatasetLoader({
        mergedStorePath: summary.flow_data!,
        parquetFilePath: summary.flow_info!,
      });
      const sizes = await loader.split({
        key: "part_category",
        group: "labels",
        train: 0.7,
        validation: 0.15,
        test: 0.15,
        randomState: 42,
      });
      const [train, validation, test] = sizes;
      assert.equal(train + validation + test, 4);
      assert.equal((await loader.getDataset("train")).length, train);
      await loader.closeResources();
      await explorer.close();
    },
  },
  {
    line: 1067,
    title: "a storage provider of one's own",
    run: (place) => assert.ok(tasks.jsonProvider.createStorage(`${place.output}/own.json`)),
  },
  {
    line: 1084,
    title: "a flow that uses it",
    async run(place) {
      const { errors } = await pipeline(place, "own_storage", [gatherFilesTask, tasks.encodeBrep], {
        storageProvider: {
          module: import.meta.resolve("./manufacturing_tasks.ts"),
          export: "jsonProvider",
        },
      });
      assert.deepEqual(errors, []);
    },
  },
  {
    line: 1095,
    title: "workers by cores and memory",
    async run(place) {
      const memoryGb = Deno.systemMemoryInfo().total / 1024 ** 3;
      const cores = navigator.hardwareConcurrency;
      const maxWorkers = Math.max(1, Math.min(Math.trunc(memoryGb / 4), Math.trunc(cores * 0.8)));
      const list = [gatherFilesTask, encodeManufacturingData];
      const { errors } = await pipeline(place, "adaptive_flow", list, { maxWorkers });
      assert.deepEqual(errors, []);
    },
  },
  {
    line: 1117,
    title: "a task class with an end of its own",
    async run(place) {
      const { errors } = await pipeline(place, "own_class", [
        gatherFilesTask,
        tasks.CustomEncodingTask,
      ]);
      assert.equal(errors.length, 1);
      assert.match(tasks.CustomEncodingTask.report, /out of memory/);
    },
  },
  {
    line: 1143,
    title: "flows one after the other",
    async run(place) {
      const prepared = await pipeline(place, "data_preparation", [gatherFilesTask]);
      const { results } = prepared.output.taskInstances[0];
      const features = await createFlow({
        name: "feature_extraction",
        tasks: [encodeManufacturingData],
        flowsOutputDir: place.output,
        progress: false,
      }).process({ inputs: { cad_dataset: results } });
      assert.equal(features.summary.file_count, 4);
    },
  },
  {
    line: 1181,
    title: "a condition that stops the flow",
    async run(place) {
      const list = [gatherFilesTask, tasks.checkFileCount, encodeManufacturingData];
      await assert.rejects(
        pipeline(place, "conditional_flow", list),
        /Insufficient files: 4 < 100/,
      );
    },
  },
  {
    line: 1220,
    title: "let the framework handle errors",
    async run(place) {
      const { errors } = await pipeline(place, "caught", [gatherFilesTask, tasks.encodeFailing]);
      assert.deepEqual(errors.map(({ error_class }) => error_class), ["Error"]);
    },
  },
  {
    line: 1229,
    title: "what returns null instead of throwing is skipped, and no error",
    run: () => assert.equal(tasks.encodeSelective.taskType, "transform"),
  },
  {
    line: 1242,
    title: "a schema before the tasks",
    run: () => assert.equal(tasks.cadSchema.domain, "Manufacturing_Analysis"),
  },
  {
    line: 1251,
    title: "data that the schema does not name is refused",
    async run(place) {
      const { errors } = await pipeline(place, "wrong_key", [
        gatherFilesTask,
        tasks.encodeWrongKey,
      ]);
      assert.deepEqual([...new Set(errors.map((row) => row.error_class))], ["SchemaViolation"]);
    },
  },
  {
    line: 1261,
    title: "debug runs here, one after the other",
    async run(place) {
      const list = [gatherFilesTask, encodeManufacturingData];
      const { flowFile } = await pipeline(place, "dev_flow", list, { debug: true });
      assert.equal(read(flowFile)["Flow Specifications"].sequential_mode, true);
    },
  },
  {
    line: 1270,
    title: "durations of tasks",
    async run(place) {
      const durations = read((await manufacturing(place)).flowFile)["Duration [seconds]"];
      for (const key of ["total", "GatherCADFiles", "EncodingTask", "AutoDatasetExportTask"]) {
        assert.equal(typeof durations[key], "number");
      }
    },
  },
  {
    line: 1281,
    title: "try a small subset first",
    async run(place) {
      const flow = createFlow({
        name: "test_run",
        tasks: [gatherFilesTask, encodeManufacturingData],
        flowsOutputDir: place.output,
        debug: true,
        progress: false,
      });
      const inputs = { cad_datasources: [place.parts] };
      assert.equal((await flow.process({ inputs, limit: 2 })).summary.file_count, 2);
    },
  },
  {
    line: 1296,
    title: "all expected groups are there",
    async run(place) {
      const explorer = new DatasetExplorer({
        flowOutputFile: (await manufacturing(place)).flowFile,
      });
      const groups = await explorer.availableGroups();
      const missing = ["faces", "machining"].filter((name) => !groups.includes(name));
      assert.deepEqual(missing, []);
      await explorer.close();
    },
  },
  {
    line: 1309,
    title: "a documented task",
    run: () => assert.equal(encodeManufacturingData.taskName, "encode_manufacturing_data"),
  },
  {
    line: 1339,
    title: "sizes of shards for the merge",
    run: () => assert.equal(typeof DatasetMerger.prototype.mergeData, "function"),
  },
  {
    line: 1358,
    title: "more workers for what waits, one a core for what computes",
    run: () => assert.ok(createFlow({ name: "io", tasks: [gatherFilesTask], maxWorkers: 8 })),
  },
  {
    line: 1419,
    title: "in ten lines what 1397 does by hand in a hundred",
    run: async (place) => assert.equal((await manufacturing(place)).summary.file_count, 4),
  },
];
