import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { MemoryDataStorage } from "../../src/storage/memory_data_storage.ts";
import { openDataFile } from "../../src/storage/read_data_file.ts";
import type { StorageProvider } from "../../src/storage/storage_provider.ts";
import { storageProviders } from "../../src/storage/storage_providers.ts";
import { itemName } from "../../src/pipeline/items/item_name.ts";
import * as encoders from "./fixtures/encoders.ts";
import * as tasks from "./fixtures/plain_tasks.ts";
import { quietFlow, resultsOf, runTasks, temporaryFolder } from "./helpers.ts";

const unmerged = { autoDatasetExport: false };
const encodedFolder = (flowFile: string) => join(flowFile, "..", "encoded");
const names = (folder: string) => readdirSync(folder).sort();

/** The keys of an encoded file's arrays. */
function keysOf(path: string): string[] {
  const file = openDataFile(path);
  const keys = [...file.groups].flatMap(([group, { arrays }]) =>
    [...arrays.keys()].map((array) => `${group}/${array}`)
  );
  file.close();
  return keys.sort();
}

describe.each([["here", true], ["in workers", false]])("encoding %s", (_, debug) => {
  const options = { ...unmerged, debug, maxWorkers: 2 };

  test("writes a file and a summary for each item, none for the skipped and the failed", async () => {
    const run = await runTasks([tasks.count, tasks.encode], { sources: [8] }, options);
    const done = [0, 1, 2, 3, 4, 6];
    const folder = encodedFolder(run.flowFile);
    expect(names(folder)).toEqual(done.map((n) => `${itemName(n)}.data`).sort());
    expect(resultsOf(run, "encode")).toEqual(done.map((n) => join(folder, `${itemName(n)}.data`)));
    const summaries = join(folder, "..", "files_summary");
    expect(names(summaries)).toEqual(done.map((n) => `${itemName(n)}.json`).sort());
    const summary = JSON.parse(readFileSync(join(summaries, `${itemName(4)}.json`), "utf8"));
    expect(summary).toMatchObject({
      item: "4",
      encoded: `encoded/${itemName(4)}.data`,
      body_count: 1,
      arrays: [{ key: "values/n", shape: [1] }],
    });
    expect(run.summary).toMatchObject({
      file_count: 6,
      item_count: 8,
      skipped_count: 1,
      error_count: 1,
      flow_data: null,
      dataset_note: "No dataset: `autoDatasetExport` is off.",
    });
  });

  test("takes saved data without a return for an encoded item, and nothing for a skip", async () => {
    const run = await runTasks([tasks.count, tasks.encodeQuietly], { sources: [4] }, options);
    expect(resultsOf(run, "encode_quietly").map((path) => basename(String(path)))).toEqual(
      [0, 2].map((n) => `${itemName(n)}.data`),
    );
    expect(run.summary).toMatchObject({ file_count: 2, skipped_count: 2 });
  });
});

test("several tasks that encode the same items write one file, by one schema", async () => {
  const run = await runTasks([tasks.count, encoders.areas, encoders.lengths], { sources: [3] }, {
    ...unmerged,
  });
  expect(names(encodedFolder(run.flowFile))).toHaveLength(3);
  const [file] = resultsOf(run, "areas");
  expect(resultsOf(run, "lengths")).toHaveLength(2); // it skips one, which the other took
  expect(run.summary).toMatchObject({ file_count: 3, item_count: 3, skipped_count: 0 });
  expect(keysOf(String(file))).toEqual(["edges/lengths", "faces/areas"]);
  expect(keysOf(String(resultsOf(run, "areas")[1]))).toEqual(["faces/areas"]);
});

test("tasks that call the same items by other names write one file as well", async () => {
  const run = await runTasks(
    [tasks.count, encoders.latest, encoders.byName],
    { sources: [3] },
    unmerged,
  );
  expect(names(encodedFolder(run.flowFile))).toHaveLength(3);
  expect(run.summary).toMatchObject({ file_count: 3, error_count: 0 });
  for (const file of resultsOf(run, "latest")) {
    expect(keysOf(String(file))).toEqual(["values/by_name", "values/latest"]);
  }
});

test.each<[string, readonly unknown[], string]>([
  [
    "a task between them that may give a list",
    [tasks.count, encoders.latest, tasks.countEncoded, encoders.second],
    "unless a task between them gives a list",
  ],
  [
    "one of them in parallel, and one not",
    [tasks.count, encoders.latest, encoders.alone],
    "one of them in parallel and the other not",
  ],
  [
    "one of them waiting for the other",
    [tasks.count, encoders.latest, encoders.waits],
    "'waits' waits for what 'latest' puts out",
  ],
])("two that encode the same items are refused: %s", async (_, list, message) => {
  const flowsOutputDir = temporaryFolder();
  const run = runTasks(list, { sources: [2] }, { ...unmerged, flowsOutputDir });
  await expect(run).rejects.toThrow(message);
  expect(readdirSync(flowsOutputDir)).toEqual([]); // before anything runs
});

test("lists of two names that hold the same items do not write over each other", async () => {
  const flowsOutputDir = temporaryFolder();
  const run = runTasks([encoders.alone, encoders.second], { n: [1, 2], m: [3, 2] }, {
    ...unmerged,
    flowsOutputDir,
  });
  await expect(run).rejects.toThrow("'alone' has encoded 1 of its items, such as '2'");
  const [file] = [`${itemName(2)}.data`];
  expect(keysOf(join(flowsOutputDir, "flows", "test", "encoded", file))).toEqual(["values/alone"]);
  const apart = await runTasks([encoders.alone, encoders.second], { n: [1, 2], m: [3] }, unmerged);
  expect(names(encodedFolder(apart.flowFile))).toHaveLength(3);
});

test("a task between two that encode the same items is refused before anything runs", async () => {
  const run = runTasks([tasks.count, encoders.areas, tasks.countEncoded, encoders.lengths], {
    sources: [1],
    n: [1],
  }, unmerged);
  await expect(run).rejects.toThrow("'areas' and 'lengths' encode the same items");
});

test("`encoded_files` are the latest encoded paths, or the latest items where none are", async () => {
  const run = await runTasks([tasks.count, tasks.encode, tasks.countEncoded], { sources: [3] }, {
    ...unmerged,
  });
  expect(resultsOf(run, "count_encoded")).toEqual([3]);
  const early = await runTasks([tasks.count, tasks.countEncoded], { sources: [4] });
  expect(resultsOf(early, "count_encoded")).toEqual([4]);
});

test("a schema is set before the task, and what does not fit it fails the item", async () => {
  const run = await runTasks([tasks.count, encoders.misfit], { sources: [1] }, unmerged);
  expect(run.errors).toMatchObject([{ error_class: "SchemaViolation", task: "misfit" }]);
  expect(names(encodedFolder(run.flowFile))).toEqual([]);
});

test("equal items have files of their own, as have paths of one base name", async () => {
  const run = await runTasks([tasks.encode], { n: [4, 4, 4] }, unmerged);
  expect(names(encodedFolder(run.flowFile))).toEqual(
    [0, 1, 2].map((twin) => `${itemName(4, twin)}.data`).sort(),
  );
});

test("storages in memory write nothing: a warning, results, and no dataset", async () => {
  const run = await runTasks([tasks.count, tasks.encode], { sources: [3] }, {
    storageType: "memory",
  });
  expect(resultsOf(run, "encode")).toHaveLength(3);
  expect(names(encodedFolder(run.flowFile))).toEqual([]);
  expect(run.summary).toMatchObject({ file_count: 3, flow_data: null });
  expect(readFileSync(run.summary.flow_log, "utf8")).toContain(
    "WARNING - No dataset: the storage type 'memory' writes no files.",
  );
});

test("whatever form encoded files have, they are merged into the same dataset", async () => {
  const contents = async (provider: StorageProvider) => {
    const run = await runTasks([tasks.count, tasks.encode], { sources: [8] }, {
      storageProvider: provider,
      maxWorkers: 2,
    });
    const dataset = run.summary.flow_data!;
    return Object.fromEntries(
      readdirSync(dataset, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map((path) => [relative(dataset, path), readFileSync(path, "base64")]),
    );
  };
  const expected = await contents(storageProviders.optimized);
  expect(Object.keys(expected).length).toBeGreaterThan(3);
  for (const form of ["json", "sqlite"] as const) {
    expect(await contents(storageProviders[form]), form).toEqual(expected);
  }
});

test("a storage provider makes the storages: an object here, an export in workers", async () => {
  const made: string[] = [];
  const provider = {
    createStorage(path: string) {
      made.push(path);
      return new MemoryDataStorage(path);
    },
  };
  await runTasks([tasks.encode], { n: [1, 2] }, { ...unmerged, storageProvider: provider });
  expect(made.map((path) => basename(path))).toEqual([1, 2].map((n) => `${itemName(n)}.data`));
  const module = new URL("./fixtures/encoders.ts", import.meta.url).href;
  const run = await runTasks([tasks.encode], { n: [1, 2] }, {
    ...unmerged,
    debug: false,
    maxWorkers: 1,
    storageProvider: { module, export: "jsonProvider" },
  });
  const [path] = resultsOf(run, "encode");
  expect(String(path)).toMatch(/\.mine$/);
  expect(existsSync(String(path))).toBe(true);
});

test("no rerun removes a file, and a failed one leaves what was there", async () => {
  const flowsOutputDir = temporaryFolder();
  const options = { ...unmerged, flowsOutputDir };
  await runTasks([tasks.encode], { n: [1, 2, 3] }, options);
  const run = await runTasks([tasks.encode], { n: [2] }, options);
  const folder = encodedFolder(run.flowFile);
  const all = [1, 2, 3].map((n) => itemName(n)).sort();
  expect(names(folder)).toEqual(all.map((name) => `${name}.data`));
  expect(names(join(folder, "..", "files_summary"))).toEqual(all.map((name) => `${name}.json`));
  const failing = runTasks([tasks.encode, tasks.stop], { n: [3], numbers: [1] }, options);
  await expect(failing).rejects.toThrow("only 1");
  expect(existsSync(join(folder, `${itemName(2)}.data`))).toBe(true);
  expect(JSON.parse(readFileSync(run.flowFile, "utf8")).run_id).toBe(run.summary.run_id);
});

test("cleanOutputDir removes all of an earlier run first", async () => {
  const flowsOutputDir = temporaryFolder();
  const { flowFile } = await runTasks([tasks.encode], { n: [1] }, { ...unmerged, flowsOutputDir });
  Deno.writeTextFileSync(join(flowFile, "..", "notes.txt"), "mine");
  const flow = quietFlow({ tasks: [tasks.encode], ...unmerged, flowsOutputDir });
  await flow.process({ inputs: { n: [1] } });
  expect(existsSync(join(flowFile, "..", "notes.txt"))).toBe(true);
  const cleaning = quietFlow({
    tasks: [tasks.encode],
    ...unmerged,
    flowsOutputDir,
    cleanOutputDir: true,
  });
  await cleaning.process({ inputs: { n: [1] } });
  expect(existsSync(join(flowFile, "..", "notes.txt"))).toBe(false);
});
