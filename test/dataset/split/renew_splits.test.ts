import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { bodyOf } from "../../storage/bodies.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths } from "../merge/encoded_files.ts";

const root = temporaryFolder();

/** A source file: its path, its content, its bodies. */
interface Source {
  readonly path: string;
  readonly content?: string;
  readonly bodies?: number;
}

/** Writes the sources' encoded files and merges them into `parts`. */
async function version(folder: string, sources: readonly Source[]) {
  const encoded = mkdtempSync(join(folder, "encoded-"));
  const dataFiles = sources.map(({ path, content = path, bodies = 1 }, i) => {
    const storage = new ZipDataStorage(join(encoded, `${i}.data`));
    storage.setSource({ path, hash: content.padEnd(64, "0"), size: 1, provenance: {} });
    for (let b = 0; b < bodies; b++) {
      const body = storage.body(bodyOf(b, 1, 1, `body ${b}`));
      body.saveData("labels/family", Int32Array.of(content.length % 2));
      body.saveMetadata("weight", content.length + b / 2);
    }
    storage.compressStore();
    storage.close();
    return storage.getFilePath();
  });
  const merger = new DatasetMerger({ dataFiles, sourceFolders: ["."], ...datasetPaths(folder) });
  const report = await merger.mergeData();
  using dataset = await openDataset(join(folder, "parts.dataset"));
  const [files, subsets] = await Promise.all([dataset.column("file"), dataset.column("subset")]);
  const subsetOf = Object.fromEntries(files.map((file, s) => [String(file), subsets[s]]));
  return { report, subsets, subsetOf, mergeAgain: () => merger.mergeData({ fresh: true }) };
}

const SOURCES: readonly Source[] = Array.from({ length: 22 }, (_, i) => (
  { path: `parts/${"x".repeat(i % 5)}${i}.step`, bodies: 1 + i % 3 }
));

async function split(folder: string, more = {}) {
  using dataset = await openDataset(join(folder, "parts.dataset"));
  const shares = { train: 0.6, validation: 0.2, test: 0.2 };
  return await dataset.split({ key: "family", group: "labels", ...shares, ...more });
}

test("a dataset that is not split has no subsets, and no folder for splits", async () => {
  const folder = mkdtempSync(join(root, "none-"));
  const { subsets, report } = await version(folder, SOURCES);
  expect(new Set(subsets)).toEqual(new Set([null]));
  expect(report.splits).toEqual([]);
  expect(readdirSync(folder)).not.toContain("parts.splits");
});

test("a split is in every later version: nobody moves, and new samples get subsets", async () => {
  const folder = mkdtempSync(join(root, "split-"));
  await version(folder, SOURCES);
  const { report } = await split(folder);
  expect(report).toMatchObject({ leakage: { files: { count: 0 } }, groups: 22, kept: false });
  const first = await version(folder, SOURCES);
  expect(first.subsets).not.toContain(null);
  const file = join(folder, "parts.splits", "default.parquet");
  const bytes = readFileSync(file);
  expect((await first.mergeAgain()).splits).toMatchObject([{ stayed: 43, left: 0, edited: 0 }]);
  expect(readFileSync(file).equals(bytes)).toBe(true);

  const added = [{ path: "parts/new.step" }, { path: "parts/other.step", bodies: 2 }];
  const second = await version(folder, [...added, ...SOURCES]);
  expect(second.report.splits).toMatchObject([{ stayed: 43, left: 0, joined: 0 }]);
  expect(second.subsetOf).toEqual({ ...first.subsetOf, ...pick(second.subsetOf, added) });
  expect(second.subsets).not.toContain(null);

  const third = await version(folder, SOURCES.slice(1));
  expect(third.report.splits).toMatchObject([{ stayed: 42, left: 4 }]);
  const { [SOURCES[0].path]: gone, ...rest } = first.subsetOf;
  expect(third.subsetOf).toEqual(rest);
  const fourth = await version(folder, SOURCES);
  expect(fourth.report.splits).toMatchObject([{ stayed: 43, returned: 1 }]);
  expect(fourth.subsetOf[SOURCES[0].path]).toBe(gone);
});

test("a copy of a test sample in train's folder is a test sample", async () => {
  const folder = mkdtempSync(join(root, "copy-"));
  await version(folder, SOURCES);
  await split(folder);
  const { subsetOf } = await version(folder, SOURCES);
  const original = SOURCES.find(({ path }) => subsetOf[path] === "test")!;
  const copy = { ...original, content: original.path, path: "train/copy.step" };
  const next = await version(folder, [copy, ...SOURCES]);
  expect(next.subsetOf).toEqual({ ...subsetOf, [copy.path]: "test" });
  expect(next.report.splits).toMatchObject([{ joined: original.bodies }]);
});

test("measurements stay in the bins that they had", async () => {
  const folder = mkdtempSync(join(root, "bins-"));
  await version(folder, SOURCES);
  await split(folder, { key: "weight", group: null, bins: 3 });
  const next = await version(folder, [...SOURCES, { path: "parts/far_heavier_than_all.step" }]);
  expect(next.report.splits).toMatchObject([{ stayed: 43 }]);
  const { report } = await split(folder, { key: "weight", group: null, bins: 3 });
  expect(report).toMatchObject({ kept: true });
  expect(report.classes).toHaveLength(3);
});

test("a split is asked for again as it is, and made otherwise only with `replace`", async () => {
  const folder = mkdtempSync(join(root, "again-"));
  await version(folder, SOURCES);
  const { report: _, ...sizes } = await split(folder);
  expect(await split(folder)).toMatchObject({ ...sizes, report: { kept: true } });
  await expect(split(folder, { seed: 7 })).rejects.toThrow(
    "it was made with seed 42 (asked for: 7). Give this one another `name`, or have the other " +
      "made anew with `replace: true`",
  );
  expect((await split(folder, { seed: 7, name: "second" })).report.name).toBe("second");
  expect((await split(folder, { seed: 7, replace: true })).report.kept).toBe(false);
  expect(readdirSync(join(folder, "parts.splits"))).toEqual(["default.parquet", "second.parquet"]);
  await expect(split(folder, { name: "../x" })).rejects.toThrow("letters, digits");
});

test("a split that is damaged ends the merge: the dataset and the split stay", async () => {
  const folder = mkdtempSync(join(root, "damaged-"));
  await version(folder, SOURCES);
  await split(folder);
  const { subsets } = await version(folder, SOURCES);
  const file = join(folder, "parts.splits", "default.parquet");
  writeFileSync(file, "no split");
  await expect(version(folder, SOURCES.slice(2))).rejects.toThrow("default.parquet");
  using dataset = await openDataset(join(folder, "parts.dataset"));
  expect(await dataset.column("subset")).toEqual(subsets);
  expect(readFileSync(file, "utf8")).toBe("no split");
});

test("fewer groups than subsets say what to do", async () => {
  const folder = mkdtempSync(join(root, "few-"));
  await version(folder, [{ path: "a", bodies: 5 }, { path: "b", bodies: 4 }]);
  await expect(split(folder)).rejects.toThrow("make 2 groups of 9 samples. Add files, ask for");
  const sizes = await split(folder, { groupBy: null });
  expect([...sizes].reduce((a, b) => a + b)).toBe(9);
  await expect(split(folder, { groupBy: "fiel", replace: true })).rejects.toThrow("'file'?");
});

test("of a function's groups those are kept that it made, and new files are groups", async () => {
  const folder = mkdtempSync(join(root, "function-"));
  await version(folder, SOURCES);
  const tens = ({ file }: Record<string, unknown>) => String(file).length % 4;
  const { report } = await split(folder, { groupBy: tens });
  expect(report).toMatchObject({ groups: 4, leakage: { groups: { count: 0 } } });
  const before = await version(folder, SOURCES);
  expect(before.report.warnings.join()).not.toContain("cannot be asked");
  const added = [{ path: "parts/new.step", bodies: 3 }];
  const after = await version(folder, [...SOURCES, ...added]);
  expect(after.report.warnings.join()).toContain(
    "the function that grouped its samples cannot be asked about new ones, which keep together " +
      "by file: parts/new.step",
  );
  expect(after.subsetOf).toEqual({ ...before.subsetOf, ...pick(after.subsetOf, added) });
  expect(after.subsetOf["parts/new.step"]).not.toBeNull();
});

function pick(subsets: Record<string, unknown>, sources: readonly Source[]) {
  return Object.fromEntries(sources.map(({ path }) => [path, subsets[path]]));
}
