import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { mergeDatasets } from "../../../src/dataset/merge/merge_datasets.ts";
import { where } from "../../../src/dataset/query/where.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { createStorage } from "../../../src/storage/create_storage.ts";
import { readParquet } from "../../../src/storage/parquet.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";
import type { DType } from "../../../src/storage/array.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";

const folder = temporaryFolder();

/** A dataset of parts, each with its family and that number of faces. */
async function makeDataset(
  name: string,
  parts: readonly (readonly [string, number])[],
  dtype: DType = "float32",
): Promise<string> {
  const root = join(folder, name);
  mkdirSync(join(root, "encoded"), { recursive: true });
  const builder = new SchemaBuilder({ domain: "parts" });
  builder.createGroup("faces", "face").createArray("areas", ["face"], dtype);
  builder.defineCategoricalMetadata("family", "string");
  const dataFiles = parts.map(([family, faces], i) => {
    const storage = createStorage("optimized", join(root, "encoded", `${i}.data`));
    storage.setSchema(builder.build());
    storage.setSource({
      path: join(root, "parts", `${family}_${i}.step`),
      hash: `${name}${i}`,
      size: 1,
      provenance: {},
    });
    storage.saveData("faces/areas", Array.from({ length: faces }, (_, face) => i + face));
    storage.saveMetadata("family", family);
    storage.compressStore();
    return storage.getFilePath();
  });
  const at = (kind: string) => join(root, `${name}.${kind}`);
  await new DatasetMerger({
    dataFiles,
    datasetPath: at("dataset"),
    infosetPath: at("infoset"),
    attribsetPath: at("attribset"),
    flowName: name,
    sourceFolders: [join(root, "parts")],
  }).mergeData();
  return at("dataset");
}

const column = async (path: string, name: string) =>
  Array.from((await readParquet(path, [name]))[0].values);

describe("mergeDatasets", () => {
  test("makes one dataset of two, in which classes have one code", async () => {
    const first = await makeDataset("a", [["nut", 2], ["bolt", 3]]);
    const second = await makeDataset("b", [["bolt", 1], ["axle", 4]]);
    const before = readFileSync(join(second, "zarr.json"), "utf8");
    const made = await mergeDatasets([first, second], { name: "ab", flowsOutputDir: folder });
    expect(made).toMatchObject({ fileCount: 4, sampleCount: 4, warnings: [] });
    expect(await column(made.infosetPath, "family")).toEqual(["nut", "bolt", "bolt", "axle"]);
    // The first dataset has bolt 0 and nut 1; axle, which it lacks, comes behind.
    expect(await column(made.infosetPath, "family_code")).toEqual([1, 0, 0, 2]);
    expect(await column(made.infosetPath, "name")).toEqual([
      "parts/nut_0",
      "parts/bolt_1",
      "b/parts/bolt_0",
      "b/parts/axle_1",
    ]);
    using ds = await openDataset(made.flowFile);
    expect(ds.arrays("faces").find(({ name }) => name === "areas")).toMatchObject({ shape: [10] });
    expect(await ds.find({ where: where("family").eq("bolt") })).toEqual([1, 2]);
    expect(readFileSync(join(second, "zarr.json"), "utf8")).toBe(before);
    const again = await mergeDatasets([first, second], { name: "ab", flowsOutputDir: folder });
    expect(again.kept).toBe(true);
  });

  test("tells of arrays that the schema names and nobody saved", async () => {
    const storage = createStorage("optimized", join(folder, "unsaved.data"));
    const builder = new SchemaBuilder({ domain: "parts" });
    builder.createGroup("faces", "face").createArray("areas", ["face"], "float32")
      .createArray("lengths", ["face"], "float32");
    storage.setSchema(builder.build());
    storage.saveData("faces/areas", [1]);
    storage.compressStore();
    const at = (kind: string) => join(folder, `unsaved.${kind}`);
    const { warnings } = await new DatasetMerger({
      dataFiles: [storage.getFilePath()],
      datasetPath: at("dataset"),
      infosetPath: at("infoset"),
      attribsetPath: at("attribset"),
      flowName: "unsaved",
    }).mergeData();
    expect(warnings).toEqual([
      "The schema names arrays that no file has: faces/lengths. Save them, or take them out of " +
      "the schema",
    ]);
  });

  test("tells of splits that it does not take over", async () => {
    const first = await makeDataset("c", [["nut", 2], ["nut", 3]]);
    const second = await makeDataset("d", [["bolt", 1]]);
    mkdirSync(first.replace(".dataset", ".splits"));
    const { warnings } = await mergeDatasets([first, second], {
      name: "cd",
      flowsOutputDir: folder,
    });
    expect(warnings).toEqual([
      "The splits of 'c.dataset' are not taken over: split the new dataset",
    ]);
  });

  test("refuses arrays of two types, and leaves nothing that could be opened", async () => {
    const first = await makeDataset("e", [["nut", 2]]);
    const second = await makeDataset("f", [["nut", 2]], "float64");
    await expect(mergeDatasets([first, second], { name: "ef", flowsOutputDir: folder })).rejects
      .toThrow(/faces\/areas.*float32.*float64|faces\/areas.*float64.*float32/);
    expect(existsSync(join(folder, "flows", "ef", "ef.flow"))).toBe(false);
    for (const kind of ["dataset", "vocabulary.json"]) {
      expect(existsSync(join(folder, "flows", "ef", `ef.${kind}`)), kind).toBe(false);
    }
  });

  test("refuses what is no list of different datasets, and encoded files that are gone", async () => {
    const first = await makeDataset("g", [["nut", 2]]);
    const second = await makeDataset("h", [["nut", 2]]);
    const merge = (datasets: unknown, name = "gh") =>
      mergeDatasets(datasets as string[], { name, flowsOutputDir: folder });
    await expect(merge([first])).rejects.toThrow("a list of two or more");
    await expect(merge(first)).rejects.toThrow("a list of two or more");
    await expect(merge([first, first])).rejects.toThrow("each must be given once");
    await expect(merge([first, second], "../x")).rejects.toThrow("name of a folder");
    await expect(merge([first, join(folder, "none")])).rejects.toThrow("no such file");
    rmSync(join(second, "..", "encoded", "0.data"));
    await expect(merge([first, second])).rejects.toThrow("0.data' is gone");
    writeFileSync(second.replace(".dataset", ".merge.json"), "{}");
    await expect(merge([first, second])).rejects.toThrow("does not say what it was merged of");
  });
});
