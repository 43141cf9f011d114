/** Every public door refuses options that it does not have, and names the one that was meant. */
import { expect, test } from "vitest";
import * as trunnion from "../../mod.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { Flow, FlowContext, flowTemplate, scheduleFlow } from "../../dependent.ts";
import { flow, FunctionFlow, task } from "../../functions.ts";

const folder = temporaryFolder();

/** A door, called with options of which one is misspelt, and what is meant. */
const DOORS: Readonly<Record<string, readonly [misspelt: string, meant: string]>> = {
  createFlow: ["maxWorker", "maxWorkers"],
  "flow.process": ["limt", "limit"],
  "flowtask.extract": ["output", "outputs"],
  "flowtask.transform": ["retrys", "retries"],
  "flowtask.custom": ["timout", "timeout"],
  "encodeTask.with": ["profil", "profile"],
  "a task class's policy": ["retrys", "retries"],
  validateTasks: ["input", "inputs"],
  samples: ["cuont", "count"],
  gatherFiles: ["wran", "warn"],
  "a source of files": ["glbo", "glob"],
  encodeFile: ["sed", "seed"],
  "CadViewer.open": ["boddy", "body"],
  quickView: ["hight", "height"],
  OcctLoader: ["unit", "units"],
  "OcctLoader.setOptions": ["unit", "units"],
  "OcctLoader.createFromFile": ["signl", "units"],
  "createFlow's loaderOptions": ["unit", "units"],
  "flow's inputs": ["sorces", "sources"],
  "NotebookWidget.open": ["stat", "state"],
  table: ["row", "rows"],
  setLicense: ["validat", "validate"],
  openDataset: ["where", "none"],
  inspect: ["row", "rows"],
  "dataset.find": ["wher", "where"],
  "dataset.files": ["source", "sources"],
  "dataset.getFileList": ["grop", "group"],
  "dataset.getSampleList": ["grop", "group"],
  "dataset.createDistribution": ["bin", "bins"],
  "dataset.split": ["tset", "test"],
  "dataset.subset": ["spilt", "split"],
  "dataset.samples": ["wher", "where"],
  "dataset.view": ["where", "groups"],
  "dataset.preview": ["gridCol", "gridCols"],
  "dataset.preview3D": ["source", "sources"],
  "viewer.showPreviewAsImage": ["labelFromat", "labelFormat"],
  "viewer.filterByAvailability": ["pngs", "png"],
  "dataset.join": ["nam", "name"],
  "dataset.confusion": ["scor", "score"],
  "subset.batches": ["sizes", "size"],
  "subset.fitScaler": ["arays", "arrays"],
  mergeDatasets: ["flowsOutputdir", "flowsOutputDir"],
  schemaTemplate: ["versoin", "version"],
  "SchemaBuilder.from": ["versoin", "version"],
  "schema.defineFileMetadata": ["requird", "required"],
  "schema.defineCategoricalMetadata": ["valus", "values"],
  "dataset.chart.distribution": ["bin", "bins"],
  "dataset.table": ["were", "where"],
  "dataset.arrow": ["were", "where"],
  "dataset.buildMembershipMatrix": ["asCount", "asCounts"],
  "dataset.chart.splits": ["spilt", "split"],
  "explorer.getFileList": ["grop", "group"],
  "loader.split": ["tset", "test"],
  "loader.getDataset": ["spilt", "split"],
  verifyDataset: ["source", "sources"],
  exportTo: ["subset", "subsets"],
  packDataset: ["withreader", "withReader"],
  DatasetMerger: ["dataFile", "dataFiles"],
  mergeData: ["faceChunks", "faceChunk"],
  DatasetExplorer: ["flowOutputfile", "flowOutputFile"],
  DatasetLoader: ["mergedStorepath", "mergedStorePath"],
  BrepEncoder: ["sed", "seed"],
  "BrepEncoder's pairs": ["hop", "hops"],
  "BrepEncoder.push": ["dtpye", "dtype"],
  "BrepEncoder.pushFaceGrid": ["bound", "bounds"],
  "BrepEncoder.pushCurveGrid": ["orign", "origin"],
  "BrepEncoder.pushFaceMesh": ["cordal", "chordal"],
  meshBody: ["angluar", "angular"],
  meshModel: ["angluar", "angular"],
  "BrepQueries.uvGrid": ["bound", "bounds"],
  "BrepQueries.uGrid": ["orign", "origin"],
  "BrepQueries.faceSamplePoints": ["sed", "seed"],
  SchemaBuilder: ["versoin", "version"],
  "group.createArray": ["mising", "missing"],
  ThreadExecutor: ["sizes", "size"],
  ProcessExecutor: ["graze", "grace"],
  RunMetrics: ["prefx", "prefix"],
  openRun: ["concurency", "concurrency"],
  "run.call": ["arg", "args"],
  "a called job": ["retrys", "retries"],
  "run.wait": ["timout", "timeout"],
  "run.close": ["eror", "error"],
  "dependent's Flow": ["procesor", "processor"],
  "dependent's config": ["retrys", "retries"],
  "dependent's FlowContext": ["limit", "limits"],
  "dependent's registerTo": ["requird", "required"],
  "dependent's execute": ["signl", "signal"],
  "dependent's start": ["signl", "signal"],
  "dependent's flowTemplate": ["prefx", "prefix"],
  "dependent's scheduleFlow": ["timzone", "timezone"],
  "dependent's waitForFlows": ["timout", "timeout"],
  "functions' task": ["retrys", "retries"],
  "functions' @task": ["retrys", "retries"],
  "functions' task.withContext": ["retrys", "retries"],
  "functions' flow": ["flownames", "flowName"],
  "functions' FunctionFlow": ["printLog", "printLogs"],
  "functions' execute": ["signl", "signal"],
  "functions' addFlowArtifact": ["descripton", "description"],
  "functions' addFlowResult": ["descripton", "description"],
};

const nothing = () => {};

let made: Promise<string> | null = null;

/** The `.flow` of a dataset. */
const flowFile = () => made ??= writeDataset(folder("doors"));

const dataset = async () => await trunnion.openDataset(await flowFile());
const loader = async () => await trunnion.DatasetLoader.open(await flowFile());

/** Does something in a flow function, and throws what it throws. */
async function inFlow(work: (own: FunctionFlow) => void): Promise<void> {
  const own = new FunctionFlow({ printLogs: false });
  let failure: unknown;
  await own.setup(() => {
    try {
      work(own);
    } catch (error) {
      failure = error;
    }
  }).execute();
  if (failure !== undefined) throw failure;
}

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
    case "encodeTask.with":
      return trunnion.encodeTask.with(wrong);
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
    case "CadViewer.open":
      return await trunnion.CadViewer.open("nowhere.step", wrong);
    case "quickView":
      return await trunnion.quickView("nowhere.step", wrong);
    case "OcctLoader":
      return new trunnion.OcctLoader(wrong);
    case "exportTo": {
      const flow = await writeDataset(folder("export"));
      using dataset = await trunnion.openDataset(flow);
      return await dataset.exportTo("npz", `${flow}.npz`, wrong);
    }
    case "packDataset":
      return trunnion.packDataset("nowhere", wrong);
    case "OcctLoader.setOptions":
      return new trunnion.OcctLoader().setOptions(wrong);
    case "OcctLoader.createFromFile":
      return await new trunnion.OcctLoader().createFromFile("nowhere.step", wrong);
    case "createFlow's loaderOptions":
      return trunnion.createFlow({ tasks: [gather], loaderOptions: wrong });
    case "flow's inputs":
      return await trunnion.createFlow({ tasks: [gather], flowsOutputDir: "nowhere" })
        .process({ inputs: { sources: [], ...wrong } });
    case "NotebookWidget.open":
      return trunnion.NotebookWidget.open({ esm: "", state: {}, ...wrong });
    case "table":
      return trunnion.table([], wrong);
    case "setLicense":
      return trunnion.setLicense("key", wrong);
    case "inspect":
      return await trunnion.inspect("nowhere", wrong);
    case "openDataset":
      return await trunnion.openDataset("nowhere", wrong as never);
    case "dataset.table":
      return await (await dataset()).table("faces", wrong);
    case "dataset.arrow":
      return await (await dataset()).arrow("faces", wrong);
    case "dataset.buildMembershipMatrix":
      return await (await dataset()).buildMembershipMatrix({ key: "face_count", ...wrong });
    case "dataset.find":
      return await (await dataset()).find(wrong);
    case "dataset.files":
      return await (await dataset()).files(wrong);
    case "dataset.getFileList":
      return await (await dataset()).getFileList(wrong);
    case "dataset.getSampleList":
      return await (await dataset()).getSampleList(wrong);
    case "dataset.createDistribution":
      return await (await dataset()).createDistribution({ key: "file_id", ...wrong });
    case "dataset.split":
      return await (await dataset()).split({ key: "file_id", train: 1, ...wrong });
    case "dataset.subset":
      return await (await dataset()).subset("train", wrong);
    case "dataset.samples":
      return (await dataset()).samples(wrong);
    case "dataset.preview":
      return await (await dataset()).preview(null, wrong);
    case "dataset.preview3D":
      return await (await dataset()).preview3D(0, wrong);
    case "viewer.showPreviewAsImage":
      return await trunnion.DatasetViewer.fromDataset(await dataset())
        .showPreviewAsImage([0], wrong);
    case "viewer.filterByAvailability":
      return await trunnion.DatasetViewer.fromDataset(await dataset())
        .filterByAvailability([0], wrong);
    case "dataset.view":
      return (await dataset()).view("own", wrong);
    case "dataset.join":
      return await (await dataset()).join([], wrong);
    case "dataset.confusion":
      return await (await dataset()).confusion({ label: "a", prediction: "b", ...wrong });
    case "subset.batches":
      return await (await (await dataset()).samples()).batches(wrong).next();
    case "subset.fitScaler":
      return await (await (await dataset()).samples()).fitScaler(wrong);
    case "mergeDatasets":
      return await trunnion.mergeDatasets([], { name: "all", ...wrong });
    case "schemaTemplate":
      return trunnion.schemaTemplate("classification" as never, wrong);
    case "SchemaBuilder.from":
      return trunnion.SchemaBuilder.from(
        new trunnion.SchemaBuilder({ domain: "a" }).build(),
        wrong,
      );
    case "schema.defineFileMetadata":
      return new trunnion.SchemaBuilder({ domain: "a" }).defineFileMetadata("b", "str", "", wrong);
    case "schema.defineCategoricalMetadata":
      return new trunnion.SchemaBuilder({ domain: "a" })
        .defineCategoricalMetadata("b", "str", "", wrong);
    case "dataset.chart.distribution":
      return await (await dataset()).chart.distribution("file_id", wrong);
    case "dataset.chart.splits":
      return await (await dataset()).chart.splits("file_id", wrong);
    case "explorer.getFileList":
      return await new trunnion.DatasetExplorer({ flowOutputFile: await flowFile() })
        .getFileList(wrong);
    case "loader.split":
      return await (await loader()).split({ key: "file_id", train: 1, ...wrong });
    case "loader.getDataset":
      return await (await loader()).getDataset("train", wrong);
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
    case "BrepEncoder.push":
      return new trunnion.BrepEncoder(empty).push("bodies", "own", () => 1, wrong);
    case "BrepEncoder.pushFaceGrid":
      return new trunnion.BrepEncoder(empty).pushFaceGrid(2, 2, wrong);
    case "BrepEncoder.pushCurveGrid":
      return new trunnion.BrepEncoder(empty).pushCurveGrid(2, wrong);
    case "BrepEncoder.pushFaceMesh":
      return new trunnion.BrepEncoder(empty).pushFaceMesh(wrong);
    case "meshModel":
      return trunnion.meshModel(
        { bodies: [{ brep: empty, index: 0, instances: [] }] } as never,
        wrong,
      );
    case "meshBody":
      return trunnion.meshBody(empty, wrong);
    case "BrepQueries.uvGrid":
      return new trunnion.BrepQueries(empty).uvGrid(0, 2, 2, wrong);
    case "BrepQueries.uGrid":
      return new trunnion.BrepQueries(empty).uGrid(0, 2, wrong);
    case "BrepQueries.faceSamplePoints":
      return new trunnion.BrepQueries(empty).faceSamplePoints(0, 2, wrong);
    case "SchemaBuilder":
      return new trunnion.SchemaBuilder({ domain: "parts", ...wrong });
    case "group.createArray":
      return new trunnion.SchemaBuilder({ domain: "parts" }).createGroup("labels", "body")
        .createArray("family", ["body"], "int32", "", wrong);
    case "ThreadExecutor":
      return new trunnion.ThreadExecutor(wrong);
    case "ProcessExecutor":
      return new trunnion.ProcessExecutor(wrong);
    case "RunMetrics":
      return new trunnion.RunMetrics(wrong);
    case "openRun":
      return trunnion.openRun({ name: "unknown_options", ...wrong });
    case "run.call":
      return await call({ name: "job", run: nothing }, wrong);
    case "a called job":
      return await call({ name: "job", run: nothing, ...wrong }, {});
    case "run.wait":
      return await trunnion.openRun({ name: "unknown_options" }).wait(wrong);
    case "run.close":
      return await trunnion.openRun({ name: "unknown_options" }).close(wrong);
    case "dependent's Flow":
      return new Flow({ processor: nothing, config: { name: "a" }, ...wrong });
    case "dependent's config":
      return new Flow({ processor: nothing, config: { name: "a", ...wrong } });
    case "dependent's FlowContext":
      return new FlowContext(wrong);
    case "dependent's registerTo":
      return aFlow().registerTo(aFlow(), wrong);
    case "dependent's execute":
      return await aFlow().execute({}, wrong);
    case "dependent's start":
      return aFlow().start({}, wrong);
    case "dependent's flowTemplate":
      return flowTemplate(nothing)(wrong, undefined);
    case "dependent's scheduleFlow":
      return scheduleFlow(aFlow(), "0 0 1 1 *", wrong);
    case "dependent's waitForFlows":
      return await new FlowContext().waitForFlows([], wrong);
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
    case "functions' addFlowArtifact":
      return await inFlow((own) => own.addFlowArtifact({ key: "a", ...wrong }));
    case "functions' addFlowResult":
      return await inFlow((own) => own.addFlowResult({ key: "a", description: "b", ...wrong }));
    default:
      throw new Error(`no such door: ${door}`);
  }
}

function aFlow(): Flow {
  return new Flow({ processor: nothing, config: { name: "a" } });
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
