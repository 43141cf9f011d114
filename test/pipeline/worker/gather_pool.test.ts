import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { LogMessage } from "../../../src/pool/channel/protocol.ts";
import type { Outcome, PoolItem, PoolRunOptions } from "../../../src/pool/run/task_pool.ts";
import type { ItemCall, ItemReply } from "../../../src/pipeline/items/item_call.ts";
import { gatherPool, looksForFiles } from "../../../src/pipeline/worker/gather_pool.ts";
import type { StageCall } from "../../../src/pipeline/worker/stage_call.ts";
import { encodeTask, gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import type { CadSource } from "../../../src/pipeline/tasks/gather_files.ts";
import { defineTask } from "../../../src/pipeline/tasks/task_definition.ts";
import { resultsOf, runTasks, temporaryFolder } from "../helpers.ts";

const SETTINGS = { executor: null, debug: false };

/** What a stage that gathers tells whoever does its items. */
const CALL: StageCall = {
  flow: "test",
  encodedFolder: "",
  summaryFolder: "",
  previewFolder: null,
  tasks: [{
    name: gatherTask.taskName,
    schema: null,
    outputs: gatherTask.outputs,
    parameters: [{ kind: "item" }],
  }],
  auditEvery: 0,
  items: {},
  encodes: false,
  makesItems: true,
};

/** Gathers from sources in this process. */
async function gather(
  sources: readonly CadSource[],
  outcomes: Outcome[] = [],
  options: Partial<PoolRunOptions> = {},
) {
  const lines: LogMessage[] = [];
  const pool = gatherPool(SETTINGS, (line) => lines.push(line))!;
  const items = sources.map((item, index): PoolItem => {
    const payload: ItemCall = { item, twin: 0 };
    return { index, payload };
  });
  let memory = 0;
  try {
    await pool.run(items, {
      kind: "items",
      shared: CALL,
      signal: new AbortController().signal,
      onMemory: () => memory++,
      onOutcomes: (some) => outcomes.push(...some),
      ...options,
    });
  } finally {
    await pool.close();
  }
  return { lines, outcomes, memory };
}

test("only what does nothing but look for CAD files is done here", () => {
  class Mine extends gatherTask {}
  expect(looksForFiles([defineTask(gatherTask)])).toBe(true);
  expect(looksForFiles([defineTask(gatherTask), defineTask(encodeTask)])).toBe(false);
  expect(looksForFiles([defineTask(Mine)])).toBe(false); // it may compute, or never end
});

test("a flow with an executor of its own, or that is debugged, gathers as it does all else", () => {
  const executor = { open: () => expect.unreachable() };
  expect(gatherPool({ executor, debug: false }, () => {})).toBe(null);
  expect(gatherPool({ executor: null, debug: true }, () => {})).toBe(null);
});

test("what a source fails with is its error, and its warnings are the run's", async () => {
  const folder = temporaryFolder(), outside = temporaryFolder();
  writeFileSync(join(folder, "a.step"), "");
  mkdirSync(join(folder, "more"));
  symlinkSync(outside, join(folder, "more", "link"));
  writeFileSync(join(outside, "b.step"), "");
  const { lines, outcomes, memory } = await gather([{ path: folder }, join(folder, "none")]);
  expect(lines).toMatchObject([{ level: "WARNING", printed: true, worker: 0 }]);
  expect(lines[0].message).toContain("a link leads out of it");
  const [found, failed] = outcomes;
  expect(found).toMatchObject({ ok: true, pid: Deno.pid });
  const { tasks, file } = (found as { value: unknown }).value as ItemReply;
  expect(file).toBe(null);
  expect(tasks).toEqual([{
    skipped: false,
    result: [join(folder, "a.step"), join(folder, "more", "link", "b.step")],
  }]);
  expect(failed).toMatchObject({
    ok: false,
    error: { error_class: "SourceError", data: { task: "gather_cad_files", attempts: 1 } },
  });
  expect(memory).toBe(0); // this process is no worker
});

test("a run that is stopped does not wait for the file system", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a.step"), "");
  const controller = new AbortController();
  const outcomes: Outcome[] = [];
  const run = gather([{ path: folder }], outcomes, {
    signal: controller.signal,
    onHanded: () => queueMicrotask(() => controller.abort(new Error("stopped"))),
  });
  await expect(run).rejects.toThrow("stopped");
  expect(outcomes).toEqual([]);
});

test("a flow in workers gathers in its own process", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a.step"), "");
  const run = await runTasks([gatherTask], { sources: [folder] }, { debug: false, maxWorkers: 1 });
  expect(resultsOf(run, "gather_cad_files")).toEqual([join(folder, "a.step")]);
  expect(run.report.stages).toMatchObject([{ name: "gather_cad_files", memory: [] }]);
});
