import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, cylinder } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { readDgl } from "../../../helpers/read_dgl.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const near = (values: readonly number[], digits = 5) =>
  values.map((value) => Number(value.toFixed(digits)) + 0);

test("graphs as BRepFormer loads them, and lists of their names", async () => {
  using dataset = await encodedDataset(folder("brepformer"), "brepformer", [
    { name: "block", brep: box(2, 2, 4), labels: [5, 4, 3, 2, 1, 0] },
    { name: "rod", brep: cylinder(2, 8) },
  ]);
  const { path, files } = await dataset.exportTo("brepformer", join(folder("out"), "brepformer"));
  expect(files).toEqual([
    "bin_topology/block_000000.bin",
    "bin_topology/rod_000001.bin",
    "train.txt",
    "trunnion.json",
  ]);
  expect(readFileSync(join(path, "train.txt"), "utf8")).toBe("block_000000\nrod_000001\n");

  const block = readDgl(join(path, files[0])), rod = readDgl(join(path, files[1]));
  const arrays = { ...rod.ndata, ...rod.labels };
  expect(Object.fromEntries(Object.entries(arrays).map(([name, { shape }]) => [name, shape])))
    .toEqual({
      x: [3, 10, 10, 7],
      t: [3, 9],
      a: [3],
      r: [3],
      c: [3, 3],
      l: [3],
      angle_matrix: [3, 3],
      centroid_distance_matrix: [3, 3],
      shortest_distance_matrix: [3, 3],
      edge_path_matrix: [3, 3, 16],
    });
  expect([block.ndata.l.values, rod.ndata.l.values]).toEqual([[5, 4, 3, 2, 1, 0], [-1, -1, -1]]);
  // Arcs stand together by the face that they leave.
  expect(block.source).toEqual([0, 1, 2, 3, 4, 5].flatMap((face) => new Array(4).fill(face)));

  // The rod's side has the flag of cylinders, its ends that of planes.
  const rows = (values: readonly number[], size: number) =>
    Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, i * size + size));
  const kinds = rows(rod.ndata.t.values, 9).map((flags) => flags.indexOf(1));
  const side = kinds.indexOf(1), ends = [0, 1, 2].filter((face) => face !== side);
  expect(ends.map((face) => kinds[face])).toEqual([0, 0]);
  // Radius 1/2 and length 2 in its frame.
  expect(near([rod.ndata.a.values[side], rod.ndata.a.values[ends[0]]]))
    .toEqual(near([2 * Math.PI, Math.PI / 4]));
  expect(near(rod.ndata.c.values.slice(3 * ends[0], 3 * ends[0] + 3)).map(Math.abs))
    .toEqual([0, 0, 1]);

  // Circles: circular and closed; convex; as long as they are around.
  expect(rows(rod.edata.t.values, 11).every((flags) => `${flags}` === "1,1,0,0,0,0,0,0,0,0,0"))
    .toBe(true);
  expect(rows(rod.edata.c.values, 3).map(String)).toEqual(new Array(4).fill("0,1,0"));
  expect(near(rod.edata.l.values)).toEqual(new Array(4).fill(near([Math.PI])[0]));
  expect(rows(block.edata.t.values, 11).map((flags) => flags.indexOf(1)))
    .toEqual(new Array(24).fill(3));
  // Along each arc: the left normal is the source's, the right one the destination's.
  expect(block.edata.x.shape).toEqual([24, 10, 12]);
  const normal = (face: number) => block.ndata.x.values.slice(700 * face + 3, 700 * face + 6);
  rows(block.edata.x.values, 120).forEach((grid, arc) => {
    for (const point of rows(grid, 12)) {
      expect(near(point.slice(6, 9))).toEqual(near(normal(block.source[arc])));
      expect(near(point.slice(9, 12))).toEqual(near(normal(block.destination[arc])));
    }
  });

  // Opposite faces look away from each other, neighbours are at right angles.
  const hops = block.labels.shortest_distance_matrix.values;
  expect(near(block.labels.angle_matrix.values)).toEqual(hops.map((count) => 90 * count));
  // Half sides are 1/2, 1/2 and 1.
  const between = block.labels.centroid_distance_matrix.values;
  hops.forEach((count, pair) => {
    const known = count === 2 ? [1, 2] : count === 0 ? [0] : [Math.SQRT1_2, Math.hypot(0.5, 1)];
    expect(known.some((length) => Math.abs(length - between[pair]) < 1e-6)).toBe(true);
  });
  rows(block.labels.edge_path_matrix.values, 16).forEach((path, pair) => {
    const arcs = path.filter((arc) => arc >= 0);
    expect(arcs.length).toBe(hops[pair]);
    const end = arcs.reduce((face, arc) => {
      expect(block.source[arc]).toBe(face);
      return block.destination[arc];
    }, Math.floor(pair / 6));
    expect(end).toBe(pair % 6);
  });
});
