import { expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { runCli } from "../../../src/cli/main.ts";
import { type FixtureBody, writeDataset } from "../../helpers/dataset_fixture.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** Twenty bodies, two to a file. */
const BODIES: FixtureBody[] = Array.from({ length: 20 }, (_, i) => ({
  file: i >> 1,
  types: [0],
  areas: [1],
  category: i % 2,
  family: i < 16 ? "gear" : "plate",
  volume: i,
}));
const flow = await writeDataset(folder("twenty"), BODIES);
const SUBSETS = BODIES.map((_, i) => i < 13 ? "training" : i < 16 ? "val" : "test");

test("a split made elsewhere: balance, class weights, what leaks, what is unknown", async () => {
  using dataset = await openDataset(flow);
  const ids = await dataset.column("id");
  const rows = SUBSETS.map((subset, i) => ({ id: Number(ids[i]), subset }));
  const report = await dataset.checkSplit([...rows.slice(0, 19), { id: 99, subset: "test" }], {
    key: "family",
  });
  expect(report).toMatchObject({
    name: null,
    seed: null,
    sizes: { train: 13, validation: 3, test: 3 },
    none: 1,
    classesWithoutTest: ["gear"],
    leakage: { files: { count: 1, examples: ["parts/6.step"] }, nearDuplicates: null },
  });
  expect(report.classes).toMatchObject([
    { label: "gear", size: 16, counts: { train: 13, validation: 3, test: 0 }, weight: 1 },
    { label: "plate", size: 4, counts: { train: 0, validation: 0, test: 3 }, weight: null },
  ]);
  expect(report.notes.join("\n")).toContain("No test sample of: gear.");
  expect(report.notes.join("\n")).toContain("1 of 20 rows are about nothing that the dataset has");
  expect(await dataset.splitNames()).toEqual([]);
});

test("of a CSV file, on the command line too; a column must say the subsets", async () => {
  const path = `${folder()}/split.csv`;
  const files = [...new Set(BODIES.map(({ file }) => file))];
  const lines = files.map((file) => `parts/${file}.step,${file < 7 ? "train" : "test"}`);
  await Deno.writeTextFile(path, ["file,split", ...lines].join("\n"));
  using dataset = await openDataset(flow);
  const report = await dataset.checkSplit(path);
  expect(report).toMatchObject({ sizes: { train: 14, validation: 0, test: 6 }, none: 0 });
  expect(report.leakage.files.count).toBe(0);
  const io = fakeIo();
  expect(await runCli(["split", flow, "--check", path, "--key", "family"], io)).toBe(0);
  expect(io.stdout()).toContain("Split 20 samples by family: train 14, validation 0, test 6");
  await expect(dataset.checkSplit(path, { column: "splt" })).rejects.toThrow("has file, split");
  await expect(dataset.checkSplit(path, { colunm: "x" } as never)).rejects.toThrow("'column'");
});
