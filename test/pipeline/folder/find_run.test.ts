import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findRun } from "../../../src/pipeline/folder/find_run.ts";
import { temporaryFolder } from "../helpers.ts";

test("a run is found by its folder, its .flow, its .dataset and its journal", () => {
  const root = temporaryFolder();
  expect(() => findRun(root)).toThrow(`there is neither 'journal.sqlite' nor `);
  const journal = join(root, "journal.sqlite");
  writeFileSync(journal, "");
  mkdirSync(join(root, "x.dataset"));
  for (const path of [root, journal, join(root, "x.flow"), join(root, "x.dataset")]) {
    expect(findRun(path)).toMatchObject({ root, journal });
  }
});

test("a path that leads to nothing is told, not what is beside it", () => {
  const path = join(temporaryFolder(), "parts");
  expect(() => findRun(path)).toThrow(`'${path}' does not exist. A flow's folder is`);
});
