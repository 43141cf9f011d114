import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { ToldFiles } from "../../../../src/dataset/merge/ahead/told_files.ts";
import { factsOf } from "../../../../src/dataset/merge/merge_key.ts";
import { openDataFile } from "../../../../src/storage/read_data_file.ts";
import { temporaryFolder } from "../../../storage/temporary_folder.ts";
import { encodeParts } from "../encoded_files.ts";

const folder = temporaryFolder();
const [a, b, c] = encodeParts(folder, [1, 2, 3].map((faces) => ({ bodies: [{ faces }] })));

/** What is known once all that was looked at is read. */
async function toldOf(told: ToldFiles, path: string) {
  return await vi.waitUntil(() => told.take(path, factsOf(path)));
}

test("what a file says is known, once, without its bytes", async () => {
  const told = new ToldFiles();
  told.look(a);
  const { attributes, groups } = openDataFile(a);
  expect(await toldOf(told, a)).toEqual({ path: a, attributes, groups });
  expect(told.take(a, factsOf(a))).toBe(null);
  expect(told.take(b, factsOf(b))).toBe(null);
});

test("a file that was written since is not known, nor one that cannot be read", async () => {
  const told = new ToldFiles(), broken = join(folder, "broken.data");
  writeFileSync(broken, "no zip");
  for (const path of [a, broken, b]) told.look(path);
  await toldOf(told, b);
  utimesSync(a, 1, 1);
  expect(told.take(a, factsOf(a))).toBe(null);
  expect(told.take(broken, factsOf(broken))).toBe(null);
});

test("of more files than there may be the later ones are left to the merge", async () => {
  const told = new ToldFiles(2);
  for (const path of [a, b, c]) told.look(path);
  for (const path of [a, b]) await toldOf(told, path);
  expect(told.take(c, factsOf(c))).toBe(null);
  told.look(c);
  await toldOf(told, c);
});

test("once it is stopped, nothing more is read", async () => {
  const told = new ToldFiles();
  for (const path of [a, b, c]) told.look(path);
  await told.stop();
  expect(told.take(c, factsOf(c))).toBe(null);
  told.look(c);
  await toldOf(told, c);
});
