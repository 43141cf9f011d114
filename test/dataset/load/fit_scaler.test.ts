import { describe, expect, test } from "vitest";
import { Scaler } from "../../../src/dataset/load/scaler.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { randomBody, writeGraphs } from "../../helpers/random_graphs.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const random = createRandom(31);
/** Faces that could not be measured have NaN for an area. */
const bodies = Array.from({ length: 40 }, (_, i) => {
  const body = randomBody(random);
  const areas = body["faces/face_areas"].data as Float32Array;
  areas.forEach((_, face) => areas[face] = i % 5 === 0 && face === 0 ? NaN : 1e6 + areas[face]);
  return body;
});

async function splitDataset() {
  const { path } = await writeGraphs(folder(), bodies);
  const dataset = await openDataset(path);
  await dataset.split({ key: "family", train: 0.6, validation: 0.2, test: 0.2, seed: 1 });
  return { dataset, path };
}

/** Mean and deviation in two passes over all values at once. */
function plainly(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

describe("a scaler", () => {
  test("has the statistics of train, without what is missing", async () => {
    const { dataset } = await splitDataset();
    using _ = dataset;
    const train = await dataset.subset("train");
    const scaler = await train.fitScaler();
    const all = train.indices.flatMap((i) => [
      ...bodies[i]["faces/face_areas"].data as Float32Array,
    ]);
    const known = all.filter((value) => !Number.isNaN(value));
    const { mean, deviation } = plainly(known);
    const [found] = scaler.arrays["faces/face_areas"];
    expect(found.mean).toBeCloseTo(mean, 6);
    expect(found.deviation).toBeCloseTo(deviation, 6);
    expect(found).toMatchObject({
      least: Math.min(...known),
      greatest: Math.max(...known),
      count: known.length,
      missing: all.length - known.length,
    });
    expect(found.missing).toBeGreaterThan(0);
    // Points, directions, codes and labels are no features to scale.
    expect(Object.keys(scaler.arrays)).toEqual(["edges/edge_lengths", "faces/face_areas"]);
  });

  test("gives train mean 0 and deviation 1, and keeps NaN", async () => {
    const { dataset } = await splitDataset();
    using _ = dataset;
    const scaler = await (await dataset.subset("train")).fitScaler();
    const values: number[] = [];
    for await (const batch of dataset.subset("train", { scaler }).batches({ size: 7 })) {
      values.push(...batch.arrays["faces/face_areas"].data as Float32Array);
    }
    const { mean, deviation } = plainly(values.filter((value) => !Number.isNaN(value)));
    expect(mean).toBeCloseTo(0, 5);
    expect(deviation).toBeCloseTo(1, 5);
    expect(values.filter(Number.isNaN)).toHaveLength(scaler.arrays["faces/face_areas"][0].missing);
  });

  test("scales the components of an array each by its own", async () => {
    const { dataset } = await splitDataset();
    using _ = dataset;
    const train = await dataset.subset("train");
    const scaler = await train.fitScaler({ arrays: ["faces/face_centroids"] });
    const axis = train.indices.flatMap((i) =>
      [...bodies[i]["faces/face_centroids"].data as Float32Array].filter((_, at) => at % 3 === 1)
    );
    expect(scaler.arrays["faces/face_centroids"][1].mean).toBeCloseTo(plainly(axis).mean, 8);
    await expect(train.fitScaler({ arrays: ["faces/face_types"] })).rejects.toThrow(
      "it must be an array of floats that is read",
    );
  });

  test("is kept beside the split, and refused when train has changed", async () => {
    const { dataset, path } = await splitDataset();
    const scaler = await (await dataset.subset("train")).fitScaler();
    dataset.close();
    using later = await openDataset(path);
    expect(JSON.stringify(await later.scaler())).toBe(JSON.stringify(scaler));
    const file = path.replace(".dataset", ".splits/default.scaler.json");
    expect(JSON.parse(Deno.readTextFileSync(file)).origin.subset).toBe("train");
    expect(await later.splitNames()).toEqual(["default"]);
    await later.split({ key: "family", train: 0.5, test: 0.5, seed: 2, replace: true });
    await expect(later.scaler()).rejects.toThrow("it must be fitted on the samples that are in");
    Deno.writeTextFileSync(file, "{}");
    await expect(later.scaler()).rejects.toThrow("its format must be 1");
    Deno.removeSync(file);
    await expect(later.scaler()).rejects.toThrow("there is none. Fit it:");
  });

  test("is fitted on train only, unless it is said that another subset is meant", async () => {
    const { dataset, path } = await splitDataset();
    using _ = dataset;
    const test = await dataset.subset("test");
    await expect(test.fitScaler()).rejects.toThrow("it must be 'train' of a split");
    await expect((await dataset.samples()).fitScaler()).rejects.toThrow("Cannot fit a scaler");
    const scaler = await test.fitScaler({ anySubset: true });
    expect(scaler.origin.subset).toBe("test");
    expect([...Deno.readDirSync(path.replace(".dataset", ".splits"))].map(({ name }) => name))
      .toEqual(["default.parquet"]);
    // @ts-expect-error there is no such option
    await expect(test.fitScaler({ anySubsets: true })).rejects.toThrow("'anySubset'?");
  });

  test("leaves the declared missing value alone, and what never varies becomes 0", () => {
    const one = { least: 0, greatest: 0, count: 1, missing: 0 };
    const origin = { subset: "train", split: null, samples: "", center: false, scale: false };
    const scaler = new Scaler(
      origin,
      { a: [{ ...one, mean: 2, deviation: 0 }, { ...one, mean: 1, deviation: 4 }] },
      { a: -1 },
    );
    const data = Float64Array.of(2, 9, -1, -1, 2, 5);
    scaler.apply("a", data, 2);
    expect([...data]).toEqual([0, 2, -1, -1, 0, 1]);
    expect(() => scaler.apply("a", data, 3)).toThrow("fitted on 2 components, found 3");
    const same = Scaler.parse(JSON.stringify(scaler), "x");
    expect(same).toEqual(scaler);
    expect(() => Scaler.parse("nothing", "x")).toThrow("it must be JSON");
  });
});
