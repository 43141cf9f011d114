/** Readers that disagree: what is told, whose files are done again, and what later runs know. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { JournalReader } from "../../../../src/journal/journal_reader.ts";
import type { PipelineOptions } from "../../../../src/pipeline/pipeline_options.ts";
import type { ProcessOptions } from "../../../../src/pipeline/process_options.ts";
import { readParquet } from "../../../../src/storage/parquet.ts";
import { read, readings, TwoReaders } from "../../fixtures/two_readers.ts";
import { quietFlow, temporaryFolder } from "../../helpers.ts";
import { runScripted } from "../../killed_runs.ts";

const loader = {
  module: new URL("../../fixtures/two_readers.ts", import.meta.url).href,
  export: "TwoReaders",
};

beforeEach(() => {
  readings.splice(0);
  TwoReaders.faulty = "wrongcad";
  TwoReaders.fault = null;
});

/** Six files of three programs, of which one is read wrong, and runs over them in one folder. */
function setUp() {
  const folder = temporaryFolder();
  const flowsOutputDir = temporaryFolder();
  const root = join(flowsOutputDir, "flows", "test");
  const write = (name: string, exporter: string, size: number) => {
    const file = join(folder, name);
    writeFileSync(file, `${exporter} ${size}`);
    return file;
  };
  const files = ["goodcad", "wrongcad", "freecad"].flatMap((exporter, i) =>
    [1, 2].map((k) => write(`${exporter}${k}`, exporter, 2 * i + k))
  );
  return {
    folder,
    root,
    flowsOutputDir,
    write,
    files,
    run: async (
      options: Partial<PipelineOptions> = {},
      given: Partial<ProcessOptions> = {},
      items = files,
    ) => {
      readings.splice(0);
      const lines: string[] = [];
      const logger = { log: (level: string, text: string) => void lines.push(`${level} ${text}`) };
      const flow = quietFlow({
        tasks: [read],
        flowsOutputDir,
        loader,
        logger,
        auditEvery: 1,
        autoDatasetExport: false,
        ...options,
      });
      const run = await flow.process({ inputs: { cad_file: items }, ...given });
      return { ...run, lines, warnings: lines.filter((line) => line.startsWith("WARNING")) };
    },
    /** Who has read each file. */
    readers: () => readersOf(root),
  };
}

function readersOf(root: string): Record<string, unknown> {
  const folder = join(root, "files_summary");
  return Object.fromEntries(
    [...Deno.readDirSync(folder)].map(({ name }) => {
      const { item, provenance } = JSON.parse(readFileSync(join(folder, name), "utf8"));
      return [basename(item), provenance.reader];
    }),
  );
}

/** Who has read each sample of the dataset. */
async function samplesOf(root: string): Promise<Record<string, unknown>> {
  const columns = await readParquet(join(root, "test.infoset"));
  const of = (name: string) => columns.find((column) => column.name === name)!.values;
  const [files, readers] = [of("file"), of("reader")];
  return Object.fromEntries(Array.from(files, (file, i) => [file, readers[i]]));
}

const [OWN, KERNEL] = ["step-typescript", "step-occt-wasm"];
const ALL_BUT_WRONG = {
  goodcad1: OWN,
  goodcad2: OWN,
  wrongcad1: KERNEL,
  wrongcad2: KERNEL,
  freecad1: OWN,
  freecad2: OWN,
};

test("a disagreement is told, and the exporter's files are done again by the kernel", async () => {
  const { run, files, root } = setUp();
  const events: unknown[] = [];
  const { warnings, summary, report } = await run({ autoDatasetExport: true }, {
    onEvent: (event) => event.type === "result" && events.push(event.result),
  });
  expect(report.readerAudits).toMatchObject({ compared: 6, failed: 0 });
  expect(report.readerAudits.disagreements.map(({ file }) => file)).toEqual(files.slice(2, 4));
  expect(report.readerAudits.disagreements[0]).toMatchObject({
    exporter: "wrongcad",
    difference: expect.stringContaining("off by"),
  });
  expect(events).toContainEqual(
    expect.objectContaining({
      key: "reader_disagreement",
      data: expect.objectContaining({ file: files[2], exporter: "wrongcad" }),
    }),
  );
  expect(warnings.join("\n")).toContain(`The two readers of STEP files disagree on '${files[2]}'`);
  expect(await samplesOf(root)).toEqual(ALL_BUT_WRONG);
  expect(summary).toMatchObject({
    item_count: 6,
    file_count: 6,
    reused_count: 0,
    done_again: { "readers disagree on its exporter": 2 },
  });
  expect(report.stages[0].items).toMatchObject({ done: 6, reused: 0, waiting: 0 });
  expect(report.stages[0].reasons).toEqual({ "new": 4, "readers disagree on its exporter": 2 });
  expect(readFileSync(join(root, "run_report.html"), "utf8")).toContain("disagree on 2");
});

test("later runs leave the exporter's files to the kernel, and audit nothing twice", async () => {
  const { run, readers, write, files } = setUp();
  await run();
  const later = await run();
  expect([readings, later.report.readerAudits.compared]).toEqual([[], 0]);
  const more = [...files, write("wrongcad3", "wrongcad", 9), write("goodcad3", "goodcad", 8)];
  const { warnings, lines } = await run({}, {}, more);
  expect(readings).toEqual(["wrongcad3 kernel", "goodcad3 own", "goodcad3 own", "goodcad3 kernel"]);
  expect(warnings).toEqual([]);
  expect(lines.join("\n")).toContain("STEP files of 'wrongcad' are read by the kernel");
  expect(readers()).toEqual({ ...ALL_BUT_WRONG, wrongcad3: KERNEL, goodcad3: OWN });
});

test("what an earlier run has accepted of the exporter is done again, too", async () => {
  const { run, readers, files } = setUp();
  await run({ auditEvery: 0 }, {}, files.slice(0, 3));
  expect(readers().wrongcad1).toBe(OWN);
  const { summary, report } = await run();
  expect(readers()).toEqual(ALL_BUT_WRONG);
  expect(summary).toMatchObject({ item_count: 6, reused_count: 2 });
  expect(report.stages[0].items).toMatchObject({ done: 4, reused: 2, waiting: 0 });
  expect(report.stages[0].reasons).toEqual({
    new: 2,
    unchanged: 2,
    "readers disagree on its exporter": 2,
  });
});

test("what the dataset keeps of it beside the inputs is told", async () => {
  const { run, files, readers } = setUp();
  await run({ auditEvery: 0 }, {}, files.slice(2, 3));
  const { warnings } = await run({}, {}, files.slice(3, 4));
  expect(warnings.join("\n")).toContain("1 files of 'wrongcad' that the dataset keeps beside the");
  expect(readers()).toEqual({ wrongcad1: OWN, wrongcad2: KERNEL });
  await run();
  expect(readers()).toEqual(ALL_BUT_WRONG);
});

test("a run that is stopped while it does items again leaves them to the next one", async () => {
  const { run, root } = setUp();
  const stop = new AbortController();
  const stopped = run({
    autoDatasetExport: true,
    progress: ({ label }) => ({
      update: (done) => label === "read, again" && done === 1 && stop.abort(),
      finish() {},
    }),
  }, { signal: stop.signal });
  await expect(stopped).rejects.toThrow("was stopped");
  // What is not done yet is not in the dataset.
  expect(await samplesOf(root)).toEqual({ ...ALL_BUT_WRONG, wrongcad2: undefined });
  const reader = JournalReader.open(join(root, "journal.sqlite"));
  expect(reader.runs()[0].state).toBe("cancelled");
  reader.close();
  const { report } = await run({ autoDatasetExport: true });
  expect(readings).toEqual(["wrongcad2 kernel"]);
  expect(report.stages[0].items).toMatchObject({ done: 1, reused: 5 });
  expect(await samplesOf(root)).toEqual(ALL_BUT_WRONG);
});

test("a run that is killed while it does items again leaves them to the next one", async () => {
  const { folder, flowsOutputDir } = setUp();
  const script = fileURLToPath(new URL("../../fixtures/two_readers.ts", import.meta.url));
  const flow = { script, args: [folder] };
  const kill = { stage: "read, again", step: 1, delayMs: 0 };
  expect(await runScripted(flow, flowsOutputDir, kill)).toBe(false);
  expect(await runScripted(flow, flowsOutputDir, null)).toBe(true);
  const root = join(flowsOutputDir, "flows", "readers");
  expect(readersOf(root)).toEqual(ALL_BUT_WRONG);
});

test("audits that a run has left undone are made by the next one", async () => {
  const { run, readers } = setUp();
  const stop = new AbortController();
  const stopped = run({
    progress: () => ({ update: (done) => done === 6 && stop.abort(), finish() {} }),
  }, { signal: stop.signal });
  await expect(stopped).rejects.toThrow("was stopped");
  expect(readers().wrongcad1).toBe(OWN);
  const { report } = await run();
  expect(report.readerAudits).toMatchObject({ compared: 6 });
  expect(readers()).toEqual(ALL_BUT_WRONG);
});

test("a kernel that gives up on a file makes no disagreement", async () => {
  const { run, readers } = setUp();
  TwoReaders.fault = new Error("the kernel has trapped");
  const { report, warnings } = await run();
  expect(report.readerAudits).toEqual({ compared: 0, failed: 6, disagreements: [] });
  expect(warnings).toHaveLength(6);
  expect(warnings[0]).toContain("could not be read by both readers: the kernel has trapped");
  expect(readers().wrongcad1).toBe(OWN);
});

test("nothing is compared where nobody is to, and where one reader is asked for", async () => {
  for (
    const options of [
      { auditEvery: 0 },
      { loaderOptions: { reader: "typescript" as const } },
      { loaderOptions: { reader: "kernel" as const } },
    ]
  ) {
    const { run } = setUp();
    expect((await run(options)).report.readerAudits.compared).toBe(0);
  }
  const { run } = setUp();
  await run({}, { dryRun: true });
  expect(readings.filter((line) => line.endsWith("kernel"))).toEqual([]);
});

test("with a loader of its own a worker reads files by both readers, after the items", async () => {
  const { run, readers } = setUp();
  const { report } = await run({ debug: false, isolation: "thread", maxWorkers: 1 });
  expect(report.readerAudits).toMatchObject({ compared: 6 });
  expect(readers()).toEqual(ALL_BUT_WRONG);
  expect(existsSync(report.files.log)).toBe(true);
});
