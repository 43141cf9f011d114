import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, cylinder } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { readDgl } from "../../../helpers/read_dgl.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const near = (values: readonly number[], digits = 6) =>
  values.map((value) => Number(value.toFixed(digits)));

test("graphs as BrepMFR loads them, and lists of their names", async () => {
  using dataset = await encodedDataset(folder("brepmfr"), "brepmfr", [
    { name: "a/box", brep: box(1, 2, 8), labels: [3, 1, 2, 0, 4, -1] },
    { name: "rod", brep: cylinder(2, 8) },
  ]);
  const { path, files } = await dataset.exportTo("brepmfr", join(folder("out"), "brepmfr"));
  expect(files).toEqual([
    "bin/a_box_000000.bin",
    "bin/rod_000001.bin",
    "train.txt",
    "trunnion.json",
  ]);
  expect(readFileSync(join(path, "train.txt"), "utf8")).toBe("a_box_000000\nrod_000001\n");

  const box6 = readDgl(join(path, files[0])), rod = readDgl(join(path, files[1]));
  expect([box6.nodes, box6.source.length]).toEqual([6, 24]);
  const shapes = { ...box6.ndata, ...box6.labels };
  expect(Object.fromEntries(Object.entries(shapes).map(([name, one]) => [name, one.shape])))
    .toEqual({
      x: [6, 5, 5, 7],
      z: [6],
      y: [6],
      l: [6],
      a: [6],
      f: [6],
      edges_path: [6, 6, 16],
      spatial_pos: [6, 6],
      d2_distance: [6, 6, 64],
      angle_distance: [6, 6, 64],
    });
  expect(box6.ndata.f).toMatchObject({ dtype: "int32", values: [3, 1, 2, 0, 4, -1] });
  expect(rod.ndata.f.values).toEqual([-1, -1, -1]);
  expect(box6.ndata.z.values).toEqual(new Array(6).fill(0));
  expect(box6.ndata.a.values).toEqual(new Array(6).fill(4));
  expect(box6.ndata.l.values).toEqual(new Array(6).fill(1));
  // The box is 1/4 x 1/2 x 2 in its unit frame.
  expect(near([...box6.ndata.y.values].sort())).toEqual([0.125, 0.125, 0.5, 0.5, 1, 1]);
  const points = box6.ndata.x.values.filter((_, i) => i % 7 < 3).map(Math.abs);
  expect(Math.max(...points)).toBe(1);

  // A rod of radius 2 and length 8 has radius 1/2 in its frame; its side is a cylinder.
  expect([...rod.ndata.z.values].sort()).toEqual([0, 0, 1]);
  expect(near(rod.edata.l.values, 5)).toEqual(new Array(4).fill(Number(Math.PI.toFixed(5))));
  expect(rod.edata.t.values).toEqual([1, 1, 1, 1]);
  expect(near(rod.edata.a.values, 5)).toEqual(new Array(4).fill(1.5708));
  expect(rod.edata.c.values).toEqual([1, 1, 1, 1]);
  // The seventh number of each point is the angle.
  expect(rod.edata.x.shape).toEqual([4, 5, 7]);
  expect(near(rod.edata.x.values.filter((_, i) => i % 7 === 6), 5))
    .toEqual(new Array(20).fill(1.5708));
  // There and back: the same points the other way round, with tangents that point there.
  const [there, back] = [0, 1].map((arc) => rod.edata.x.values.slice(35 * arc, 35 * arc + 35));
  for (let i = 0; i < 5; i++) {
    const [a, b] = [there.slice(7 * i, 7 * i + 6), back.slice(7 * (4 - i), 7 * (4 - i) + 6)];
    expect(b).toEqual(a.map((x, k) => k < 3 || x === 0 ? x : -x));
  }

  // Opposite faces are two hops apart, over two arcs that follow each other.
  const { values: hops } = box6.labels.spatial_pos, { values: paths } = box6.labels.edges_path;
  for (let pair = 0; pair < 36; pair++) {
    const from = Math.floor(pair / 6), to = pair % 6, path = paths.slice(16 * pair, 16 * pair + 16);
    const arcs = path.filter((arc) => arc >= 0);
    expect(arcs.length).toBe(hops[pair]);
    expect(path.slice(arcs.length)).toEqual(new Array(16 - arcs.length).fill(-1));
    const end = arcs.reduce((face, arc) => {
      expect(box6.source[arc]).toBe(face);
      return box6.destination[arc];
    }, from);
    expect(end).toBe(to);
  }
  expect([...hops].sort().join("")).toBe("0".repeat(6) + "1".repeat(24) + "2".repeat(6));
  // Normals of neighbours are at right angles: all of the histogram is in its middle bin.
  const angles = box6.labels.angle_distance.values;
  hops.forEach((count, pair) => {
    expect(near(angles.slice(64 * pair, 64 * pair + 64)).indexOf(1)).toBe([0, 32, 63][count]);
  });
});

test("what cannot be reached is 32 hops away", async () => {
  const [a, b] = [box(1, 1, 1), box(1, 1, 1)];
  const apart = {
    faces: [
      ...a.faces,
      ...b.faces.map((face) => ({
        ...face,
        loops: face.loops.map((loop) => loop.map((one) => ({ ...one, edge: one.edge + 12 }))),
      })),
    ],
    edges: [
      ...a.edges,
      ...b.edges.map((edge) => ({ ...edge, faces: edge.faces.map((face) => face + 6) })),
    ],
    vertices: a.vertices,
  };
  using dataset = await encodedDataset(folder("apart"), "brepmfr", [{ name: "two", brep: apart }]);
  const { path } = await dataset.exportTo("brepmfr", join(folder("apart_out"), "brepmfr"));
  const { spatial_pos: hops, edges_path: paths } = readDgl(join(path, "bin/two_000000.bin")).labels;
  expect(hops.values[6]).toBe(32);
  expect(paths.values.slice(6 * 16, 7 * 16)).toEqual(new Array(16).fill(-1));
});
