/** One run, counted by everything that counts: all say the same. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { flowResult } from "../../src/cli/flow_result.ts";
import { runReportText } from "../../src/display/run_report_outputs.ts";
import type { LiveDetails } from "../../src/display/live_view.ts";
import { JournalReader } from "../../src/journal/journal_reader.ts";
import { runReport } from "../../src/pipeline/outputs/report_run.ts";
import { measure } from "./fixtures/file_tasks.ts";
import { quietFlow, temporaryFolder } from "./helpers.ts";

/** What a file makes of itself: text is done, "bad" fails, an empty one is skipped. */
const BEFORE = { done1: "a", done2: "bb", skip1: "", fail1: "bad", gone1: "ccc", gone2: "dddd" };
const NEW = { done3: "eee", skip2: "", skip3: "", fail2: "bad 2", fail3: "bad 3" };
/** Of the second run. Two of the first run's items are not among its inputs. */
const RIGHT = {
  items: 9,
  done: { now: 1, before: 2 },
  skipped: { now: 2, before: 1 },
  failed: { now: 2, before: 1 },
  reused: 3,
  beside: 2,
};
const FAILED = RIGHT.failed.now + RIGHT.failed.before;
const DONE = RIGHT.done.now + RIGHT.done.before;

/** The number before a word of a text. */
function numberOf(text: string, word: string | RegExp): number {
  const source = typeof word === "string" ? word : word.source;
  return Number(new RegExp(`([\\d,]+) ${source}`).exec(text)?.[1] ?? NaN);
}

async function secondRun() {
  const folder = temporaryFolder();
  const flowsOutputDir = temporaryFolder();
  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };
  const events: [number, number | null, number][] = [];
  let look: () => LiveDetails = () => ({});
  const run = (names: string[]) =>
    quietFlow({
      tasks: [measure],
      flowsOutputDir,
      progress: (options) => {
        if (options.label === "measure") look = options.look!;
        return { update: () => {}, finish: () => {} };
      },
    }).process({
      inputs: { file: names.map((name) => join(folder, name)), scale: 1 },
      onEvent: (event) => {
        if (event.type === "job_progress" && event.job === "measure") {
          events.push([event.done, event.total, event.errors]);
        }
      },
    });
  write(BEFORE);
  await run(Object.keys(BEFORE));
  events.splice(0);
  write(NEW);
  for (const name of ["gone1", "gone2"]) rmSync(join(folder, name));
  const names = [...Object.keys(BEFORE), ...Object.keys(NEW)].filter((n) => !n.startsWith("gone"));
  return { result: await run(names), events, live: look() };
}

test("all doors count the items of one run alike", async () => {
  const { result, events, live } = await secondRun();
  const { summary, flowFile, errors, output: { taskInstances }, report } = result;
  const root = dirname(flowFile);

  const counts = {
    file_count: DONE,
    item_count: RIGHT.items,
    skipped_count: RIGHT.skipped.now + RIGHT.skipped.before,
    failed_count: FAILED,
    error_count: FAILED,
    reused_count: RIGHT.reused,
    kept_error_count: RIGHT.failed.before,
    kept_beside_count: RIGHT.beside,
    left_out_count: 0,
    sample_count: DONE + RIGHT.beside,
  };
  expect(summary).toMatchObject(counts);
  expect(JSON.parse(readFileSync(flowFile, "utf8"))).toMatchObject(counts);

  const items = {
    done: RIGHT.done.now,
    skipped: RIGHT.skipped.now,
    reused: RIGHT.reused,
    failed: FAILED,
    keptFailed: RIGHT.failed.before,
    waiting: 0,
  };
  const stage = { items, beside: { kept: RIGHT.beside, leftOut: 0 } };
  const written = JSON.parse(readFileSync(join(root, "run_report.json"), "utf8"));
  for (const one of [report, runReport(flowFile), written]) {
    expect(one.stages[0]).toMatchObject(stage);
    const groups: { count: number }[] = one.errors;
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(FAILED);
  }

  const [task] = taskInstances;
  const states = task.itemOutcomes.map(({ skipped, error }) =>
    error !== null ? "failed" : skipped ? "skipped" : "done"
  );
  const inState = (state: string) => states.filter((one) => one === state).length;
  expect([inState("done"), inState("skipped"), inState("failed")])
    .toEqual([DONE, counts.skipped_count, FAILED]);
  expect([task.results.length, task.skipped, task.errors.length, errors.length])
    .toEqual([DONE, counts.skipped_count, FAILED, FAILED]);

  expect(events.at(-1)).toEqual([RIGHT.items, RIGHT.items, FAILED]);
  expect(live).toMatchObject({ reused: RIGHT.reused, keptFailed: RIGHT.failed.before });

  const reader = JournalReader.open(join(root, "journal.sqlite"));
  const [run] = reader.runs();
  expect([...reader.events(run.id)].find(({ kind }) => kind === "reused")?.detail)
    .toBe(`${RIGHT.reused} items`);
  reader.close();
});

test("all texts say the same numbers", async () => {
  const { result } = await secondRun();
  const terminal = flowResult(result).text;
  expect(numberOf(terminal, `of ${RIGHT.items} files encoded`)).toBe(DONE);
  expect(numberOf(terminal, "skipped")).toBe(RIGHT.skipped.now + RIGHT.skipped.before);
  expect(numberOf(terminal, "errors?")).toBe(FAILED);
  expect(numberOf(terminal, "reused from")).toBe(RIGHT.reused);
  expect(numberOf(terminal, "failures? of an earlier run (is|are) kept"))
    .toBe(RIGHT.failed.before);
  expect(numberOf(terminal, "files? of earlier runs kept")).toBe(RIGHT.beside);

  const inspected = Deno.inspect(result);
  expect(numberOf(inspected, "done")).toBe(DONE);
  expect(numberOf(inspected, "skipped")).toBe(RIGHT.skipped.now + RIGHT.skipped.before);
  expect(numberOf(inspected, "failed")).toBe(FAILED);
  expect(numberOf(inspected, "reused")).toBe(RIGHT.reused);
  expect(numberOf(inspected, "of the failed kept")).toBe(RIGHT.failed.before);

  const status = runReportText(result.report);
  expect(numberOf(status, "done")).toBe(RIGHT.done.now);
  expect(numberOf(status, "reused")).toBe(RIGHT.reused);
  expect(numberOf(status, "skipped")).toBe(RIGHT.skipped.now);
  expect(numberOf(status, "failed")).toBe(FAILED);
  expect(numberOf(status, "items reused")).toBe(RIGHT.reused);
  expect(numberOf(status, "failures? kept")).toBe(RIGHT.failed.before);
  expect(numberOf(status, "kept beside the inputs")).toBe(RIGHT.beside);

  const log = readFileSync(result.summary.flow_log, "utf8");
  expect(numberOf(log, "items are reused")).toBe(RIGHT.reused);
  expect(numberOf(log, "failures of an earlier run are kept")).toBe(RIGHT.failed.before);
  expect(numberOf(log, "items are kept in the dataset")).toBe(RIGHT.beside);
});
