/** Every public door refuses options that it does not have, and names the one that was meant. */
import { expect, test } from "vitest";
import * as trunnion from "../../mod.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { flow, FunctionFlow, task } from "../../functions.ts";

const folder = temporaryFolder();

/** A door, called with options of which one is misspelt, and what is meant. */
const DOORS: Readonly<Record<string, readonly [misspelt: string, meant: string]>> = {
  createFlow: ["maxWorker", "maxWorkers"],
  "flow.process": ["limt", "limit"],
  "flowtask.extract": ["output", "outputs"],
  "flowtask.transform": ["retrys", "retries"],
  "flowtask.custom": ["timout", "timeout"],
  "a task class's policy": ["retrys", "retries"],
  validateTasks: ["input", "inputs"],
  samples: ["cuont", "count"],
  gatherFiles: ["wran", "warn"],
  "a source of files": ["glbo", "glob"],
  encodeFile: ["sed", "seed"],
  OcctLoader: ["unit", "units"],
  verifyDataset: ["source", "sources"],
  exportTo: ["subset", "subsets"],
  packDataset: ["withreader", "withReader"],
  DatasetMerger: ["dataFile", "dataFiles"],
  mergeData: ["faceChunks", "faceChunk"],
  DatasetExplorer: ["flowOutputfile", "flowOutputFile"],
  DatasetLoader: ["mergedStorepath", "mergedStorePath"],
  BrepEncoder: ["sed", "seed"],
  "BrepEncoder's pairs": ["hop", "hops"],
  ThreadExecutor: ["sizes", "size"],
  ProcessExecutor: ["graze", "grace"],
  openRun: ["concurency", "concurrency"],
  "run.call": ["arg", "args"],
  "a called job": ["retrys", "retries"],
  "functions' task": ["retrys", "retries"],
  "functions' @task": ["retrys", "retries"],
  "functions' task.withContext": ["retrys", "retries"],
  "functions' flow": ["flownames", "flowName"],
  "functions' FunctionFlow": ["printLog", "printLogs"],
  "functions' execute": ["signl", "signal"],
};

const nothing = () => {};
const gather = trunnion.flowtask.extract(
  { name: "unknown_options_gather", inputs: ["sources"], module: import.meta.url },
  (source: string) => [source],
);

/** Goes through a door. What the type checker would say too is not asked for here. */
// deno-lint-ignore no-explicit-any
async function enter(door: string, wrong: any): Promise<unknown> {
  const { flowtask } = trunnion;
  const task_ = { name: "unknown_options", inputs: [], module: import.meta.url, ...wrong };
  const empty = { faces: [], edges: [], vertices: new Float64Array() };
  switch (door) {
    case "createFlow":
      return trunnion.createFlow({ tasks: [gather], ...wrong });
    case "flow.process":
      return await trunnion.createFlow({ tasks: [gather] }).process({ inputs: {}, ...wrong });
    case "flowtask.extract":
      return flowtask.extract(task_, nothing);
    case "flowtask.transform":
      return flowtask.transform(task_, nothing);
    case "flowtask.custom":
      return flowtask.custom(task_, nothing);
    case "a task class's policy": {
      class Wrong extends trunnion.SequentialTask {
        static override readonly policy = wrong;
        override process() {}
      }
      return trunnion.createFlow({ tasks: [Wrong] });
    }
    case "validateTasks":
      return trunnion.validateTasks([], wrong);
    case "samples":
      return await trunnion.samples("nowhere", wrong);
    case "gatherFiles":
      return await trunnion.gatherFiles("nowhere", wrong);
    case "a source of files":
      return await trunnion.gatherFiles({ path: "nowhere", ...wrong });
    case "encodeFile":
      return await trunnion.encodeFile("nowhere.step", "hoops", wrong);
    case "OcctLoader":
      return new trunnion.OcctLoader(wrong);
    case "exportTo": {
      const flow = await writeDataset(folder("export"));
      using dataset = await trunnion.openDataset(flow);
      return await dataset.exportTo("npz", `${flow}.npz`, wrong);
    }
    case "packDataset":
      return trunnion.packDataset("nowhere", wrong);
    case "verifyDataset":
      return await trunnion.verifyDataset("nowhere", wrong);
    case "DatasetMerger":
      return merger(wrong);
    case "mergeData":
      return await merger({}).mergeData(wrong);
    case "DatasetExplorer":
      return new trunnion.DatasetExplorer(wrong);
    case "DatasetLoader":
      return new trunnion.DatasetLoader(wrong);
    case "BrepEncoder":
      return new trunnion.BrepEncoder(empty, undefined, wrong);
    case "BrepEncoder's pairs":
      return new trunnion.BrepEncoder(empty, undefined, { pairwise: wrong });
    case "ThreadExecutor":
      return new trunnion.ThreadExecutor(wrong);
    case "ProcessExecutor":
      return new trunnion.ProcessExecutor(wrong);
    case "openRun":
      return trunnion.openRun({ name: "unknown_options", ...wrong });
    case "run.call":
      return await call({ name: "job", run: nothing }, wrong);
    case "a called job":
      return await call({ name: "job", run: nothing, ...wrong }, {});
    case "functions' task":
      return task(nothing, { retries: 1, ...wrong });
    case "functions' @task":
      // deno-lint-ignore no-explicit-any
      return (task(wrong) as any)(nothing, { kind: "method", name: "work" });
    case "functions' task.withContext":
      return task.withContext(nothing, wrong);
    case "functions' flow":
      return flow(nothing, wrong);
    case "functions' FunctionFlow":
      return new FunctionFlow(wrong);
    case "functions' execute":
      return await flow(nothing)().execute(wrong);
    default:
      throw new Error(`no such door: ${door}`);
  }
}

// deno-lint-ignore no-explicit-any
function merger(wrong: any) {
  const paths = { datasetPath: "a", infosetPath: "b", attribsetPath: "c", flowName: "d" };
  return new trunnion.DatasetMerger({ dataFiles: [], ...paths, ...wrong });
}

// deno-lint-ignore no-explicit-any
async function call(job: any, options: any) {
  const run = trunnion.openRun({ name: "unknown_options" });
  try {
    return await run.call(job, options);
  } finally {
    await run.close();
  }
}

test.each(Object.entries(DOORS))("%s refuses %j", async (door, [misspelt, meant]) => {
  const error = await enter(door, { [misspelt]: 1 }).then(() => null, (error) => error);
  expect(error, `${door} took '${misspelt}'`).toBeInstanceOf(trunnion.UsageError);
  expect(error.message).toContain(`'${misspelt}'`);
  expect(error.message).toContain(meant);
});
