import { describe, expect, test } from "vitest";
import { parquetReadObjects } from "hyparquet";
import { zstdDecompressSync } from "node:zlib";
import { DatasetLoader } from "../../src/dataset/dataset_loader.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { BODIES, type FixtureBody, writeDataset } from "../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** Sixty bodies of three categories, in files of two bodies each. */
const SIXTY: FixtureBody[] = Array.from({ length: 60 }, (_, i) => ({
  file: Math.floor(i / 2),
  types: [i % 3],
  areas: [i],
  category: i < 30 ? 0 : i < 50 ? 1 : 2,
  family: ["gear", "plate", "shaft"][i % 3],
  volume: i / 7,
}));
const sixty = await writeDataset(folder("sixty"), SIXTY);
const SHARES = { train: 0.7, validation: 0.15, test: 0.15 };

describe("a split", () => {
  test("is stratified, and its sizes can be taken by position and by name", async () => {
    await using loader = await DatasetLoader.open(sixty);
    const sizes = await loader.split({
      key: "part_category",
      group: "labels",
      groupBy: null,
      replace: true,
      ...SHARES,
    });
    const [train, validation, test] = sizes;
    expect([train, validation, test]).toEqual([42, 9, 9]);
    expect([sizes.train, sizes.validation, sizes.test]).toEqual([42, 9, 9]);
    const counted = sizes.report.classes.map(({ label, size, counts }) => ({
      label,
      size,
      ...counts,
    }));
    const about = expect.any(Number);
    expect(counted).toEqual([
      { label: "bracket", size: 30, train: 21, validation: about, test: about },
      { label: "shaft", size: 20, train: 14, validation: 3, test: 3 },
      { label: "plate", size: 10, train: 7, validation: about, test: about },
    ]);
    // As scikit-learn's compute_class_weight("balanced"): 42 / (3 * 21) and so on.
    expect(sizes.report.classes.map(({ weight }) => weight)).toEqual([42 / 63, 1, 2]);
    expect(sizes.report).toMatchObject({ key: "labels/part_category", seed: 42, missing: 0 });
    expect(sizes.report.leakage.files.count).toBeGreaterThan(0);
  });

  test("is the same for the same seed, under either of its names", async () => {
    await using loader = await DatasetLoader.open(sixty);
    const split = async (seed: object) => {
      await loader.split({ key: "family", ...SHARES, ...seed, replace: true });
      return await (await loader.dataset()).column("subset");
    };
    const first = await split({});
    expect(await split({ seed: 42 })).toEqual(first);
    expect(await split({ randomState: 42 })).toEqual(first);
    expect(await split({ randomState: 43 })).not.toEqual(first);
  });

  test("is in the infoset for later runs, and leaves everything else as it was", async () => {
    const path = folder();
    const flow = await writeDataset(path);
    const before = await openDataset(flow);
    const columns = before.columns;
    const kept = columns.filter((name) => name !== "subset");
    const values = await Promise.all(kept.map((name) => before.column(name)));
    const schemaBefore = await schemaOf(`${path}/parts.infoset`);
    await before.split({ key: "family", train: 0.6, validation: 0.2, test: 0.2 });
    before.close();

    using after = await openDataset(flow);
    expect(after.columns).toEqual(columns);
    expect(await Promise.all(kept.map((name) => after.column(name)))).toEqual(values);
    expect((await after.column("subset")).filter((one) => one === "train")).toHaveLength(3);
    expect(await schemaOf(`${path}/parts.infoset`)).toEqual(schemaBefore);
    const names = [...Deno.readDirSync(path)].map(({ name }) => name);
    expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("gives samples without a value a class of their own", async () => {
    using dataset = await openDataset(await writeDataset(folder()));
    const { report } = await dataset.split({ key: "part_category", train: 0.5, test: 0.5 });
    expect(report.missing).toBe(1);
    expect(report.classes.map(({ label }) => label)).toEqual([
      "shaft",
      "plate",
      "gear",
      "(missing)",
    ]);
    expect(report.smallClasses).toEqual(["shaft", "plate", "(missing)"]);
  });

  test("puts measurements into bins first", async () => {
    await using loader = await DatasetLoader.open(sixty);
    const { report } = await loader.split({
      key: "volume",
      ...SHARES,
      groupBy: null,
      replace: true,
    });
    expect(report.classes).toHaveLength(6);
    expect(report.classes[0].label).toMatch(/^\[0, /);
    for (const { size, counts } of report.classes) {
      expect(Math.abs(counts.train - 0.7 * size)).toBeLessThanOrEqual(1);
    }
    const halves = await loader.split({ key: "volume", ...SHARES, bins: 2, replace: true });
    expect(halves.report.classes.map(({ size }) => size)).toEqual([30, 30]);
  });

  test.each([
    [{ train: 0.7, validation: 0.3, test: 0.2 }, "must sum to 1, found 0.7 + 0.3 + 0.2 = 1.2"],
    [{ train: 1.5, validation: -0.5 }, "'train' must be a number between 0 and 1, found 1.5"],
    [{ train: NaN }, "found NaN"],
    [{ train: 1, bins: 0 }, "'bins' must be null or an integer"],
    [{ train: 1, bins: 1e9 }, "an integer from 1 to 10000, found 1000000000"],
    [{ train: "1" as never }, 'a number between 0 and 1, found "1"'],
    [{ train: 1, randomState: -1 }, "the seed must be an integer"],
    [{ train: 1, key: "familly" }, "Did you mean 'family'?"],
    [
      { train: 1, key: "face_types" },
      "one for each row of 'faces'. Say `stratify: \"multilabel\"`",
    ],
    [{ train: 1, group: "label" }, "Did you mean 'labels'?"],
  ])("refuses %j", async (options, message) => {
    await using loader = await DatasetLoader.open(await writeDataset(folder()));
    await expect(loader.split({ key: "family", ...options })).rejects.toThrow(message);
    await expect(loader.getDataset("train")).rejects.toThrow("has not been split yet");
  });

  test("keeps the old infoset where a new one cannot be written", async () => {
    const path = folder();
    const flow = await writeDataset(path);
    const bytes = await Deno.readFile(`${path}/parts.infoset`);
    using dataset = await openDataset(flow);
    // A folder in its place cannot be replaced by a file's rename, whoever runs the tests.
    await Deno.remove(`${path}/parts.infoset`);
    await Deno.mkdir(`${path}/parts.infoset/full`, { recursive: true });
    await expect(dataset.split({ key: "family", train: 1 })).rejects.toThrow(
      "Cannot write 'subset' into 'parts.infoset', which stays as it was: ",
    );
    const names = [...Deno.readDirSync(path)].map(({ name }) => name).sort();
    expect(names).toEqual(["parts.attribset", "parts.dataset", "parts.flow", "parts.infoset"]);
    await Deno.remove(`${path}/parts.infoset`, { recursive: true });
    await Deno.writeFile(`${path}/parts.infoset`, bytes);
  });
});

describe("a subset", () => {
  test("gives each sample its own rows of all arrays, and its metadata", async () => {
    const path = folder();
    await writeDataset(path);
    await using loader = new DatasetLoader({
      mergedStorePath: `${path}/parts.dataset`,
      parquetFilePath: `${path}/parts.infoset`,
    });
    await loader.split({ key: "family", train: 1 });
    const train = await loader.getDataset("train");
    expect(train.length).toBe(5);
    let position = 0;
    for await (const sample of train) {
      const body = BODIES[position++];
      expect(sample.arrays["faces/face_types"].data).toEqual(Int32Array.from(body.types));
      expect(sample.arrays["faces/face_centroids"].shape).toEqual([body.types.length, 3]);
      expect(sample.arrays["graph/edges_source"].shape).toEqual([2 * body.types.length]);
      expect(sample.arrays["graph/num_nodes"].data).toEqual(Int32Array.of(body.types.length));
      expect(sample.arrays["labels/part_category"].shape).toEqual([body.category === null ? 0 : 1]);
      expect(sample.metadata).toMatchObject({ id: sample.id, family: body.family });
      expect(Object.keys(sample.arrays).some((key) => key.includes("_code_"))).toBe(false);
    }
    expect(position).toBe(5);
    expect(await train.ids()).toEqual([0, 1, 2, 3, 4]);
    expect((await train.at(-1)).index).toBe(4);
    expect((await train.getItem(2)).metadata.name).toBe("hash1_1");
    await expect(train.at(5)).rejects.toThrow("positions run from 0 to 4");
    await expect(train.at(0.5)).rejects.toThrow("Cannot read sample 0.5");
  });

  test("reads the groups asked for", async () => {
    await using loader = await DatasetLoader.open(sixty);
    await loader.split({ key: "family", ...SHARES, groupBy: null, replace: true });
    const test = await loader.getDataset("test", { groups: ["labels"] });
    expect(test.length).toBe(9);
    expect(Object.keys((await test.at(0)).arrays)).toEqual(["labels/part_category"]);
    await expect(loader.getDataset("test", { groups: ["label"] })).rejects.toThrow("'labels'?");
    await expect(loader.getDataset("trian")).rejects.toThrow("Did you mean 'train'?");
  });

  test("the three subsets are all samples, each once", async () => {
    await using loader = await DatasetLoader.open(sixty);
    await loader.split({ key: "family", ...SHARES, randomState: 9, replace: true });
    const ids = await Promise.all(
      ["train", "validation", "test"].map(async (name) =>
        await (await loader.getDataset(name)).ids()
      ),
    );
    expect(ids.flat().sort((a, b) => a - b)).toEqual(SIXTY.map((_, i) => i));
  });

  test("a subset of share 0 is empty, not an error", async () => {
    await using loader = await DatasetLoader.open(await writeDataset(folder()));
    await loader.split({ key: "family", train: 1 });
    expect((await loader.getDataset("validation")).length).toBe(0);
  });

  test("samples can be found by a query", async () => {
    using dataset = await openDataset(sixty);
    const found = await dataset.samples({ where: (row) => row.volume < 1 });
    expect(found.indices).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe("opening", () => {
  test("a loader of paths that are not there says so when it is used", async () => {
    const loader = new DatasetLoader({
      mergedStorePath: "/x.dataset",
      parquetFilePath: "/x.infoset",
    });
    await expect(loader.getDataset("train")).rejects.toThrow("there is no such dataset");
    await loader.closeResources();
    await loader.closeResources();
  });

  test("a loader may be a view of an open dataset", async () => {
    const dataset = await openDataset(sixty);
    const loader = new DatasetLoader({ dataset });
    expect(await loader.dataset()).toBe(dataset);
    await loader.closeResources();
    await expect(dataset.read("faces", "face_types")).rejects.toThrow("has been closed");
  });
});

async function schemaOf(path: string): Promise<unknown> {
  const bytes = await Deno.readFile(path);
  const { parquetMetadata } = await import("hyparquet");
  const metadata = parquetMetadata(bytes.buffer);
  // The rows too are as another reader of the whole file sees them.
  const rows = await parquetReadObjects({
    file: bytes.buffer,
    compressors: { ZSTD: (page) => new Uint8Array(zstdDecompressSync(page)) },
  });
  const types = metadata.schema.map(({ name, type, converted_type, repetition_type }) => ({
    name,
    type,
    converted_type,
    repetition_type,
  }));
  return { types, rows: rows.length, keys: metadata.key_value_metadata };
}
