import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { sha256OfFile } from "../../src/base/sha256.ts";
import { JournalReader } from "../../src/journal/journal_reader.ts";
import { BY_ITEM } from "../../src/pipeline/items/by_item.ts";
import type { PipelineOptions } from "../../src/pipeline/pipeline_options.ts";
import type { ProcessOptions } from "../../src/pipeline/process_options.ts";
import { calls, disturb, measure, read, schema, Weigh } from "./fixtures/file_tasks.ts";
import { double } from "./fixtures/plain_tasks.ts";
import { quietFlow, resultsOf, temporaryFolder } from "./helpers.ts";

beforeEach(() => void calls.splice(0));

/** The files below a folder, by their names, with hashes of what is in them. */
function hashesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(names.map((name) => [name, sha256OfFile(name)]));
}

/** A folder of texts, and runs over them in one output folder. */
/** The names of a task's inputs, be it a function or a class. */
function inputsOf(task: unknown): readonly string[] {
  const { taskInputs, inputs } = task as { taskInputs?: string[]; inputs?: string[] };
  return taskInputs ?? inputs ?? [];
}

function setUp(texts: Record<string, string>) {
  const folder = temporaryFolder();
  const flowsOutputDir = temporaryFolder();
  const path = (name: string) => join(folder, name);
  const write = (name: string, text: string) => writeFileSync(path(name), text);
  for (const [name, text] of Object.entries(texts)) write(name, text);
  const root = join(flowsOutputDir, "flows", "test");
  return {
    path,
    write,
    root,
    remove: (name: string) => rmSync(path(name)),
    /** Makes a file look as if it had been changed so many seconds ago. */
    age: (name: string, seconds: number) => {
      const time = Date.now() / 1000 - seconds;
      utimesSync(path(name), time, time);
    },
    run: async (
      options: Partial<PipelineOptions> = {},
      more: Partial<ProcessOptions> & { scale?: number; names?: string[] } = {},
    ) => {
      const { scale = 1, names = readdirSync(folder).sort(), ...rest } = more;
      calls.splice(0);
      const tasks = options.tasks ?? [measure];
      const flow = quietFlow({ flowsOutputDir, ...options, tasks });
      const takesScale = tasks.some((task) => inputsOf(task).includes("scale"));
      const inputs = { file: names.map(path), ...takesScale ? { scale } : {} };
      return await flow.process({ inputs, ...rest });
    },
    /** The reasons of the latest run. */
    reasons: () => {
      const reader = JournalReader.open(join(root, "journal.sqlite"));
      try {
        return reader.stages(reader.runs()[0].id)[0].reasons;
      } finally {
        reader.close();
      }
    },
    done: () => calls.map((file) => file.slice(folder.length + 1)),
  };
}

describe("an item is kept", () => {
  test("whatever it came to: done, skipped or failed, with its results and errors", async () => {
    const { run, reasons, done } = setUp({ a: "aaa", b: "bad one", c: "" });
    const first = await run();
    expect(done()).toEqual(["b", "a", "c"]); // the largest first
    const again = await run();
    expect(done()).toEqual([]);
    expect(reasons()).toEqual({ unchanged: 3 });
    expect(again.summary).toMatchObject({
      file_count: 1,
      skipped_count: 1,
      error_count: 1,
      reused_count: 2,
      failed_count: 1,
      kept_error_count: 1,
      sample_count: 1,
      error_distribution: { RangeError: 1 },
    });
    expect(resultsOf(again, "measure")).toEqual(resultsOf(first, "measure"));
    expect(again.errors).toEqual(first.errors);
  });

  test("when its file was only touched", async () => {
    const { run, age, reasons, done } = setUp({ a: "aaa" });
    await run();
    age("a", 100);
    await run();
    expect([done(), reasons()]).toEqual([[], { unchanged: 1 }]);
  });

  test("by tasks without a storage, with results that JSON has not", async () => {
    const { run, done } = setUp({ a: "aaa" });
    const first = await run({ tasks: [read] });
    const again = await run({ tasks: [read] });
    expect(done()).toEqual([]);
    expect(resultsOf(again, "read")).toEqual(resultsOf(first, "read"));
    expect(resultsOf(again, "read")).toEqual([{ text: "aaa", bytes: new Uint8Array([1]) }]);
  });

  test("in workers too", async () => {
    const { run, reasons } = setUp({ a: "aaa", b: "bbb" });
    await run({ debug: false, maxWorkers: 2 });
    const again = await run({ debug: false, maxWorkers: 2 });
    expect(reasons()).toEqual({ unchanged: 2 });
    expect(again.summary).toMatchObject({ file_count: 2, sample_count: 2 });
  });
});

describe("an item is done again", () => {
  test("when its file has another content, even of the same size within the same second", async () => {
    const { run, write, reasons, done } = setUp({ a: "aaa", b: "bbb" });
    await run();
    write("a", "xyz");
    await run();
    expect([done(), reasons()]).toEqual([["a"], { "source changed": 1, unchanged: 1 }]);
  });

  test("when what a parameter says of it has changed, and no other item with it", async () => {
    const { run, reasons, done, path } = setUp({ a: "aaa", b: "bbb" });
    const scaleOf = (scale: number, said: Record<string, string>, shared: unknown = "same") =>
      Object.assign(Object(scale), {
        [BY_ITEM]: { shared, of: (item: unknown) => said[String(item)] ?? "" },
      });
    const said = { [path("a")]: "one", [path("b")]: "two" };
    await run({}, { scale: scaleOf(1, said) });
    await run({}, { scale: scaleOf(2, said) });
    expect(reasons()).toEqual({ unchanged: 2 });
    await run({}, { scale: scaleOf(2, { ...said, [path("b")]: "three" }) });
    expect([done(), reasons()]).toEqual([["b"], { "source changed": 1, unchanged: 1 }]);
    await run({}, { scale: scaleOf(2, said, "other") });
    expect(reasons()).toEqual({ "parameters changed": 2 });
  });

  test("when a parameter or the schema has changed", async () => {
    const { run, reasons } = setUp({ a: "aaa" });
    await run();
    await run({}, { scale: 2 });
    expect(reasons()).toEqual({ "parameters changed": 1 });
    await run({ deadline: 7000 }, { scale: 2 });
    expect(reasons()).toEqual({ "parameters changed": 1 });
    await run({ deadline: 7000, timeout: 99, retries: 3 }, { scale: 2 });
    expect(reasons()).toEqual({ unchanged: 1 });
    await run({ tasks: [Weigh] });
    Weigh.schema = schema;
    await run({ tasks: [Weigh] });
    expect(reasons()).toEqual({ "schema changed": 1 });
  });

  test("when its output file is missing", async () => {
    const { run, root, reasons } = setUp({ a: "aaa", b: "bbb" });
    await run();
    const [file] = readdirSync(join(root, "encoded"));
    rmSync(join(root, "encoded", file));
    const again = await run();
    expect(reasons()).toEqual({ "output missing": 1, unchanged: 1 });
    expect(again.summary.sample_count).toBe(2);
  });

  test("when it has failed and that is asked for; all when nothing is to be kept", async () => {
    const { run, reasons, write, done } = setUp({ a: "aaa", b: "bad" });
    await run();
    await run({}, { retryFailed: true });
    expect([done(), reasons()]).toEqual([["b"], { "failed before": 1, unchanged: 1 }]);
    await run({ reuse: false });
    expect(reasons()).toEqual({ "asked for": 2 });
    write("b", "good");
    const mended = await run();
    expect([done(), mended.summary.error_count]).toEqual([["b"], 0]);
  });

  test("always where it cannot be compared", async () => {
    const { run, reasons } = setUp({ a: "aaa" });
    await run({ storageType: "memory" });
    await run({ storageType: "memory" });
    expect(reasons()).toEqual({ "always done": 1 });
  });
});

test("added files cost only themselves, and those that are gone stay until they are pruned", async () => {
  const { run, write, remove, root, reasons, done } = setUp({ b: "bbb", d: "ddd" });
  await run();
  write("a", "a");
  write("c", "ccc");
  const more = await run();
  expect(done()).toEqual(["c", "a"]);
  expect(more.summary).toMatchObject({ sample_count: 4, reused_count: 2 });
  expect(resultsOf(more, "measure").map((path) => String(path).match(/([^/]+)-\w+\.data/)![1]))
    .toEqual(["a", "b", "c", "d"]);
  remove("b");
  const fewer = await run();
  expect(reasons()).toEqual({ unchanged: 3 });
  expect(fewer.summary)
    .toMatchObject({ sample_count: 4, item_count: 3, kept_beside_count: 1, left_out_count: 0 });
  const pruned = await run({}, { prune: true });
  expect(pruned.summary)
    .toMatchObject({ sample_count: 3, item_count: 3, kept_beside_count: 0, left_out_count: 1 });
  expect(readdirSync(join(root, "encoded"))).toHaveLength(4); // no run deletes what is encoded
});

test("a run over one of the files leaves the dataset as it was", async () => {
  const { run, root } = setUp({ a: "a", b: "bb", c: "ccc" });
  const { summary: { flow_data } } = await run();
  const bytes = () => hashesBelow(flow_data!);
  const before = bytes();
  const one = await run({}, { names: ["c"] });
  expect(one.summary).toMatchObject({ sample_count: 3, item_count: 1, kept_beside_count: 2 });
  expect(bytes()).toEqual(before);
  await run({ debug: true }, { names: ["b"] });
  expect(bytes()).toEqual(before);
  expect(readdirSync(join(root, "encoded"))).toHaveLength(3);
});

test("a limit leaves what lies beyond it for later runs", async () => {
  const { run, root, done } = setUp({ a: "a", b: "bb", c: "ccc" });
  await run();
  const limited = await run({}, { limit: 1 });
  expect(limited.summary).toMatchObject({ sample_count: 3, item_count: 1, kept_beside_count: 2 });
  expect(readdirSync(join(root, "encoded"))).toHaveLength(3);
  const all = await run();
  expect([done(), all.summary.sample_count]).toEqual([[], 3]);
});

test("a file that is gone when its turn comes is one error, and not kept once it is back", async () => {
  const { run, path, write, done } = setUp({ a: "aaa" });
  const first = await run({}, { names: ["a", "gone"] });
  expect(first.errors).toMatchObject([{ item: path("gone"), error_class: "NotFound" }]);
  write("gone", "here");
  const again = await run({}, { names: ["a", "gone"] });
  expect([done(), again.summary.error_count]).toEqual([["gone"], 0]);
});

test("a file that changes while it is in work is done again, until it stays the same", async () => {
  const { run, done } = setUp({ a: "abc" });
  const texts = [];
  for (let i = 0; i < 4; i++) {
    texts.push(...resultsOf(await run({ tasks: [disturb] }), "disturb"), done().length);
  }
  expect(texts).toEqual(["abc", 1, "abc!", 1, "abc!!", 1, "abc!!", 0]);
});

test("equal items are kept each for itself", async () => {
  const { run, done } = setUp({ a: "aaa" });
  await run({}, { names: ["a", "a"] });
  const again = await run({}, { names: ["a", "a", "a"] });
  expect([done(), again.summary.sample_count]).toEqual([["a"], 3]);
});

test("results of a run that a later one replaced are refused, unless they are few", async () => {
  const flowsOutputDir = temporaryFolder();
  const flow = quietFlow({ tasks: [double], flowsOutputDir });
  const n = Array.from({ length: 1500 }, (_, i) => i);
  const many = await flow.process({ inputs: { n } });
  expect(resultsOf(many, "double")).toEqual(n.map((i) => i * 2));
  const unread = await flow.process({ inputs: { n } });
  const few = await flow.process({ inputs: { n: [7] } });
  expect(() => resultsOf(unread, "double")).toThrow("a later run of the flow has replaced them");
  await flow.process({ inputs: { n: [8] } });
  expect(resultsOf(few, "double")).toEqual([14]);
  expect(existsSync(join(flowsOutputDir, "flows", "test", "journal.sqlite"))).toBe(true);
});
