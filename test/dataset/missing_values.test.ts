import { join } from "node:path";
import { expect, test } from "vitest";
import { DatasetMerger } from "../../src/dataset/merge/dataset_merger.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { type Where, where } from "../../src/dataset/query/where.ts";
import { verifyDataset } from "../../src/dataset/verify/verify_dataset.ts";
import { createStorage } from "../../src/storage/create_storage.ts";
import { SchemaBuilder } from "../../src/storage/schema/schema_builder.ts";
import { bodyOf } from "../storage/bodies.ts";
import { temporaryFolder } from "../storage/temporary_folder.ts";

const folder = temporaryFolder();
const builder = new SchemaBuilder({ domain: "parts" });
builder.createGroup("labels", "body").createArray("grade", ["body"], "int32", "", { missing: -1 })
  .createArray("weight", ["body"], "float32", "", { missing: NaN });
builder.createGroup("face_labels", "face").createArray("kind", ["face"], "int32", "", {
  missing: -1,
});
const schema = builder.build();

/** Six files of one body each; the second and the fifth have no labels. */
async function merged() {
  const dataFiles = [0, 1, 2, 3, 4, 5].map((file) => {
    const storage = createStorage("optimized", join(folder, `${file}.data`));
    storage.setSchema(schema);
    const sample = storage.body(bodyOf(0, 2, 1));
    if (file % 3 !== 1) {
      sample.saveData("labels/grade", file % 2);
      sample.saveData("labels/weight", file);
      sample.saveData("face_labels/kind", [file, -1]);
    }
    storage.setSource({ path: `${file}.step`, hash: `${file}`, size: 1, provenance: {} });
    storage.compressStore();
    return storage.getFilePath();
  });
  const datasetPath = join(folder, "parts.dataset");
  await new DatasetMerger({
    dataFiles,
    datasetPath,
    infosetPath: join(folder, "parts.infoset"),
    attribsetPath: join(folder, "parts.attribset"),
    flowName: "parts",
  }).mergeData();
  return datasetPath;
}
const datasetPath = await merged();

test("a missing value matches no query and is no class, and is counted as missing", async () => {
  using dataset = await openDataset(datasetPath);
  const found = (query: Where) => dataset.getFileList({ where: query });
  expect(await found(where("labels.grade").eq(-1))).toEqual([]);
  expect(await found(where("labels.grade").eq(0))).toHaveLength(2);
  expect(await found(where("labels.weight").ge(0))).toHaveLength(4);
  const grades = await dataset.createDistribution({ key: "grade", group: "labels" });
  expect(grades.missing).toBe(2);
  const kinds = await dataset.createDistribution({ key: "kind", group: "face_labels" });
  expect(kinds.missing).toBe(8);
});

test("zarr.json says what stands for a missing value, and the dataset is sound", async () => {
  const attributes = (key: string) =>
    JSON.parse(Deno.readTextFileSync(join(datasetPath, key, "zarr.json"))).attributes;
  expect(attributes("labels/grade").missing_value).toBe(-1);
  expect(attributes("labels/weight").missing_value).toBe("NaN");
  const { faults } = await verifyDataset(datasetPath, { sources: 0 });
  expect(faults).toEqual([]);
});
