import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FolderInUse, JournalError } from "../../../src/journal/errors.ts";
import { FolderLock } from "../../../src/journal/folder_lock.ts";
import { JournalReader } from "../../../src/journal/journal_reader.ts";
import * as tasks from "../fixtures/plain_tasks.ts";
import { quietFlow, temporaryFolder } from "../helpers.ts";

/** A flow with a folder of its own. */
function setUp() {
  const flowsOutputDir = temporaryFolder();
  const root = join(flowsOutputDir, "flows", "test");
  mkdirSync(root, { recursive: true });
  return {
    root,
    run: (options = {}) =>
      quietFlow({ tasks: [tasks.count, tasks.encode], flowsOutputDir, ...options })
        .process({ inputs: { sources: [3] } }),
  };
}

test("a second run of a folder is refused while the first goes on, and touches nothing", async () => {
  const { root, run } = setUp();
  const lock = await FolderLock.take(root);
  writeFileSync(join(root, "kept"), "");
  await expect(run({ cleanOutputDir: true })).rejects.toBeInstanceOf(FolderInUse);
  await expect(run()).rejects.toThrow(`process ${Deno.pid} does so since`);
  expect(existsSync(join(root, "kept"))).toBe(true);
  lock.release();
  expect((await run()).summary.sample_count).toBe(3);
});

test("a journal that is damaged is one error, and a clean run begins anew", async () => {
  const { root, run } = setUp();
  writeFileSync(join(root, "journal.sqlite"), "no journal at all ".repeat(1000));
  await expect(run()).rejects.toBeInstanceOf(JournalError);
  await expect(run()).rejects.toThrow(
    "it is damaged. Remove it, or run with `cleanOutputDir: true`",
  );
  expect((await run({ cleanOutputDir: true })).summary.sample_count).toBe(3);
  await run();
});

test("the journal says how a run ended, and why", async () => {
  const { root, run } = setUp();
  await run();
  const stop = new AbortController();
  const progress = () => ({ update: () => stop.abort(), finish() {} });
  const flow = quietFlow({
    tasks: [tasks.count, tasks.encode],
    flowsOutputDir: join(root, "..", ".."),
    progress,
    reuse: false,
  });
  await expect(flow.process({ inputs: { sources: [3] }, signal: stop.signal })).rejects.toThrow();
  const bad = quietFlow({ tasks: [tasks.count], flowsOutputDir: join(root, "..", "..") });
  await expect(bad.process({ inputs: { sources: [-1] } })).rejects.toThrow("no items");
  const reader = JournalReader.open(join(root, "journal.sqlite"));
  expect(reader.runs().map(({ state }) => state)).toEqual(["failed", "cancelled", "completed"]);
  expect(reader.runs()[0].error).toContain("no items");
  reader.close();
});

test("errors are streamed into a list that JSON reads", async () => {
  const { run } = setUp();
  const result = await run({ tasks: [tasks.count, tasks.failing] });
  const text = readFileSync(result.summary.error_summary, "utf8");
  expect(text).toBe(JSON.stringify(JSON.parse(text), null, 4) + "\n");
  expect(JSON.parse(text)).toEqual(result.errors);
  const none = await run({ tasks: [tasks.count, tasks.double] });
  expect(readFileSync(none.summary.error_summary, "utf8")).toBe("[]\n");
});
