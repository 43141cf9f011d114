import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset, where } from "../../../mod.ts";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const root = temporaryFolder();

/** A dataset of empty files in the folders `a` and `b` of a project. */
async function project(name: string, files: readonly string[]) {
  const folder = join(root, name);
  mkdirSync(join(folder, "out"), { recursive: true });
  const dataFiles = files.map((file, i) => {
    const path = join(folder, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, file);
    const storage = new ZipDataStorage(join(folder, "out", `${i}.data`));
    storage.setSource({ path, hash: file.padEnd(64, "0"), size: 1, provenance: {} });
    storage.saveData("faces/areas", [i]);
    storage.compressStore();
    return storage.getFilePath();
  });
  const out = join(folder, "out", "parts");
  await new DatasetMerger({
    dataFiles,
    sourceFolders: ["a", "b"].map((one) => join(folder, one)),
    datasetPath: `${out}.dataset`,
    infosetPath: `${out}.infoset`,
    attribsetPath: `${out}.attribset`,
    flowName: "parts",
  }).mergeData();
  return folder;
}

const open = (folder: string) => openDataset(join(folder, "out", "parts.dataset"));

test("files are given by their whole paths, each once", async () => {
  const folder = await project("whole", ["a/x.step", "b/x.step", "b/y/z.step"]);
  using dataset = await open(folder);
  expect(await dataset.column("file")).toEqual(["a/x.step", "b/x.step", "b/y/z.step"]);
  expect(await dataset.column("name")).toEqual(["a/x", "b/x", "b/y/z"]);
  const paths = await dataset.files();
  expect(paths.map((path) => readFileSync(path, "utf8"))).toEqual(await dataset.column("file"));
  expect(await dataset.files({ where: where("name").eq("b/x") })).toEqual([
    join(folder, "b", "x.step"),
  ]);
});

test("a project that was moved as a whole finds its files", async () => {
  const folder = await project("before", ["a/x.step"]);
  const moved = join(root, "after");
  renameSync(folder, moved);
  using dataset = await open(moved);
  expect(await dataset.files()).toEqual([join(moved, "a", "x.step")]);
});

test("a source folder that was moved is named, with what to say", async () => {
  const folder = await project("gone", ["a/x.step", "b/x.step"]);
  renameSync(join(folder, "b"), join(folder, "c"));
  using dataset = await open(folder);
  const b = join(folder, "b");
  await expect(dataset.files()).rejects.toThrow(
    `Cannot tell where 'b/x.step' is: its source folder '${b}' is not there any more. If it was ` +
      'moved, say where it is: files({ sources: { "b/": "where/it/is" } })',
  );
  expect(await dataset.files({ sources: { "b/": join(folder, "c") } })).toEqual([
    join(folder, "a", "x.step"),
    join(folder, "c", "x.step"),
  ]);
  await expect(dataset.files({ source: "x" } as never)).rejects.toThrow("sources");
});

test("the file of the folders is refused where it is damaged", async () => {
  const folder = await project("damaged", ["a/x.step"]);
  const path = join(folder, "out", "parts.sources.json");
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
    format: 1,
    sources: [{ folder: join(folder, "a"), prefix: "", relative: "../a" }],
  });
  writeFileSync(path, '{"format":1,"sources":[{}]}');
  using dataset = await open(folder);
  await expect(dataset.files()).rejects.toThrow("Cannot read the source folders");
});
