import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as arrow from "apache-arrow";
import { parquetReadObjects } from "hyparquet";
import { type ExportFormat, openDataset } from "trunnion";
import { memorySource } from "../../../src/storage/byte_source.ts";
import { ZipReader } from "../../../src/storage/zip/zip_reader.ts";
import { decompressZstd } from "../../../src/storage/zarr/system_zstd.ts";
import { BODIES, VOCABULARIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const flow = await writeDataset(folder("flow"));
let number = 0;
const nowhere = () => join(folder("exports"), `export_${number++}`);

async function exported(format: ExportFormat, options = {}) {
  using dataset = await openDataset(flow);
  return await dataset.exportTo(format, nowhere(), options);
}

/** Areas and centroids of each body of the fixture, as they are in the dataset. */
const areas = BODIES.map((body) => [...Float32Array.from(body.areas)]);
const centroids = BODIES.map(({ types }, s) => types.map((_, f) => [s, f, 0.5]));
/** Names by code, as they travel along. */
const families = Object.fromEntries(VOCABULARIES.family.map((name, code) => [code, name]));

describe("exportTo", () => {
  test("npz: a file a sample, and a table of them", async () => {
    const { path, files, samples, bytes } = await exported("npz");
    expect(samples).toEqual({ train: 5 });
    expect(files.filter((file) => file.endsWith(".npz"))).toHaveLength(5);
    expect(bytes).toBeGreaterThan(1000);
    const file = join(path, files.find((one) => one.includes("/000001_"))!);
    const zip = new ZipReader(memorySource(new Uint8Array(readFileSync(file))), file);
    const npy = zip.read("faces/face_centroids.npy")!;
    const header = new TextDecoder().decode(npy.subarray(10, 128));
    expect(header).toContain("'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), ");
    expect([...new Float32Array(npy.slice(npy.length - 24).buffer)]).toEqual(centroids[1].flat());
    const about = JSON.parse(readFileSync(join(path, "trunnion.json"), "utf8"));
    expect(about.vocabularies.family).toEqual(families);
    expect(about.arrays["faces/face_centroids"]).toMatchObject({
      dims: ["face", "dim"],
      inner: [3],
    });
  });

  test("safetensors: arrays end to end, with where each sample begins", async () => {
    const { path } = await exported("safetensors");
    const bytes = readFileSync(join(path, "train.safetensors"));
    const length = Number(bytes.readBigUInt64LE());
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
    const read = (name: string) => {
      const [from, to] = header[name].data_offsets;
      return bytes.buffer.slice(
        bytes.byteOffset + 8 + length + from,
        bytes.byteOffset + 8 + length + to,
      ) as ArrayBuffer;
    };
    expect(length % 8).toBe(0);
    expect(header["faces/face_areas"]).toMatchObject({ dtype: "F32", shape: [15] });
    expect([...new Float32Array(read("faces/face_areas"))]).toEqual(areas.flat());
    expect([...new BigInt64Array(read("offsets/faces/face_areas"))])
      .toEqual([0n, 3n, 5n, 6n, 10n, 15n]);
    // A body without a label has no row.
    expect([...new BigInt64Array(read("offsets/labels/part_category"))])
      .toEqual([0n, 1n, 2n, 2n, 3n, 4n]);
    expect(header).not.toHaveProperty("offsets/graph/num_nodes");
    expect(JSON.parse(header.__metadata__.trunnion).vocabularies.family).toEqual(families);
    const ends = Object.values(header).flatMap((one) =>
      "data_offsets" in (one as object) ? [(one as { data_offsets: number[] }).data_offsets] : []
    );
    expect(Math.max(...ends.map(([, to]) => to)) + 8 + length).toBe(bytes.length);
  });

  test("arrow: a row a sample, with nested lists", async () => {
    const { path, files } = await exported("arrow");
    expect(files).toEqual(["train-00000-of-00001.arrow", "trunnion.json"]);
    const table = arrow.tableFromIPC(readFileSync(join(path, files[0])));
    expect(table.numRows).toBe(5);
    const rows = JSON.parse(
      JSON.stringify(
        table.toArray(),
        (_, value) => typeof value === "bigint" ? Number(value) : value,
      ),
    );
    expect(rows.map((row: Record<string, unknown>) => row["faces/face_centroids"]))
      .toEqual(centroids);
    expect(rows.map((row: Record<string, unknown>) => row["graph/num_nodes"]))
      .toEqual(areas.map(({ length }) => length));
    expect(JSON.parse(table.schema.metadata.get("trunnion")!).vocabularies.family)
      .toEqual(families);
  });

  test("parquet: the layout of the Hub, with a card and a description", async () => {
    const { path, files } = await exported("parquet", { shardBytes: 100 });
    expect(files.slice(0, 3)).toEqual([
      "README.md",
      "croissant.json",
      "data/train-00000-of-00004.parquet",
    ]);
    expect(files.at(-1)).toBe("trunnion.json");
    const shards = files.filter((file) => file.startsWith("data/"));
    const rows = (await Promise.all(shards.map(async (file) => {
      const bytes = readFileSync(join(path, file));
      return await parquetReadObjects({
        file: new Uint8Array(bytes).buffer,
        compressors: { ZSTD: decompressZstd },
      });
    }))).flat();
    expect(rows.map((row) => row["faces/face_centroids"])).toEqual(centroids);
    expect(rows.map((row) => row.family)).toEqual(BODIES.map(({ family }) => family));
    const card = readFileSync(join(path, "README.md"), "utf8");
    expect(card).toContain("  - split: train\n    path: data/train-*\n");
    expect(card).toContain(
      "  - name: faces/face_centroids\n    sequence:\n      sequence: float32",
    );
    expect(card).toContain("- `family`: 0 gear, 1 plate, 2 shaft");
    const { distribution } = JSON.parse(readFileSync(join(path, "croissant.json"), "utf8"));
    expect(distribution.map(({ contentUrl }: { contentUrl: string }) => contentUrl))
      .toEqual(shards);
  });

  test("the bytes are the same each time", async () => {
    for (const format of ["npz", "safetensors", "arrow", "parquet"] as const) {
      const [one, other] = [await exported(format), await exported(format)];
      expect(other.files).toEqual(one.files);
      for (const file of one.files) {
        expect(readFileSync(join(other.path, file))).toEqual(readFileSync(join(one.path, file)));
      }
    }
  });

  test("by subset of a split, in some groups; what is in no subset is told", async () => {
    const split = await writeDataset(folder("split"));
    using dataset = await openDataset(split);
    await dataset.split({ key: "family", train: 0.6, validation: 0.2, test: 0.2 });
    const all = await dataset.exportTo("safetensors", nowhere(), { groups: ["labels"] });
    expect(all.files).toEqual([
      "test.safetensors",
      "train.safetensors",
      "trunnion.json",
      "validation.safetensors",
    ]);
    expect(Object.values(all.samples).reduce((sum, count) => sum + count)).toBe(5);
    expect(all.leftOut).toBe(0);
    const some = await dataset.exportTo("npz", nowhere(), { subsets: ["train"] });
    expect(Object.keys(some.samples)).toEqual(["train"]);
    await expect(dataset.exportTo("npz", nowhere(), { subsets: ["tain"] })).rejects
      .toThrow(/'tain'.*train/);
    await expect(dataset.exportTo("npz", nowhere(), { split: "other" })).rejects
      .toThrow(/'other'/);
    await expect(dataset.exportTo("npz", nowhere(), { groups: ["face"] })).rejects
      .toThrow(/faces/);
  });

  test("pyg: what is not there is told", async () => {
    await expect(exported("pyg")).rejects.toThrow(/edges_destination|'graph' must be there/);
  });

  test("an export that is there stays, unless it is to be replaced", async () => {
    const { path } = await exported("npz");
    using dataset = await openDataset(flow);
    await expect(dataset.exportTo("arrow", path)).rejects.toThrow(/is there already/);
    await expect(dataset.exportTo("arrow", path, { replace: true, groups: ["nothing"] }))
      .rejects.toThrow();
    expect(existsSync(join(path, "samples.parquet"))).toBe(true);
    await dataset.exportTo("arrow", path, { replace: true });
    expect(readdirSync(path).sort()).toEqual(["train-00000-of-00001.arrow", "trunnion.json"]);
    const empty = nowhere();
    mkdirSync(empty);
    await dataset.exportTo("arrow", empty);
    expect(readdirSync(join(empty, "..")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    const file = nowhere();
    writeFileSync(file, "mine");
    await expect(dataset.exportTo("arrow", file)).rejects.toThrow(/is there already/);
    await expect(dataset.exportTo("arrow", join(file, "below"))).rejects.toThrow(
      `Cannot write '${join(file, "below")}': `,
    );
    // What is no export is never taken away.
    writeFileSync(join(empty, "mine"), "");
    rmSync(join(empty, "trunnion.json"));
    await expect(dataset.exportTo("arrow", empty, { replace: true })).rejects
      .toThrow(/must be an export/);
  });

  test("wrong options are refused", async () => {
    await expect(exported("numpy" as ExportFormat)).rejects.toThrow(/'numpy' is no format/);
    await expect(exported("npz", { group: ["faces"] })).rejects.toThrow(/groups/);
    await expect(exported("arrow", { shardBytes: 0 })).rejects.toThrow(/'shardBytes'/);
  });
});
