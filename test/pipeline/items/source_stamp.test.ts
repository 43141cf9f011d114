import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSettled, sourceStamp } from "../../../src/pipeline/items/source_stamp.ts";
import { temporaryFolder } from "../helpers.ts";

test("a stamp tells a file that has changed, and is there for files only", () => {
  const folder = temporaryFolder();
  const path = join(folder, "a");
  expect(sourceStamp(path)).toBeNull();
  mkdirSync(join(folder, "b"));
  expect(sourceStamp(join(folder, "b"))).toBeNull();
  writeFileSync(path, "one");
  const before = sourceStamp(path)!;
  expect(sourceStamp(path)).toEqual(before);
  expect(before.size).toBe(3);
  utimesSync(path, 1, 1);
  expect(sourceStamp(path)!.text).not.toBe(before.text);
});

test("a stamp proves nothing for as long as a file may change without a sign of it", () => {
  const stamp = { text: "", size: 1, changedMs: 10_000 };
  expect(isSettled(stamp, 10_000)).toBe(false);
  expect(isSettled(stamp, 12_000)).toBe(false); // the coarsest clock
  expect(isSettled(stamp, 12_001)).toBe(true);
});
