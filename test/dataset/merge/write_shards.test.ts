import { readFileSync, rmSync } from "node:fs";
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

test("a file that is gone is refused by its name", async () => {
  const [task] = await tasksOf("gone");
  rmSync(task.files[0].path);
  await expect(writeShards(task)).rejects.toThrow(`Cannot merge '${task.files[0].path}'`);
});
