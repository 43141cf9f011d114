import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import type { MergeOptions } from "../../../src/dataset/merge/merge_options.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths, encodeParts } from "./encoded_files.ts";

const root = temporaryFolder();

/** A dataset whose versions are made of parts of the given families, twice each. */
function dataset() {
  const folder = mkdtempSync(join(root, "codes-"));
  const file = join(folder, "parts.vocabulary.json");
  const merge = async (families: readonly string[], options: MergeOptions = {}) => {
    const parts = [...families, ...families].map((family) => (
      { bodies: [{ faces: 1 }], metadata: { family } }
    ));
    const dataFiles = encodeParts(mkdtempSync(join(folder, "encoded-")), parts);
    const merger = new DatasetMerger({ dataFiles, ...datasetPaths(folder) });
    await merger.mergeData(options);
    using opened = await openDataset(join(folder, "parts.dataset"));
    const [names, codes] = [await opened.column("family"), await opened.column("family_code")];
    const again = async () => (await merger.mergeData()).kept;
    return { again, codes: Object.fromEntries(names.map((name, s) => [String(name), codes[s]])) };
  };
  return { file, merge, names: () => JSON.parse(readFileSync(file, "utf8")).vocabularies.family };
}

test("a class keeps its code; new ones are behind, sorted among themselves", async () => {
  const { merge, names } = dataset();
  expect((await merge(["plate", "gear"])).codes).toEqual({ gear: 0, plate: 1 });
  const second = await merge(["shaft", "plate", "bracket", "gear"]);
  expect(second.codes).toEqual({ gear: 0, plate: 1, bracket: 2, shaft: 3 });
  expect((await merge(["shaft"])).codes).toEqual({ shaft: 3 });
  expect(names()).toEqual(["gear", "plate", "bracket", "shaft"]);
});

test("a dataset is kept with its codes, and made again where they are others", async () => {
  const { file, merge } = dataset();
  const { again } = await merge(["plate", "gear"]);
  expect(await again()).toBe(true);
  writeFileSync(file, readFileSync(file, "utf8").replace('"gear"', '"axle","gear"'));
  expect(await again()).toBe(false);
  expect(await again()).toBe(true);
});

test("a cancelled merge adds no code", async () => {
  const { file, merge, names } = dataset();
  const cancel = async (families: string[]) => {
    const controller = new AbortController();
    const onProgress: MergeOptions["onProgress"] = ({ stage, done, total }) => {
      if (stage === "write" && done === total) controller.abort();
    };
    await expect(merge(families, { signal: controller.signal, onProgress })).rejects.toThrow();
  };
  await cancel(["plate"]);
  expect(existsSync(file)).toBe(false);
  await merge(["plate", "gear"]);
  await cancel(["axle", "gear"]);
  expect(names()).toEqual(["gear", "plate"]);
});

test("damaged codes are refused, not given anew", async () => {
  const { file, merge } = dataset();
  await merge(["plate", "gear"]);
  writeFileSync(file, '{"format":1,"vocabularies":{"family":["gear","gear"]}}');
  await expect(merge(["plate"])).rejects.toThrow("Bring the file back, or remove it");
});
