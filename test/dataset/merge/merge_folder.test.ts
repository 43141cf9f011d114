import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isInUse, MergeFolder } from "../../../src/dataset/merge/merge_folder.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();
const newPath = () => join(mkdtempSync(join(root, "merge-")), "parts.dataset");
const key = "0123456789abcdef";

test("a merge at work is left alone: another one of the same key gets a folder of its own", () => {
  const path = newPath();
  const first = MergeFolder.open(path, key);
  expect(first.path).toBe(`${path}.tmp-${key}`);
  expect(isInUse(first.path)).toBe(true);
  const second = MergeFolder.open(path, key);
  expect(second.path).not.toBe(first.path);
  expect(second.path).toContain(`.tmp-${key}-`);
  first.close();
  expect(isInUse(first.path)).toBe(false);
  const third = MergeFolder.open(path, key);
  expect(third.path).toBe(first.path);
  for (const folder of [second, third]) folder.remove();
  expect(existsSync(first.path)).toBe(false);
});

test("what is not recorded is no shard, and is removed", () => {
  const folder = MergeFolder.open(newPath(), key);
  mkdirSync(join(folder.path, "faces/areas/c"), { recursive: true });
  for (const name of ["0", "1", "1.12-ab.tmp"]) {
    writeFileSync(join(folder.path, "faces/areas/c", name), "12345");
  }
  writeFileSync(join(folder.path, "zarr.json"), "{}");
  const task = {
    folder: folder.path,
    group: "faces",
    perBody: false,
    shard: 0,
    shardRows: 1,
    from: 0,
    to: 1,
    arrays: [],
    files: [],
  };
  folder.record.add(task, { raw: 5, written: 5, files: { "faces/areas/c/0": 5 } });
  folder.tidy();
  expect(readdirSync(join(folder.path, "faces/areas/c"))).toEqual(["0"]);
  folder.strip();
  expect(readdirSync(folder.path)).toEqual(["faces"]);
  folder.remove();
});

test("a folder that is not there is in nobody's use", () => {
  expect(isInUse(newPath())).toBe(false);
});

test("a link in the place of its folder is removed, and what it leads to stays", () => {
  const other = mkdtempSync(join(root, "other-")), path = newPath();
  writeFileSync(join(other, "theirs"), "");
  symlinkSync(other, `${path}.tmp-${key}`);
  const folder = MergeFolder.open(path, key);
  writeFileSync(join(folder.path, "ours"), "");
  folder.remove();
  expect(readdirSync(other)).toEqual(["theirs"]);
});
