import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publish } from "../../../src/dataset/merge/publish.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

function parts() {
  const folder = mkdtempSync(join(root, "publish-"));
  const names = ["a.dataset", "a.infoset"];
  const finished = names.map((name) => ({
    path: join(folder, name),
    temporary: join(folder, `${name}.tmp`),
  }));
  mkdirSync(finished[0].temporary);
  writeFileSync(join(finished[0].temporary, "zarr.json"), "new");
  writeFileSync(finished[1].temporary, "new");
  return { folder, finished };
}

test("new parts take the place of old ones, folders too", () => {
  const { folder, finished } = parts();
  mkdirSync(finished[0].path);
  writeFileSync(join(finished[0].path, "old"), "old");
  publish(finished, ".old-1");
  expect(readdirSync(folder).sort()).toEqual(["a.dataset", "a.infoset"]);
  expect(readdirSync(finished[0].path)).toEqual(["zarr.json"]);
});

test("if one part cannot be renamed, all old ones are put back", () => {
  const { folder, finished } = parts();
  writeFileSync(finished[0].path, "old");
  writeFileSync(finished[1].path, "old");
  const missing = [finished[0], { ...finished[1], temporary: join(folder, "missing") }];
  expect(() => publish(missing, ".old-1")).toThrow();
  for (const { path } of finished) expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder).filter((name) => name.endsWith(".old-1"))).toEqual([]);
});
