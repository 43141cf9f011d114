import { describe, expect, test } from "vitest";
import { compareManifests } from "../../../src/dataset/cite/compare_manifests.ts";
import { datasetManifest } from "../../../src/dataset/cite/dataset_manifest.ts";
import { BODIES, type FixtureBody, writeDataset } from "../../helpers/dataset_fixture.ts";
import { rewriteArray, rewriteColumn } from "../../helpers/rewrite_dataset.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function manifestOf(
  bodies?: readonly FixtureBody[],
  change: (flow: string) => Promise<void> = () => Promise.resolve(),
) {
  const flow = await writeDataset(folder(), bodies);
  await change(flow);
  return await datasetManifest(flow);
}

describe("manifests", () => {
  test("of equal datasets are equal, and survive JSON", async () => {
    const [first, second] = [await manifestOf(), await manifestOf()];
    expect(first.fingerprint).toBe(second.fingerprint);
    const flow = await writeDataset(folder(), BODIES, "other");
    for (const path of [flow, flow.replace(".flow", ".dataset")]) {
      expect((await datasetManifest(path)).fingerprint, path).toBe(first.fingerprint);
    }
    expect(first.samples[2]).toMatchObject({ name: "hash1_1", file: "parts/1.step", body: 1 });
    expect(first.arrays.map(({ key }) => key)).toContain("faces/face_areas");
    expect(first.vocabularies.family).toEqual(["gear", "plate", "shaft"]);
    expect(compareManifests(first, JSON.parse(JSON.stringify(second)))).toEqual({
      same: true,
      differences: [],
    });
  });

  test("name the sample and the array that have another value", async () => {
    const changed = await manifestOf(
      BODIES,
      (flow) =>
        rewriteArray(flow.replace(".flow", ".dataset"), "faces/face_areas", (data) => {
          data[0] = 7;
        }),
    );
    const { same, differences } = compareManifests(await manifestOf(), changed);
    expect(same).toBe(false);
    expect(differences).toEqual([
      "sample 'hash0_0' of 'parts/0.step' has other values",
      "array 'faces/face_areas' differs",
    ]);
    expect(compareManifests(await manifestOf(), changed, ["faces/face_areas"]).same).toBe(true);
  });

  test("name the sample and the column", async () => {
    const changed = await manifestOf(
      BODIES,
      (flow) =>
        rewriteColumn(flow.replace(".flow", ".infoset"), "family", (values) => {
          values[4] = "gear";
        }),
    );
    const before = await manifestOf();
    expect(compareManifests(before, changed).differences).toEqual([
      "sample 'hash3_0' of 'parts/3.step' has other columns",
      "column 'family' differs",
    ]);
    expect(compareManifests(before, changed, ["family"]).same).toBe(true);
  });

  test("name samples that are missing or new, and nothing beside", async () => {
    const [all, fewer] = [await manifestOf(), await manifestOf(BODIES.slice(0, 4))];
    expect(compareManifests(all, fewer).differences).toEqual([
      "sample 'hash3_0' of 'parts/3.step' is missing",
    ]);
    expect(compareManifests(fewer, all).differences).toEqual([
      "sample 'hash3_0' of 'parts/3.step' is new",
    ]);
  });

  test("refuse to leave out what neither has", async () => {
    const one = await manifestOf();
    for (const name of ["faces/face_areas", "note", "family"]) {
      expect(compareManifests(one, one, [name]).same).toBe(true);
    }
    expect(() => compareManifests(one, one, ["nots"])).toThrow("Did you mean 'note'?");
  });

  test("are asked for their format", async () => {
    const manifest = await manifestOf();
    expect(() => compareManifests(manifest, { ...manifest, format: 2 as 1 })).toThrow("format 2");
    expect(() => compareManifests({} as never, manifest)).toThrow("format null");
  });
});
