import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, cylinder, motion, moved, sphere } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";
import { unpickled } from "../../../helpers/unpickled.ts";

const folder = temporaryFolder();

interface ReadArray {
  dtype: string;
  shape: number[];
  values: number[];
}

test("a file a sample, and lists without duplicates in training", async () => {
  using dataset = await encodedDataset(folder("brepgen"), "brepgen", [
    { name: "box", brep: box(1, 2, 3) },
    // The same in a box of -1 to 1.
    { name: "larger_box", brep: moved(box(1, 2, 3), motion([0, 0, 1], 0, 2, [5, 5, 5])) },
    { name: "rod", brep: cylinder(2, 5) },
    { name: "ball", brep: sphere(3) },
  ]);
  const { path, files } = await dataset.exportTo("brepgen", join(folder("out"), "brepgen"));
  const parsed = [0, 1, 2, 3].map((i) => `parsed/0000/0000000${i}.pkl`);
  expect([...files].sort()).toEqual([
    "data_split_6bit.pkl",
    "data_split_6bit_edge.pkl",
    "data_split_6bit_surface.pkl",
    ...parsed,
    "samples.json",
    "trunnion.json",
  ]);
  const read = (file: string) => unpickled(readFileSync(join(path, file)));
  expect([...read("data_split_6bit.pkl") as Map<string, string[]>]).toEqual([
    ["train", ["00000000.pkl", "00000002.pkl", "00000003.pkl"]],
    ["val", []],
    ["test", []],
  ]);
  expect(JSON.parse(readFileSync(join(path, "samples.json"), "utf8"))).toMatchObject([
    { uid: "00000000", name: "box", subset: "train", duplicateOf: null },
    { uid: "00000001", name: "larger_box", duplicateOf: "00000000" },
    { uid: "00000002", name: "rod", duplicateOf: null },
    { uid: "00000003", name: "ball", duplicateOf: null },
  ]);

  // A split by the same rule leaves the same one out.
  const shares = { train: 0.4, validation: 0.3, test: 0.3 };
  await dataset.split({ ...shares, dedupe: { bits: 6 }, name: "distinct" });
  const subsets = (await dataset.table("splits")).array("distinct");
  const names = (await dataset.column("name")) as string[];
  expect(names.filter((_, s) => subsets[s] === null)).toEqual(["larger_box"]);

  const rod = read(parsed[2]) as Map<string, ReadArray>;
  // The published code takes the values apart by their order.
  expect([...rod.keys()]).toEqual([
    "surf_wcs",
    "edge_wcs",
    "surf_ncs",
    "edge_ncs",
    "corner_wcs",
    "edgeFace_adj",
    "edgeCorner_adj",
    "faceEdge_adj",
    "surf_bbox_wcs",
    "edge_bbox_wcs",
    "corner_unique",
    "uid",
  ]);
  expect(rod.get("surf_wcs")).toMatchObject({ dtype: "<f4", shape: [4, 32, 32, 3] });
  expect(rod.get("edgeFace_adj")).toMatchObject({ dtype: "<i8", shape: [6, 2] });
  expect(rod.get("uid")).toBe("00000002");
  const adjacent = rod.get("edgeFace_adj")!.values;
  const lists = rod.get("faceEdge_adj") as unknown as ReadArray[];
  // Each half of the side has four edges, each end two.
  expect(lists.map(({ shape }) => shape)).toEqual([[4], [4], [2], [2]]);
  lists.forEach(({ values }, face) => {
    expect(values).toEqual(
      [0, 1, 2, 3, 4, 5].filter((e) => adjacent.slice(2 * e, 2 * e + 2).includes(face)),
    );
  });

  // Distinct to six bits in boxes of their own: as edges, parallel ones of a box are one.
  for (const [name, shape, most] of [["surface", "32,32,3", 12], ["edge", "32,3", 13]] as const) {
    const rows = read(`data_split_6bit_${name}.pkl`) as ReadArray[];
    expect(rows.every((row) => row.shape.join() === shape)).toBe(true);
    const keys = new Set(
      rows.map(({ values }) =>
        values.map((x) => Math.min(63, Math.trunc((x + 1) * 63 / 2))).join()
      ),
    );
    expect(keys.size).toBe(rows.length);
    expect(rows.length).toBeLessThanOrEqual(most);
  }
});

test("of another profile nothing is written", async () => {
  using dataset = await encodedDataset(folder("uvnet"), "uvnet", [
    { name: "box", brep: box(1, 2, 3) },
  ]);
  const to = join(folder("refused"), "brepgen");
  await expect(dataset.exportTo("brepgen", to)).rejects.toThrow(/must be encoded by .* brepgen@1/);
  expect(existsSync(to)).toBe(false);
});
