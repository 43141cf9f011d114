import { describe, expect, test } from "vitest";
import { compareDatasets } from "../../../src/dataset/cite/compare_datasets.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { BODIES, type FixtureBody, writeDataset } from "../../helpers/dataset_fixture.ts";
import { rewriteArray, rewriteColumn } from "../../helpers/rewrite_dataset.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const write = (bodies?: readonly FixtureBody[]) => writeDataset(folder(), bodies);

describe("compareDatasets", () => {
  test("finds nothing between two that are equal, NaN and all", async () => {
    const [before, after] = [await write(), await write()];
    for (const flow of [before, after]) {
      await rewriteArray(flow.replace(".flow", ".dataset"), "faces/face_areas", (data) => {
        data[3] = NaN;
      });
    }
    expect(await compareDatasets(before, after)).toEqual({
      same: true,
      samples: { both: 5, removed: [], added: [], renamed: [], edited: [] },
      differences: [],
    });
  });

  test("tells which samples have other values, and by how much", async () => {
    const after = await write();
    await rewriteArray(after.replace(".flow", ".dataset"), "faces/face_areas", (data) => {
      data[0] = Number(data[0]) + 0.5; // sample 0
      data[5] = NaN; // sample 2
    });
    const { same, differences } = await compareDatasets(await write(), after);
    expect(same).toBe(false);
    expect(differences).toEqual([{
      of: "array",
      name: "faces/face_areas",
      change: "values",
      detail: "by at most Infinity",
      samples: 2,
      largest: Infinity,
      examples: ["hash0_0", "hash1_1"],
    }]);
    const ignoring = { ignore: ["faces/face_areas"] };
    expect((await compareDatasets(await write(), after, ignoring)).same).toBe(true);
  });

  test("tells samples that came and went, whatever their order", async () => {
    // The fixture writes these by a sample's place.
    const ignore = ["faces/face_centroids", "note"];
    const [first, second, third, fourth, fifth] = BODIES;
    const { samples, differences } = await compareDatasets(
      await write([first, second, third, fourth]),
      await write([fifth, fourth, first]),
      { ignore },
    );
    expect(samples).toMatchObject({
      both: 2,
      removed: ["hash1_0", "hash1_1"],
      added: ["hash3_0"],
    });
    expect(differences).toEqual([]);
  });

  test("other numbers of rows, other columns", async () => {
    const [first, ...rest] = BODIES;
    const changed = { ...first, types: [0, 0], areas: [1, 2], family: "plate" };
    const { differences } = await compareDatasets(await write(), await write([changed, ...rest]));
    expect(differences.map(({ of, name, detail }) => [of, name, detail])).toEqual([
      ["array", "faces/face_areas", "other numbers of rows"],
      ["array", "faces/face_centroids", "other numbers of rows"],
      ["array", "faces/face_types", "other numbers of rows"],
      ["array", "graph/edges_source", "other numbers of rows"],
      ["array", "graph/num_nodes", "by at most 1"],
      ["column", "face_count", "3 -> 2"],
      ["column", "family", "gear -> plate"],
    ]);
  });

  test("codes that stand for another name, and who moved between subsets", async () => {
    const [before, after] = [await write(), await write()];
    for (const flow of [before, after]) {
      using ds = await openDataset(flow);
      await ds.split({ key: "family", train: 0.5, validation: 0.25, test: 0.25 });
    }
    let was: unknown;
    await rewriteColumn(after.replace(".flow", ".infoset"), "subset", (values) => {
      was = values[0];
      values[0] = values[0] === "test" ? "train" : "test";
    });
    await rewriteColumn(after.replace(".flow", ".attribset"), "name", (values) => {
      values[values.indexOf("bracket")] = "bolt";
    });
    const { differences } = await compareDatasets(before, after);
    expect(differences.find(({ of }) => of === "vocabulary")).toMatchObject({
      name: "part_category",
      detail: "bracket 0 -> none, bolt none -> 0",
    });
    expect(differences.find(({ of }) => of === "split")).toMatchObject({
      name: "default",
      detail: `1 ${was} -> ${was === "test" ? "train" : "test"}`,
      examples: ["hash0_0"],
    });
  });

  test("refuses options that it does not have", async () => {
    const flow = await write();
    await expect(compareDatasets(flow, flow, { examples: -1 })).rejects.toThrow("whole number");
    await expect(compareDatasets(flow, flow, { ignor: [] } as object)).rejects.toThrow("'ignore'");
  });

  test("refuses to ignore what neither has, and names what may have been meant", async () => {
    const flow = await write();
    const ignoring = (name: string) => compareDatasets(flow, flow, { ignore: [name] });
    await expect(ignoring("faces/face_area")).rejects.toThrow("Did you mean 'faces/face_areas'?");
    await expect(ignoring("processing_tim")).rejects.toThrow("found 'processing_tim'");
    expect((await ignoring("note")).same).toBe(true);
  });
});
