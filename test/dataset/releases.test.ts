/**
 * What a release has written, later ones read. For each release a folder has a packed dataset of
 * two sample parts, its manifest, and one encoded file; CONTRIBUTING.md tells how they are made.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compareManifests } from "../../src/dataset/cite/compare_manifests.ts";
import { datasetManifest } from "../../src/dataset/cite/dataset_manifest.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { openDataFile } from "../../src/storage/read_data_file.ts";

const RELEASES = fileURLToPath(new URL("../fixtures/releases/", import.meta.url));

describe.each(readdirSync(RELEASES))("a dataset of %s", (release) => {
  const at = (name: string) => `${RELEASES}${release}/${name}`;

  test("has the values that it had", async () => {
    const manifest = JSON.parse(readFileSync(at("manifest.json"), "utf8"));
    expect(manifest.samples).toHaveLength(2);
    const found = compareManifests(manifest, await datasetManifest(at("parts.trunnion.zip")));
    expect(found.differences).toEqual([]);
  });

  test("is queried, and read by subset", async () => {
    using ds = await openDataset(at("parts.trunnion.zip"));
    expect(ds.sampleCount).toBe(2);
    const train = await ds.subset("train");
    expect(train.length).toBe(1);
  });

  test("an encoded file is read", () => {
    const file = openDataFile(at("part.data"));
    const { shape } = file.readArray("faces/face_areas");
    expect(shape[0]).toBe(file.attributes.bodies[0].face_count);
    file.close();
  });
});
