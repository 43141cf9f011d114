import { afterAll, describe, expect, test } from "vitest";
import { INSPECT } from "../../../src/base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { DatasetLoader } from "../../../src/dataset/dataset_loader.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { randomGraphs } from "../../helpers/random_graphs.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const { path } = await randomGraphs(folder(), createRandom(41), 50);
const dataset = await openDataset(path);
afterAll(() => dataset.close());
await dataset.split({ key: "family", train: 0.6, validation: 0.4, test: 0, seed: 3 });

async function indicesOf(batches: AsyncIterable<{ indices: readonly number[] }>) {
  return (await Array.fromAsync(batches)).map(({ indices }) => [...indices]);
}

describe("items", () => {
  test("are read before the dataset is awaited, and after", async () => {
    const train = await dataset.subset("train");
    expect(train.length).toBe(30);
    expect(train.split).toBe("default");
    expect(await dataset.subset("train").getItem(4)).toEqual(await train.getItem(4));
    // A cell may end with it as it is; the console says that it is to be awaited.
    const bundle = await dataset.subset("train")[JUPYTER_DISPLAY]();
    expect(bundle).toEqual(await train[JUPYTER_DISPLAY]());
    expect(String(bundle["text/plain"])).toContain("Subset train");
    expect(dataset.subset("train")[INSPECT]()).toContain("write `await` before them");
    expect(await train.at(-1)).toEqual(await train.getItem(29));
    expect((await Array.fromAsync(dataset.subset("train"))).map(({ index }) => index))
      .toEqual(train.indices);
    const loader = new DatasetLoader({ dataset });
    expect((await loader.getDataset("train")).indices).toEqual(train.indices);
    expect(await train.getFileCodes()).toEqual(train.indices);
  });

  test("nothing is looked up, and nothing fails, before it is asked for", async () => {
    const wrong = dataset.subset("trian");
    const settled = await Promise.race([new Promise((done) => setTimeout(done, 0)), "later"]);
    expect(settled).toBe("later");
    await expect(wrong.getItem(0)).rejects.toThrow("Did you mean 'train'?");
    await expect(wrong.batches().next()).rejects.toThrow("Did you mean 'train'?");
    await expect(wrong).rejects.toThrow("Did you mean 'train'?");
    expect(await wrong.catch(() => "caught")).toBe("caught");
  });

  test("that are removed are in nothing any more", async () => {
    const train = await dataset.subset("train");
    const all = [...train.indices];
    const running = train.batches({ size: 10 });
    await running.next();
    expect(train.removeIndices([0, -1, 0, 5])).toBe(train);
    const left = all.filter((_, i) => ![0, 5, 29].includes(i));
    expect(train.indices).toEqual(left);
    expect((await indicesOf(train.batches({ size: 4 }))).flat()).toEqual(left);
    expect((await train.getItem(0)).index).toBe(left[0]);
    expect(() => train.removeIndices([1, 99])).toThrow("it has 27 samples");
    expect(train.length).toBe(27);
    expect((await indicesOf(running)).flat()).toEqual(all.slice(10));
    expect((await dataset.subset("train")).length).toBe(30);
  });

  test("are what the item loader makes of samples", async () => {
    const train = (await dataset.subset("train")).setItemLoader((sample) =>
      Promise.resolve({ faces: sample.arrays["graph/num_nodes"].data[0], id: sample.id })
    );
    const first: { faces: number | bigint; id: number } = await train.getItem(0);
    expect(first).toEqual({ faces: expect.any(Number), id: train.indices[0] });
    const batches = await Array.fromAsync(train.batches({ size: 8 }));
    expect(batches.map((items) => items.length)).toEqual([8, 8, 8, 6]);
    expect(batches[0][0]).toEqual(first);
    const sums = train.batches({ size: 30, collate: (items) => items.map(({ id }) => id) });
    expect(await Array.fromAsync(sums)).toEqual([train.indices]);
    expect((await train.getRawData(0)).index).toBe(train.indices[0]);
  });
});

describe("batches", () => {
  test("an empty subset has none", async () => {
    const test = await dataset.subset("test");
    expect(test.length).toBe(0);
    expect(await Array.fromAsync(test.batches())).toEqual([]);
    expect(await Array.fromAsync(test.batches({ shuffle: true, workers: 1 }))).toEqual([]);
    await expect(test.getItem(0)).rejects.toThrow("it has 0 samples");
  });

  test("the last one may be smaller, or is left out", async () => {
    const sizes = async (options: object) =>
      (await indicesOf(dataset.samples().batches(options))).map((one) => one.length);
    expect(await sizes({ size: 20 })).toEqual([20, 20, 10]);
    expect(await sizes({ size: 20, dropLast: true })).toEqual([20, 20]);
    expect(await sizes({ size: 50, dropLast: true, shuffle: true })).toEqual([50]);
  });

  test("are in another order for another seed or epoch, and the same for the same", async () => {
    const order = async (options: object) =>
      (await indicesOf(dataset.samples().batches({ shuffle: true, size: 9, ...options }))).flat();
    const first = await order({ seed: 1 });
    expect(await order({ seed: 1 })).toEqual(first);
    expect(await order({ seed: 1, prefetch: 0, workers: 2 })).toEqual(first);
    expect(await order({ seed: 2 })).not.toEqual(first);
    expect(await order({ seed: 1, epoch: 1 })).not.toEqual(first);
    expect(await order({})).not.toEqual(await order({}));
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  test("are the same by workers, in order too", async () => {
    const here = await Array.fromAsync(dataset.samples().batches({ size: 11 }));
    const there = await Array.fromAsync(dataset.samples().batches({ size: 11, workers: 2 }));
    expect(there).toEqual(here);
  });

  test.each<[object, string]>([
    [{ size: 0 }, "'size' must be a whole number from 1 to 4294967295, found 0"],
    [{ size: 1.5 }, "found 1.5"],
    [{ prefetch: -1 }, "'prefetch' must be a whole number from 0"],
    [{ workers: NaN }, "'workers' must be"],
    [{ shufle: true }, "Did you mean 'shuffle'?"],
    [{ shuffle: true, seed: -1 }, "'seed' must be a whole number from 0 to 4294967295, found -1"],
    [{ seed: 2 ** 32 }, "found 4294967296"],
  ])("refuse %j", async (options, message) => {
    await expect(dataset.samples().batches(options).next()).rejects.toThrow(message);
  });
});

describe("a consumer that stops early", () => {
  test.each([0, 2])("leaves nothing behind, with %i workers", async (workers) => {
    const all = await dataset.samples();
    for (let n = 0; n < 3; n++) {
      for await (const batch of all.batches({ size: 2, workers, memory: 1000, shuffle: true })) {
        if (batch.size > 0) break;
      }
    }
    // A thread that was left would keep this process from ending; what it read would fail unheard.
    expect((await all.getItem(0)).index).toBe(0);
  });

  test("an error in its own function ends the batches with it", async () => {
    const broken = dataset.samples().batches({
      size: 10,
      workers: 1,
      collate: (items) => {
        if (items[0].index >= 20) throw new Error("mine");
        return items.length;
      },
    });
    await expect(Array.fromAsync(broken)).rejects.toThrow("mine");
  });

  test("a dataset that was closed says so", async () => {
    const own = await openDataset(path);
    const all = await own.samples();
    own.close();
    await expect(all.getItem(0)).rejects.toThrow("has been closed");
    await expect(all.batches({ workers: 1 }).next()).rejects.toThrow("has been closed");
  });
});
