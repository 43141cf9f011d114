import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { DatasetLoader } from "../../../src/dataset/dataset_loader.ts";
import { where } from "../../../src/dataset/query/where.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { type FixtureBody, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const SHARES = { train: 0.6, validation: 0.2, test: 0.2 };
const FAMILIES = ["gear", "plate", "shaft"];

/** A hundred bodies in sixty files; planes everywhere, a torus in every tenth. */
const BODIES: FixtureBody[] = Array.from({ length: 100 }, (_, i) => ({
  file: i < 80 ? i >> 1 : i - 40,
  types: [0, 0, ...i % 3 === 0 ? [1] : [], ...i % 10 === 0 ? [4] : []],
  areas: [1, 2, ...i % 3 === 0 ? [3] : [], ...i % 10 === 0 ? [4] : []],
  category: i % 4,
  family: FAMILIES[i % 7 % 3],
  volume: i,
}));
const hundred = await writeDataset(folder("hundred"), BODIES);

async function assignment(options: Record<string, unknown>): Promise<(string | null)[]> {
  using dataset = await openDataset(hundred);
  await dataset.split({ ...SHARES, name: "tried", replace: true, ...options });
  const table = await dataset.table("splits");
  return Array.from(table.array("tried")) as (string | null)[];
}

const hashOf = (subsets: readonly (string | null)[]) =>
  createHash("sha256").update(subsets.join()).digest("hex").slice(0, 16);

/** Golden: a split of these bodies is the same on every machine and in every release. */
test.each([
  ["by a class", { key: "family" }, "6b99163f1dc7bc14"],
  ["by a class, without groups", { key: "family", groupBy: null }, "cce2f446939631f4"],
  ["by two keys", { key: ["family", "labels/part_category"] }, "630b93b46497ef72"],
  ["by the labels of faces", { key: "face_types", stratify: "multilabel" }, "dc2c3f7fe6f614f1"],
  ["at random", {}, "0d8a1a8cb69a504e"],
  ["by measurements", { key: "volume", bins: 4, seed: 7 }, "8b04462ab15b963c"],
])("%s: the assignment is what it always was", async (_, options, golden) => {
  expect(hashOf(await assignment(options))).toBe(golden);
});

describe("stratified", () => {
  test("by several keys: each combination is a class", async () => {
    using dataset = await openDataset(hundred);
    const { report } = await dataset.split({
      ...SHARES,
      key: ["family", "part_category"],
      groupBy: null,
      name: "both",
    });
    expect(report.key).toBe("family, labels/part_category");
    expect(report.classes).toHaveLength(12);
    expect(report.classes[0].label).toBe("gear / bracket");
    for (const { size, counts } of report.classes) {
      expect(Math.abs(counts.test - 0.2 * size)).toBeLessThanOrEqual(1);
    }
  });

  test("by the labels of faces: a sample has all of its faces' classes", async () => {
    using dataset = await openDataset(hundred);
    const { report } = await dataset.split({
      ...SHARES,
      key: ["face_types", "family"],
      stratify: "multilabel",
      groupBy: null,
      name: "faces",
    });
    const counted = Object.fromEntries(
      report.classes.map(({ label, counts }) => [label, Object.values(counts)]),
    );
    expect(Object.keys(counted)).toEqual([
      "faces/face_types=0",
      "faces/face_types=1",
      "faces/face_types=4",
      "family=gear",
      "family=plate",
      "family=shaft",
    ]);
    expect(counted["faces/face_types=0"]).toEqual([60, 20, 20]);
    expect(counted["faces/face_types=4"]).toEqual([6, 2, 2]);
    const found = await dataset.subset("test", { split: "faces" });
    expect(found.length).toBe(20);
  });

  test("not at all: keys are reported, and decide nothing", async () => {
    const plain = await assignment({});
    expect(await assignment({ key: "family", stratify: "none" })).toEqual(plain);
    expect(new Set(plain).size).toBe(3);
  });

  test.each([
    [{ stratify: "multilabels" }, "Did you mean 'multilabel'?"],
    [{ stratify: "single" }, "needs a 'key' whose classes are divided"],
    [{ key: "family", dedupe: "exakt" }, 'must be "exact", "fingerprint" or { bits: n }'],
    [{ key: "family", dedupe: { bits: 0 } }, 'found {"bits":0}'],
    [{ key: "family", dedupe: "fingerprint" }, "Encode with pushFingerprint()"],
    [{ key: "family", dedupe: { bits: 6 } }, "Encode with pushFaceGrid(10, 10)"],
    [{ key: "family", groupBy: "faces/face_types" }, "one for each row of 'faces'"],
    [{ key: "family", train: 0.5 }, "`train: 0.556, validation: 0.222, test: 0.222`"],
    [{ key: "family", groupBy: () => Promise.resolve(1) }, "found a promise"],
    [{ key: "family", groupBy: () => 1 }, "by groupBy, and exact copies, make 1 groups of 100"],
  ])("refuses %j", async (options, message) => {
    await expect(assignment(options)).rejects.toThrow(message);
  });
});

describe("groups", () => {
  test("by a column, and by a function of a row", async () => {
    using dataset = await openDataset(hundred);
    const tens = (row: Record<string, unknown>) => Math.floor(Number(row.volume) / 10);
    const { report } = await dataset.split({
      ...SHARES,
      key: "family",
      groupBy: tens,
      name: "tens",
    });
    expect(report).toMatchObject({
      groupBy: "(function)",
      groups: 10,
      leakage: { groups: { count: 0, examples: [] } },
    });
    const own = await dataset.table("splits");
    const subsets = own.array("tens");
    for (let s = 0; s < 100; s++) expect(subsets[s]).toBe(subsets[10 * Math.floor(s / 10)]);
    const again = { ...SHARES, key: "family", name: "tens" };
    expect((await dataset.split({ ...again, groupBy: tens })).report.kept).toBe(true);
    await expect(dataset.split({ ...again, groupBy: (row) => Number(row.volume) % 10 })).rejects
      .toThrow("its groups were made by a function, and this one makes others");
    await expect(dataset.split({ ...again, groupBy: "file" })).rejects.toThrow(
      "groupBy a function (asked for: file)",
    );
    const byColumn = await dataset.split({
      ...SHARES,
      groupBy: "material_code",
      name: "material",
      validation: 0,
      test: 0.4,
    });
    expect(byColumn.report.groups).toBe(2);
  });
});

describe("folds", () => {
  test("each sample is tested once, and its file is never in training then", async () => {
    await using loader = await DatasetLoader.open(hundred);
    const folds = await loader.kfold({ key: "family", folds: 4 });
    expect(folds.map(({ name }) => name)).toEqual(["fold_0", "fold_1", "fold_2", "fold_3"]);
    const tested = folds.flatMap(({ test }) => test.indices).sort((a, b) => a - b);
    expect(tested).toEqual(BODIES.map((_, i) => i));
    for (const { train, test } of folds) {
      expect(train.length + test.length).toBe(100);
      expect(Math.abs(test.length - 25)).toBeLessThanOrEqual(2);
      const files = new Set(test.indices.map((i) => BODIES[i].file));
      expect(train.indices.some((i) => files.has(BODIES[i].file))).toBe(false);
    }
    const dataset = await loader.dataset();
    const again = await dataset.kfold({ key: "family", folds: 4 });
    expect(again.report.kept).toBe(true);
    expect(again.map(({ test }) => test.indices)).toEqual(folds.map(({ test }) => test.indices));
    const second = await loader.getDataset("fold_1", { split: "kfold" });
    expect(second.indices).toEqual(folds[1].test.indices);
    const chart = await dataset.chart.splits("family", { split: "kfold" });
    expect(String(chart)).toContain("fold_3");
    await expect(dataset.subset("train", { split: "kfold" })).rejects.toThrow(
      "There are: 'fold_0'",
    );
  });

  test.each([
    [{ folds: 1 }, "must be an integer of at least 2, found 1"],
    [{ folds: 3, name: "default" }, "must be train, validation and test"],
    [
      { folds: 70, replace: true },
      "Cannot split into 70 subsets: what stays together by 'file', and exact copies",
    ],
    [{ fold: 3 }, "Did you mean 'folds'?"],
  ])("refuses %j", async (options, message) => {
    using dataset = await openDataset(hundred);
    await expect(dataset.kfold({ key: "family", ...options })).rejects.toThrow(message);
  });
});

test("a split that is reset is gone, and can be made otherwise", async () => {
  await using loader = await DatasetLoader.open(await writeDataset(folder(), BODIES));
  const dataset = await loader.dataset();
  await loader.split({ ...SHARES, key: "family" });
  await loader.split({ ...SHARES, key: "family", name: "second" });
  await loader.resetSplitState();
  expect(await dataset.splitNames()).toEqual(["second"]);
  await expect(loader.getDataset("train")).rejects.toThrow("has not been split yet");
  await loader.split({ ...SHARES, key: "family", seed: 1 });
  await dataset.resetSplitState("second");
  expect(await dataset.splitNames()).toEqual(["default"]);
  await expect(dataset.resetSplitState("secnod")).rejects.toThrow("Cannot find the split 'secnod'");
});

describe("a split of those that a query finds", () => {
  test("leaves the others out, and says so", async () => {
    const options = { key: "family", where: where("family").ne("plate") };
    const subsets = await assignment(options);
    const left = BODIES.map(({ family }) => family === "plate");
    expect(subsets.map((subset) => subset === null)).toEqual(left);
    using dataset = await openDataset(hundred);
    const { report } = await dataset.split({ ...SHARES, name: "asked", ...options });
    const excluded = left.filter((one) => one).length;
    expect(report).toMatchObject({ excluded, none: excluded, duplicates: 0 });
    expect(report.notes).toContain(`${excluded} samples are left out by 'where'`);
    await expect(dataset.split({ ...SHARES, name: "asked", key: "family" })).rejects.toThrow(
      'where family != "plate" (asked for: none)',
    );
  });

  test("takes the query as data, and no function", async () => {
    const data = JSON.parse(JSON.stringify(where("volume").lt(50)));
    const subsets = await assignment({ where: data });
    expect(subsets.map((subset) => subset === null)).toEqual(BODIES.map((_, i) => i >= 50));
    await expect(assignment({ where: () => true })).rejects.toThrow("a function cannot be");
    await expect(assignment({ where: where("volume").lt(0) })).rejects.toThrow("no sample matches");
    await expect(assignment({ where: where("volum").lt(0) })).rejects.toThrow("volume");
  });

  test("leaves out what is tagged", async () => {
    using dataset = await openDataset(await writeDataset(folder("tagged"), BODIES));
    await dataset.tag([3, 4], "doubtful");
    const { report } = await dataset.split({
      ...SHARES,
      where: where("tags").includes("doubtful").not(),
    });
    expect(report).toMatchObject({ excluded: 2, none: 2 });
  });
});
