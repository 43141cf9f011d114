import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MergeError } from "../../../src/dataset/merge/merge_error.ts";
import { planMerge } from "../../../src/dataset/merge/plan_merge.ts";
import { shardTasks } from "../../../src/dataset/merge/shard_task.ts";
import { writeShards } from "../../../src/dataset/merge/write_shards.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { encodeParts } from "./encoded_files.ts";

const folder = temporaryFolder();
const parts = Array.from({ length: 5 }, (_, i) => ({ bodies: [{ faces: 3 + i }] }));

async function tasksOf(out: string) {
  const dataFiles = encodeParts(folder, parts);
  const { plan } = await planMerge({ dataFiles, flowName: "f", faceChunk: 4 });
  return [...shardTasks(plan, join(folder, out))];
}

test("tasks give the same bytes in any order, and after being sent elsewhere", async () => {
  const forward = await tasksOf("forward");
  for (const task of forward) await writeShards(task);
  const backward = await tasksOf("backward");
  for (const task of backward.reverse()) await writeShards(structuredClone(task));
  for (const { group, shard } of forward.filter(({ group }) => group === "faces")) {
    const file = `${group}/grid/c/${shard}/0/0`;
    expect(readFileSync(join(folder, "backward", file))).toEqual(
      readFileSync(join(folder, "forward", file)),
    );
  }
});

test("a file that changed since the plan is refused", async () => {
  const [task] = await tasksOf("changed");
  encodeParts(folder, [{ bodies: [{ faces: 3 }, { faces: 1 }] }]);
  await expect(writeShards(task)).rejects.toThrow(MergeError);
  await expect(writeShards(task)).rejects.toThrow("has changed since the merge began");
});

test("a file that was written again in the same way is merged, by what it says now", async () => {
  const [task, again] = [...await tasksOf("first"), ...await tasksOf("again")]
    .filter(({ group, shard }) => group === "faces" && shard === 0);
  await writeShards(task);
  for (const { path } of again.files) utimesSync(path, 1, 1);
  await writeShards(again);
  const bytes = (out: string) => readFileSync(join(folder, out, "faces/grid/c/0/0/0"));
  expect(bytes("again")).toEqual(bytes("first"));
});

test("what a file says is read once, unless it was written again", async () => {
  const [task] = (await tasksOf("told")).filter(({ group }) => group === "instances");
  const [{ path }] = task.files, { mtime } = statSync(path);
  const damaged = readFileSync(path);
  damaged[damaged.indexOf('"node_type":"array"')]++;
  writeFileSync(path, damaged);
  await expect(writeShards(task)).rejects.toThrow("was cut short or changed");
  utimesSync(path, mtime, mtime);
  const { size, mtimeMs } = statSync(path);
  const [first, ...others] = task.files;
  const files = [{ ...first, facts: { size, mtimeMs } }, ...others];
  expect((await writeShards({ ...task, files })).raw).toBeGreaterThan(0);
});

test("a file that is gone is refused by its name", async () => {
  const [task] = await tasksOf("gone");
  rmSync(task.files[0].path);
  await expect(writeShards(task)).rejects.toThrow(`Cannot merge '${task.files[0].path}'`);
});
