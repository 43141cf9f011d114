import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RECORD_NAME, ShardRecord } from "../../../src/dataset/merge/shard_record.ts";
import type { ShardTask } from "../../../src/dataset/merge/shard_task.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

function task(folder: string, shard: number): ShardTask {
  const rest = { shardRows: 4, from: 4 * shard, to: 4 * shard + 4, arrays: [], files: [] };
  return { folder, group: "faces", perBody: false, shard, ...rest };
}

/** A folder with a record of two tasks, and their shards. */
function recorded() {
  const folder = mkdtempSync(join(root, "record-"));
  const record = new ShardRecord(folder);
  for (const shard of [0, 1]) {
    writeFileSync(join(folder, `${shard}`), "12345");
    record.add(task(folder, shard), { raw: 9, written: 5, files: { [shard]: 5 } });
  }
  record.close();
  return folder;
}

const found = (folder: string) => {
  const record = new ShardRecord(folder);
  record.close();
  return [0, 1, 2].filter((shard) => record.find(task(folder, shard)) !== undefined);
};

test("a record is found again, with what the tasks gave", () => {
  const folder = recorded();
  const record = new ShardRecord(folder);
  expect(record.find(task(folder, 1))).toMatchObject({ raw: 9, written: 5, files: { 1: 5 } });
  expect([...record.files()]).toEqual(["0", "1"]);
  expect(record.find({ ...task(folder, 1), perBody: true })).toBeUndefined();
  record.remove();
  expect(found(folder)).toEqual([]);
});

test("wherever the last line is torn, the lines before it hold, and others can follow", () => {
  const whole = readFileSync(join(recorded(), RECORD_NAME), "utf8");
  for (let length = whole.indexOf("\n") + 1; length < whole.length - 1; length += 7) {
    const folder = recorded();
    truncateSync(join(folder, RECORD_NAME), length);
    const record = new ShardRecord(folder);
    expect(record.size).toBe(1);
    record.add(task(folder, 1), { raw: 9, written: 5, files: { 1: 5 } });
    record.close();
    expect(found(folder)).toEqual([0, 1]);
  }
});

test("a task counts only with its files, in their sizes", () => {
  const folder = recorded();
  appendFileSync(join(folder, "0"), "6");
  expect(found(folder)).toEqual([1]);
  Deno.removeSync(join(folder, "1"));
  expect(found(folder)).toEqual([]);
});
