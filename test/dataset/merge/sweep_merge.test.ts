import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MergeFolder } from "../../../src/dataset/merge/merge_folder.ts";
import { sweepMerge } from "../../../src/dataset/merge/sweep_merge.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();
const key = "0123456789abcdef";

/** A folder with parts of those names; datasets are folders. Each part says what it is. */
function folderOf(parts: Record<string, string>): string {
  const folder = mkdtempSync(join(root, "sweep-"));
  for (const [name, text] of Object.entries(parts)) {
    const path = join(folder, name);
    if (!name.startsWith("p.dataset")) writeFileSync(path, text);
    else {
      mkdirSync(path);
      writeFileSync(join(path, "zarr.json"), text);
    }
  }
  return folder;
}

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).sort().map((name) => {
      const path = join(folder, name);
      return [
        name,
        readFileSync(name.startsWith("p.dataset") ? join(path, "zarr.json") : path, "utf8"),
      ];
    }),
  );
}

const OLD = { "p.dataset": "old", "p.infoset": "old", "p.attribset": "old" };
const NEW = { "p.dataset": "new", "p.infoset": "new", "p.attribset": "new" };

test.each<[string, Record<string, string>, Record<string, string>]>([
  ["nothing to do", OLD, OLD],
  [
    "what a merge left that nobody goes on with",
    { ...OLD, [`p.dataset.tmp-${key}-12345678`]: "new", [`p.infoset.tmp-${key}`]: "new" },
    OLD,
  ],
  [
    "names of other datasets",
    { ...OLD, "pp.infoset.tmp-1": "other", "p.infoset2": "other" },
    { ...OLD, "pp.infoset.tmp-1": "other", "p.infoset2": "other" },
  ],
  [
    "killed when the old arrays were moved aside",
    {
      "p.infoset": "old",
      "p.attribset": "old",
      [`p.dataset.old-${key}`]: "old",
      [`p.infoset.tmp-${key}`]: "new",
      [`p.attribset.tmp-${key}`]: "new",
    },
    OLD,
  ],
  [
    "killed when the new arrays were in place",
    {
      ...OLD,
      "p.dataset": "new",
      [`p.dataset.old-${key}`]: "old",
      [`p.infoset.tmp-${key}`]: "new",
      [`p.attribset.tmp-${key}`]: "new",
    },
    OLD,
  ],
  [
    "killed before the last part",
    {
      "p.dataset": "new",
      "p.infoset": "new",
      [`p.dataset.old-${key}`]: "old",
      [`p.infoset.old-${key}`]: "old",
      [`p.attribset.old-${key}`]: "old",
      [`p.attribset.tmp-${key}`]: "new",
    },
    OLD,
  ],
  [
    "killed when all was in place",
    {
      ...NEW,
      [`p.dataset.old-${key}`]: "half",
      [`p.infoset.old-${key}`]: "old",
      [`p.attribset.old-${key}`]: "old",
    },
    NEW,
  ],
  ["an old part alone", { [`p.infoset.old-x`]: "old" }, { "p.infoset": "old" }],
])("%s", (_, before, after) => {
  const folder = folderOf(before);
  sweepMerge(join(folder, "p.dataset"));
  expect(contents(folder)).toEqual(after);
});

test("what can be gone on with is kept, and so is what is in use", () => {
  const folder = folderOf(OLD);
  const path = join(folder, "p.dataset");
  const left = MergeFolder.open(path, key);
  left.close();
  const atWork = MergeFolder.open(path, "fedcba9876543210");
  const double = MergeFolder.open(path, "fedcba9876543210");
  writeFileSync(join(folder, `p.infoset.tmp-${double.mark}`), "new");
  const before = readdirSync(folder).sort();
  expect(before).toHaveLength(7);
  sweepMerge(path);
  expect(readdirSync(folder).sort()).toEqual(before);
  double.close();
  sweepMerge(path);
  expect(readdirSync(folder)).toHaveLength(5);
  atWork.close();
});

test("a folder that is not there has nothing to clear away", () => {
  sweepMerge(join(root, "none", "p.dataset"));
  expect(readdirSync(root)).not.toContain("none"); // nor is it made
});
