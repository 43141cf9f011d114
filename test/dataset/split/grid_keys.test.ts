import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DatasetMerger } from "../../../src/dataset/merge/dataset_merger.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { ZipDataStorage } from "../../../src/storage/zip/zip_data_storage.ts";
import { bodyOf } from "../../storage/bodies.ts";
import { temporaryFolder } from "../../storage/temporary_folder.ts";
import { datasetPaths } from "../merge/encoded_files.ts";

const root = temporaryFolder();
const SHARES = { train: 0.5, validation: 0.25, test: 0.25 };

/** A part: two faces of 2 x 2 points, scaled, moved, and with a bump of some height. */
interface Part {
  readonly scale?: number;
  readonly move?: number;
  readonly bump?: number;
  /** Faces in the other order: they are the same faces. */
  readonly turned?: boolean;
  readonly fingerprint?: string;
}

const PARTS: Readonly<Record<string, Part>> = {
  "a.step": { fingerprint: "one" },
  "b_moved_and_scaled.step": { scale: 25.4, move: 1000, turned: true, fingerprint: "one" },
  "c_a_little_other.step": { bump: 0.001, fingerprint: "one" },
  "d_other.step": { bump: 0.2, fingerprint: "two" },
  "e.step": { bump: 0.4, fingerprint: "three" },
  "f.step": { bump: 0.6, fingerprint: "four" },
};

async function dataset() {
  const folder = mkdtempSync(join(root, "grids-"));
  const dataFiles = Object.entries(PARTS).map(([path, part], i) => {
    const { scale = 1, move = 0, bump = 0, turned = false } = part;
    const storage = new ZipDataStorage(join(folder, `${i}.data`));
    storage.setSource({ path, hash: `${i}`.padStart(64, "0"), size: 1, provenance: {} });
    const body = storage.body(bodyOf(0, 2, 1));
    const faces = [[[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, bump]], [
      [0, 0, 0.7],
      [1, 0, 0.7],
      [0, 1, 0.7],
      [1, 1, 0.7],
    ]];
    if (turned) faces.reverse();
    const data = Float32Array.from(
      faces.flat().flatMap((point) => [...point.map((x) => x * scale + move), 0, 0, 1, 1]),
    );
    body.saveDeclared("faces/face_uv_grids", { data, shape: [2, 2, 2, 7] }, {
      dims: ["face", "u", "v", "component"],
      dtype: "float32",
    });
    body.saveMetadata("fingerprint", part.fingerprint!);
    storage.compressStore();
    storage.close();
    return storage.getFilePath();
  });
  await new DatasetMerger({ dataFiles, ...datasetPaths(folder) }).mergeData();
  return await openDataset(join(folder, "parts.dataset"));
}

test("by points: parts are the same when moved or scaled, and nearly the same as bits allow", async () => {
  using parts = await dataset();
  const dropped = async (bits: number) => {
    const name = `bits_${bits}`;
    const { report } = await parts.split({ ...SHARES, dedupe: { bits }, name });
    const table = await parts.table("splits");
    const files = await parts.column("file");
    const none = files.filter((_, s) => table.array(name)[s] === null);
    expect(report).toMatchObject({ none: none.length, duplicates: none.length });
    return none;
  };
  expect(await dropped(6)).toEqual(["b_moved_and_scaled.step", "c_a_little_other.step"]);
  expect(await dropped(12)).toEqual(["b_moved_and_scaled.step"]);
});

test("a report counts shapes that pass through the same points", async () => {
  using parts = await dataset();
  const files = await parts.column("file");
  const same = ["a.step", "b_moved_and_scaled.step", "c_a_little_other.step"];
  const places = same.map((file) => files.indexOf(file));
  for (let seed = 0; seed < 6; seed++) {
    const { report } = await parts.split({ ...SHARES, name: `seed_${seed}`, seed });
    const table = await parts.table("splits");
    const subsets = new Set(places.map((s) => table.array(`seed_${seed}`)[s]));
    expect(report.leakage.samePoints!.count, `seed ${seed}`).toBe(subsets.size > 1 ? 1 : 0);
  }
  const { report } = await parts.split({ ...SHARES, name: "one", dedupe: { bits: 6 } });
  expect(report.leakage.samePoints).toEqual({ count: 0, examples: [] });
});

test("by fingerprint: one of each shape is in a subset", async () => {
  using parts = await dataset();
  const { report, ...sizes } = await parts.split({ ...SHARES, dedupe: "fingerprint" });
  expect(sizes).toMatchObject({ train: 2, validation: 1, test: 1 });
  expect(report.notes).toContain("2 duplicates are in no set");
  expect(report.leakage.nearDuplicates).toEqual({ count: 0, examples: [] });
  const other = await parts.split({ ...SHARES, name: "plain", seed: 3 });
  expect(other.report.leakage.nearDuplicates!.count).toBe(1);
  const together = await parts.split({ ...SHARES, name: "kept", groupBy: "fingerprint" });
  expect(together.report.leakage.nearDuplicates!.count).toBe(0);
  expect(together.report.none).toBe(0);
});
