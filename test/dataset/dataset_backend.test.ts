import { mkdtempSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { zarrAhead, zarrBackend } from "../../src/dataset/dataset_backend.ts";
import { ToldFiles } from "../../src/dataset/merge/ahead/told_files.ts";
import { temporaryFolder } from "../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./merge/encoded_files.ts";
import { folderBytes } from "./merge/folder_bytes.ts";

const root = temporaryFolder();

afterEach(() => void vi.restoreAllMocks());

/** Files, and where their dataset goes. */
function parts() {
  const folder = mkdtempSync(join(root, "parts-"));
  const dataFiles = encodeParts(folder, [3, 2, 0, 4].map((faces) => ({ bodies: [{ faces }] })));
  return { dataFiles, ...datasetPaths(folder) };
}

/** Damages what a file says of itself; it looks as before. */
function damage(path: string): void {
  const { atime, mtime } = statSync(path), bytes = readFileSync(path);
  bytes[bytes.indexOf('"trunnion"') + 1]++;
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
}

test("files that were told of ahead are not read again, and give the same dataset", async () => {
  const what = parts();
  for (const path of what.dataFiles) utimesSync(path, 1000, 1000);
  await zarrBackend.merge(what, {});
  const before = folderBytes(what.datasetPath);
  const ahead = zarrAhead(), looked = vi.spyOn(ToldFiles.prototype, "look");
  ahead.prepare();
  for (const path of what.dataFiles) ahead.look(path);
  await vi.waitUntil(() => (looked.mock.contexts[0] as ToldFiles | undefined)?.count === 4);
  for (const path of what.dataFiles) damage(path);
  await expect(zarrBackend.merge(what, { fresh: true })).rejects.toThrow("cut short or changed");
  expect((await ahead.merge(what, { fresh: true })).sampleCount).toBe(4);
  expect(folderBytes(what.datasetPath)).toEqual(before);
});

test("a merge of files that nobody told of is like any other, and so are its options", async () => {
  const what = parts();
  const stopped = vi.spyOn(ToldFiles.prototype, "stop");
  expect((await zarrAhead().merge(what, {})).fileCount).toBe(4);
  expect(stopped).not.toHaveBeenCalled();
  const wrong = { ...what, flowname: "f" };
  await expect(zarrAhead().merge(wrong, {})).rejects.toThrow("flowName");
});

test("once a run has ended, no more files are looked into", async () => {
  const { dataFiles: [first, second] } = parts();
  const ahead = zarrAhead(), looked = vi.spyOn(ToldFiles.prototype, "look");
  ahead.look(first);
  await vi.waitUntil(() => looked.mock.calls.length === 1);
  ahead.look(second);
  ahead.stop();
  ahead.look(second);
  await import("../../src/dataset/merge/merge_files.ts"); // as long as it took to look
  expect(looked.mock.calls).toEqual([[first, undefined]]);
});
