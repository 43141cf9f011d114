/** What is written and removed stays in a flow's folder, whatever links are in it. */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { cleanRun } from "../../../src/pipeline/folder/clean_run.ts";
import { folderAt } from "../../../src/pipeline/folder/output_folder.ts";
import { OutputFolderError } from "../../../src/pipeline/errors.ts";
import { clear, makeFifo, makeLatinName } from "../../helpers/odd_names.ts";
import * as tasks from "../fixtures/plain_tasks.ts";
import { quietFlow, temporaryFolder } from "../helpers.ts";

/** A flow's folder, and one of somebody else with files that a run would write or clear away. */
function setUp() {
  const flowsOutputDir = temporaryFolder(), other = temporaryFolder();
  const root = join(flowsOutputDir, "flows", "test");
  mkdirSync(root, { recursive: true });
  const names = ["a.data.7-0a1b2c3d.tmp", ".lock", "flow_log.log", "zarr.json", "mine.parquet"];
  for (const name of names) writeFileSync(join(other, name), "theirs");
  return {
    ...{ root, other },
    isUntouched: () =>
      readdirSync(other).length === names.length &&
      names.every((name) => Deno.readTextFileSync(join(other, name)) === "theirs"),
    run: () =>
      quietFlow({ tasks: [tasks.count, tasks.encode], flowsOutputDir })
        .process({ inputs: { sources: [3] } }),
  };
}

test.each([
  ["encoded", ""],
  ["files_summary", ""],
  ["stream_cache", ""],
  ["test.splits", ""],
  ["flow_log.log", "flow_log.log"],
  [".lock", ".lock"],
  ["journal.sqlite", "new.sqlite"],
  ["journal.sqlite-wal", "new.sqlite-wal"],
])("a run whose '%s' is a link that leads out is refused", async (part, target) => {
  const { root, other, run, isUntouched } = setUp();
  symlinkSync(join(other, target), join(root, part));
  await expect(run()).rejects.toBeInstanceOf(OutputFolderError);
  await expect(run()).rejects.toThrow(`its '${part}`);
  expect(isUntouched()).toBe(true);
});

test.each(["test.dataset", "test.infoset", "test.flow", "audit.tmp", "run_report.html"])(
  "a link in the place of '%s' is replaced, and what it leads to stays",
  async (part) => {
    const { root, other, run, isUntouched } = setUp();
    symlinkSync(other, join(root, part));
    expect((await run()).summary.sample_count).toBe(3);
    expect(isUntouched()).toBe(true);
  },
);

test.each(["flow_log.log", ".lock", "journal.sqlite", "test.vocabulary.json"])(
  "a FIFO in the place of '%s' is refused, and nobody waits for it",
  async (part) => {
    const { root, run } = setUp();
    await makeFifo(join(root, part));
    await expect(run()).rejects.toThrow(/FIFO/);
  },
);

test("a FIFO where the last merge has left what made it is no matter", async () => {
  const { root, run } = setUp();
  await run();
  rmSync(join(root, "test.merge.json"));
  await makeFifo(join(root, "test.merge.json"));
  expect((await run()).summary.sample_count).toBe(3);
});

test("links within the folder, and one in its place, are no matter", async () => {
  const { root, other, run } = setUp();
  mkdirSync(join(root, "sub"));
  symlinkSync("sub", join(root, "encoded"));
  expect((await run()).summary.sample_count).toBe(3);
  rmSync(root, { recursive: true });
  const disk = join(other, "disk");
  mkdirSync(disk);
  symlinkSync(disk, root);
  expect((await run()).summary.sample_count).toBe(3);
  expect(existsSync(join(disk, "test.dataset"))).toBe(true);
});

test("what is cleared away are links, not what they lead to", async () => {
  const { root, other, run, isUntouched } = setUp();
  await run();
  rmSync(join(root, "encoded"), { recursive: true });
  for (const name of ["encoded", "x.tmp", "mine"]) symlinkSync(other, join(root, name));
  mkdirSync(join(root, "deep"));
  symlinkSync(other, join(root, "deep", "link"));
  await cleanRun(folderAt(root, "test"), { all: true, dryRun: false });
  expect([readdirSync(root), isUntouched()]).toEqual([[], true]);
});

test("what cannot be removed is told, and the rest is removed", async () => {
  const { root, run } = setUp();
  await run();
  mkdirSync(join(root, "deep"));
  await makeLatinName(root, ".x", "file");
  await makeLatinName(join(root, "deep"), "s", "folder");
  const { removed, left } = await cleanRun(folderAt(root, "test"), { all: true, dryRun: false });
  const why = "its name is not in UTF-8; rename it";
  expect(left).toContainEqual({ name: "caf\ufffd.x", why });
  expect(left).toHaveLength(1);
  expect(removed).toContain("test.dataset");
  expect(readdirSync(root)).toEqual(["caf\ufffd.x"]);
  await clear(root);
});

test("a split and a table are not written where a link leads out", async () => {
  const { root, other, run, isUntouched } = setUp();
  const { flowFile } = await run();
  symlinkSync(other, join(root, "test.splits"));
  using dataset = await openDataset(flowFile);
  const split = () => dataset.split({ key: "file_id", train: 1, validation: 0, test: 0 });
  await expect(split()).rejects.toThrow(`a link leads from there to '${Deno.realPathSync(other)}'`);
  expect(isUntouched()).toBe(true);
});
