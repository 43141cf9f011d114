import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outputFolder } from "../../src/pipeline/output_folder.ts";
import { sweepFolder } from "../../src/pipeline/sweep_folder.ts";
import { temporaryFolder } from "./helpers.ts";

function folderWith(names: readonly string[]) {
  const folder = outputFolder(temporaryFolder(), "p");
  for (const path of [folder.encoded, folder.summaries]) mkdirSync(path, { recursive: true });
  for (const name of names) writeFileSync(join(folder.root, name), name);
  const textOf = (name: string) => readFileSync(join(folder.root, name), "utf8");
  return { folder, textOf, names: () => readdirSync(folder.root).sort() };
}

test("unfinished files and probes go, whole files and a merge to be resumed stay", async () => {
  const { folder, names } = folderWith([
    "encoded/a-0123.data",
    "encoded/a-0123.data.77-0a1b2c3d.tmp",
    "encoded/.probe-0a1b2c3d-1111-2222-3333-444455556666.tmp",
    "files_summary/a-0123.json.77-0a1b2c3d.tmp",
    "p.flow",
    "p.flow.77-0a1b2c3d.tmp",
    "p.infoset.tmp-k",
    "p.dataset.tmp-k",
  ]);
  await sweepFolder(folder);
  expect(names()).toEqual(["encoded", "files_summary", "p.dataset.tmp-k", "p.flow"]);
  expect(readdirSync(folder.encoded)).toEqual(["a-0123.data"]);
  expect(readdirSync(folder.summaries)).toEqual([]);
});

test("parts that were moved aside go when all new ones are in place", async () => {
  const { folder, textOf, names } = folderWith([
    "p.dataset",
    "p.dataset.old-k",
    "p.infoset",
    "p.infoset.old-k",
  ]);
  await sweepFolder(folder);
  expect(names()).toEqual(["encoded", "files_summary", "p.dataset", "p.infoset"]);
  expect(textOf("p.dataset")).toBe("p.dataset");
});

test.each([
  ["one is missing", ["p.dataset", "p.dataset.old-k", "p.infoset.old-k", "p.infoset.tmp-k"]],
  ["one is still to come", ["p.dataset", "p.dataset.old-k", "p.infoset", "p.infoset.tmp-k"]],
])("parts that were moved aside are all put back when %s", async (_, files) => {
  const { folder, textOf, names } = folderWith(files);
  await sweepFolder(folder);
  expect(names()).toEqual(["encoded", "files_summary", "p.dataset", "p.infoset"]);
  expect(textOf("p.dataset")).toBe("p.dataset.old-k");
  expect(textOf("p.infoset")).toMatch(/^p\.infoset(\.old-k)?$/);
  expect(existsSync(join(folder.root, "p.dataset.old-k"))).toBe(false);
});
