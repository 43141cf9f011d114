import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outputFolder } from "../../../src/pipeline/folder/output_folder.ts";
import { sweepFolder } from "../../../src/pipeline/folder/sweep_folder.ts";
import { temporaryFolder } from "../helpers.ts";

function folderWith(names: readonly string[]) {
  const folder = outputFolder(temporaryFolder(), "p");
  for (const path of [folder.encoded, folder.summaries]) mkdirSync(path, { recursive: true });
  for (const name of names) writeFileSync(join(folder.root, name), name);
  const textOf = (name: string) => readFileSync(join(folder.root, name), "utf8");
  return { folder, textOf, names: () => readdirSync(folder.root).sort() };
}

const KEY = "0123456789abcdef";

test("unfinished files and probes go, whole files and a merge to be resumed stay", async () => {
  const { folder, names } = folderWith([
    "encoded/a-0123.data",
    "encoded/a-0123.data.77-0a1b2c3d.tmp",
    "encoded/.probe-0a1b2c3d-1111-2222-3333-444455556666.tmp",
    "files_summary/a-0123.json.77-0a1b2c3d.tmp",
    "p.flow",
    "p.flow.77-0a1b2c3d.tmp",
    "p.infoset.tmp-k",
    `p.dataset.tmp-${KEY}`,
  ]);
  await sweepFolder(folder);
  expect(names()).toEqual(["encoded", "files_summary", `p.dataset.tmp-${KEY}`, "p.flow"]);
  expect(readdirSync(folder.encoded)).toEqual(["a-0123.data"]);
  expect(readdirSync(folder.summaries)).toEqual([]);
});

test("a dataset that was being replaced is the old one again", async () => {
  const { folder, textOf, names } = folderWith([
    "p.dataset",
    "p.dataset.old-k",
    "p.infoset.old-k",
    "p.infoset.tmp-k",
    "p.attribset",
    "p.attribset.tmp-k",
  ]);
  await sweepFolder(folder);
  const parts = ["p.attribset", "p.dataset", "p.infoset"];
  expect(names()).toEqual(["encoded", "files_summary", ...parts]);
  expect(parts.map(textOf)).toEqual(["p.attribset", "p.dataset.old-k", "p.infoset.old-k"]);
});
