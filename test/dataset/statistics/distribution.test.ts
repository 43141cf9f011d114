import { afterAll, describe, expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const dataset = await openDataset(await writeDataset(folder()));
afterAll(() => dataset.close());

describe("classes", () => {
  test("get one bin a value, with the vocabulary's names", async () => {
    const found = await dataset.createDistribution({ key: "part_category", group: "labels" });
    expect(found.kind).toBe("categorical");
    expect(found.bins).toEqual([
      {
        label: "shaft",
        value: 1,
        lower: null,
        upper: null,
        count: 1,
        fileIds: [1],
        sampleIds: [1],
      },
      {
        label: "plate",
        value: 2,
        lower: null,
        upper: null,
        count: 1,
        fileIds: [3],
        sampleIds: [4],
      },
      {
        label: "gear",
        value: 3,
        lower: null,
        upper: null,
        count: 2,
        fileIds: [0, 2],
        sampleIds: [0, 3],
      },
    ]);
    expect(found.edges).toEqual([]);
    expect([found.total, found.missing]).toEqual([5, 1]);
  });

  test("of texts are in their order, and a file counts once", async () => {
    const found = await dataset.createDistribution({ key: "family" });
    expect(found.bins.map(({ label }) => label)).toEqual(["gear", "plate", "shaft"]);
    expect(found.counts).toEqual([2, 1, 2]);
    expect(found.fileIds).toEqual([[0, 2], [3], [1]]);
  });

  test("of booleans", async () => {
    const found = await dataset.createDistribution({ key: "checked" });
    expect(found.bins.map(({ label, count }) => [label, count])).toEqual([["false", 3], [
      "true",
      2,
    ]]);
  });

  test("of rows are counted by row", async () => {
    const found = await dataset.createDistribution({ key: "face_types", group: "faces" });
    expect(found.group).toBe("faces");
    expect(found.bins.map(({ value, count }) => [value, count])).toEqual([
      [0, 7],
      [1, 5],
      [2, 1],
      [4, 2],
    ]);
    expect(found.bins[1].sampleIds).toEqual([0, 2, 3, 4]);
  });
});

describe("measurements", () => {
  test("are binned by a rule", async () => {
    const found = await dataset.createDistribution({ key: "volume" });
    expect(found.kind).toBe("numeric");
    expect(found.edges).toEqual([-4, 2 / 3, 16 / 3, 10].map((e) => expect.closeTo(e, 12)));
    expect(found.counts).toEqual([1, 2, 1]);
    expect(found.missing).toBe(1);
    expect(found.bins[1]).toMatchObject({ label: "[0.6667, 5.333)", fileIds: [0, 1] });
  });

  test("are put into the bins asked for", async () => {
    const found = await dataset.createDistribution({ key: "face_count", bins: 2 });
    expect(found.edges).toEqual([1, 3, 5]);
    expect(found.counts).toEqual([2, 3]);
    expect(found.bins[1].label).toBe("[3, 5]");
  });

  test("are put between the edges asked for, those outside left out", async () => {
    const found = await dataset.createDistribution({ key: "face_areas", bins: [1, 4, 10] });
    expect(found.counts).toEqual([8, 3]);
    expect(found.total).toBe(15);
  });
});

describe("bins by name", () => {
  test("of equal ratio, zeros in one of their own", async () => {
    const found = await dataset.createDistribution({ key: "face_areas", bins: "log" });
    expect(found.scale).toBe("log");
    expect([found.edges[0], found.edges.at(-1)]).toEqual([0.5, 30]);
    expect(found.edges[2] / found.edges[1]).toBeCloseTo(found.edges[1] / found.edges[0]);
    expect(found.counts.reduce((sum, count) => sum + count, 0)).toBe(15);
    expect(String(found).split("\n")[0]).toMatch(/bins of equal ratio \(log axis\)$/);
    const zeros = await dataset.createDistribution({ key: "id", bins: "log" });
    expect(zeros.bins[0]).toMatchObject({ label: "0", count: 1, lower: 0, upper: 1 });
  });

  test("of about equally many values", async () => {
    const found = await dataset.createDistribution({ key: "volume", bins: "quantile" });
    expect(found.scale).toBe("quantile");
    expect(Math.max(...found.counts) - Math.min(...found.counts)).toBeLessThan(2);
    expect(found.bins[0].lower).toBe(-4);
  });

  test("auto is what there is without them, classes included", async () => {
    for (const key of ["family", "volume"]) {
      const [named, left] = [
        await dataset.createDistribution({ key, bins: "auto" }),
        await dataset.createDistribution({ key }),
      ];
      expect([named.counts, named.edges, named.scale]).toEqual([
        left.counts,
        left.edges,
        left.scale,
      ]);
    }
  });

  test("a name that there is not, and a logarithm of what has none, are refused", async () => {
    await expect(dataset.createDistribution({ key: "volume", bins: "quantiles" as "quantile" }))
      .rejects.toThrow("Did you mean 'quantile'?");
    await expect(dataset.createDistribution({ key: "volume", bins: "log" })).rejects.toThrow(
      "no value may be negative, and the least is -4",
    );
  });
});

test("a distribution prints as a histogram", async () => {
  const text = String(await dataset.createDistribution({ key: "part_category" }));
  expect(text.split("\n")).toEqual([
    "labels/part_category: 5 samples, 1 without a value",
    `  shaft │${"█".repeat(20)}${" ".repeat(20)}│ 1  20.0 %`,
    `  plate │${"█".repeat(20)}${" ".repeat(20)}│ 1  20.0 %`,
    `  gear  │${"█".repeat(40)}│ 2  40.0 %`,
  ]);
});

test("a histogram of very many classes sums up the rest", async () => {
  const bodies = Array.from({ length: 45 }, (_, file) => ({
    file,
    types: [0],
    areas: [1],
    category: 0,
    family: `family ${String(file).padStart(2, "0")}`,
    volume: file,
  }));
  using many = await openDataset(await writeDataset(folder(), bodies));
  const lines = String(await many.createDistribution({ key: "family" })).split("\n");
  expect(lines).toHaveLength(42);
  expect(lines.at(-1)).toBe("  and 5 more bins with 5 samples");
});

describe("what is refused", () => {
  test("bins of texts", async () => {
    await expect(dataset.createDistribution({ key: "family", bins: 3 })).rejects.toThrow(
      "only numbers can be binned",
    );
  });

  test.each([0, 2.5, [1], [2, 1], [0, Infinity]])("bins: %j", async (bins) => {
    await expect(dataset.createDistribution({ key: "volume", bins })).rejects.toThrow(
      '\'bins\' must be "auto", "log", "quantile", an integer',
    );
  });

  test("an unknown key", async () => {
    await expect(dataset.createDistribution({ key: "familly" })).rejects.toThrow("'family'?");
  });
});
