import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { Journal } from "../../../src/journal/journal.ts";
import { FolderLock } from "../../../src/journal/folder_lock.ts";
import { runReport } from "../../../src/pipeline/outputs/report_run.ts";
import { beginRun, done, list } from "../../journal/journals.ts";
import * as tasks from "../fixtures/plain_tasks.ts";
import { quietFlow, temporaryFolder } from "../helpers.ts";

const none = { done: 0, skipped: 0, reused: 0, failed: 0, keptFailed: 0, waiting: 0 };

test("a report has the counts, reasons, errors and files of the latest run", async () => {
  const flow = quietFlow({ tasks: [tasks.count, tasks.encode] });
  const { flowFile } = await flow.process({ inputs: { sources: [8] } });
  const root = dirname(flowFile);
  const first = runReport(flowFile);
  expect(first).toMatchObject({
    flow: "test",
    state: "completed",
    failure: null,
    retry: "flow.process({ inputs, retryFailed: true })", // as no command has begun it
    files: { dataset: join(root, "test.dataset"), flow_file: flowFile },
  });
  expect(first.stages.map(({ name, items, reasons }) => ({ name, items, reasons }))).toEqual([
    {
      name: "count",
      items: { ...none, done: 1 },
      reasons: { "always done": 1 },
    },
    {
      name: "encode",
      items: { ...none, done: 6, skipped: 1, failed: 1 },
      reasons: { new: 8 },
    },
    {
      name: "AutoDatasetExportTask",
      items: none,
      reasons: {},
    },
  ]);
  expect(first.errors).toEqual([{
    task: "encode",
    errorClass: "Error",
    template: "seven",
    count: 1,
    examples: [{ item: "7", message: "seven" }],
  }]);
  expect(first.stages[1].slowest).toHaveLength(5);
  expect(first.workers).toMatchObject([{ worker: 0, items: 9 }]);

  await flow.process({ inputs: { sources: [9] } });
  const { stages: [, again] } = runReport(root);
  expect(again.items).toEqual({ ...none, done: 1, reused: 7, failed: 1, keptFailed: 1 });
  expect(again.reasons).toEqual({ unchanged: 8, new: 1 });
});

test("a run whose process is gone is interrupted, one that goes on is not", async () => {
  const root = temporaryFolder();
  const path = join(root, "journal.sqlite");
  const lock = await FolderLock.take(root);
  const journal = Journal.open(path);
  journal.beginRun({ run: "r", flow: "f", workers: 2, again: null, origin: null });
  expect(runReport(path).state).toBe("running");
  journal.close();
  lock.release();
  expect(runReport(path).state).toBe("interrupted");
});

test("the examples of an error are those of its own task", () => {
  const root = temporaryFolder();
  const journal = Journal.open(join(root, "journal.sqlite"));
  beginRun(journal);
  const stage = journal.stage("read+encode");
  const kept = { done: 0, skipped: 0, failed: 0 };
  const ids = list(stage, ["a", "b"]);
  stage.begin({ total: 2, workers: 1, kept, reasons: {}, tasks: ["read", "encode"] });
  stage.ended(ids.map((id, i) => {
    const error = { task: ["read", "encode"][i], message: "no", message_template: "no" };
    return done(id, { state: "failed", errorClass: "Error", error: JSON.stringify(error) });
  }));
  journal.close();
  const groups = runReport(root).errors.map(({ task, examples }) => [task, examples]);
  expect(new Map(groups as [string, unknown][])).toEqual(
    new Map([
      ["read", [{ item: "a", message: "no" }]],
      ["encode", [{ item: "b", message: "no" }]],
    ]),
  );
});

test("where no flow has run there is no report", () => {
  expect(() => runReport(temporaryFolder())).toThrow(UsageError);
});
