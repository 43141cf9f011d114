import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { coedgesOf } from "../../../../src/cad/features/topology.ts";
import { brtTopology } from "../../../../src/dataset/export/profiles/brt_topology.ts";
import { box, cylinder, ell, polyhedron, sphere } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";
import { unpickled } from "../../../helpers/unpickled.ts";

const folder = temporaryFolder();

interface ReadArray {
  dtype: string;
  shape: number[];
  values: number[];
}

const topologyOf = (brep: ReturnType<typeof box>) => {
  const rows = Object.fromEntries(
    Object.entries(coedgesOf(brep)).map(([key, data]) => [key, { data, shape: [data.length] }]),
  );
  return brtTopology(
    rows as never,
    brep.faces.length,
    (edge) => !brep.edges[edge].degenerate,
  );
};

test("wires have their own edges, and faces those around their vertices", () => {
  const { edges, edgeIndex, wireIndex, adjacent } = topologyOf(box(1, 2, 3));
  expect(edges).toHaveLength(24);
  expect(edgeIndex.flat()).toEqual(edges.map((_, i) => i));
  expect(edgeIndex.map((wire) => wire.length)).toEqual([4, 4, 4, 4, 4, 4]);
  expect(wireIndex).toEqual([[0], [1], [2], [3], [4], [5]]);
  for (const faces of adjacent) expect(faces).toHaveLength(4);
  // In an L the inner corner's two sides meet each other, and no side across.
  const sides = topologyOf(ell()).adjacent.map((faces) => new Set(faces));
  sides.forEach((faces, face) => {
    for (const other of faces) expect(sides[other].has(face)).toBe(true);
  });
});

test("a face meets those around the end of each edge, in that order", () => {
  const corners = [[0, 0, 0], [2, 0, 0], [2, 2, 0], [0, 2, 0], [1, 1, 3]];
  const pyramid = polyhedron(corners, [[0, 3, 2, 1], [0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]]);
  // Around corner 1 the base and face 2, around the top 2, 3 and 4.
  expect(topologyOf(pyramid).adjacent[1]).toEqual([0, 2, 3, 4]);
});

test("a seam leads to no other face, and a pole has no edge", () => {
  const rod = topologyOf(cylinder(2, 5));
  expect(rod.edgeIndex.map((wire) => wire.length)).toEqual([4, 1, 1]);
  expect(rod.adjacent.map((faces) => [...faces].sort())).toEqual([[1, 2], [0], [0]]);
  const ball = topologyOf(sphere(3));
  expect(ball.edgeIndex.map((wire) => wire.length)).toEqual([2]);
  expect(ball.adjacent).toEqual([[]]);
});

test("two files a sample, and what makes of them those that BRT's code loads", async () => {
  using dataset = await encodedDataset(folder("brt"), "brt", [
    { name: "box", brep: box(1, 2, 3), labels: [0, 1, 2, 3, 4, 5] },
    { name: "rod", brep: cylinder(2, 5), labels: [7, 8, 9] },
  ]);
  const { path, files } = await dataset.exportTo("brt", join(folder("out"), "brt"));
  expect([...files].sort()).toEqual([
    "brt_dataset.py",
    "rectangles/box.pkl",
    "rectangles/rod.pkl",
    "samples.json",
    "topo/box.pkl",
    "topo/rod.pkl",
    "trunnion.json",
  ]);
  expect(JSON.parse(readFileSync(join(path, "samples.json"), "utf8"))).toEqual([
    { stem: "box", subset: "train", label: null },
    { stem: "rod", subset: "train", label: null },
  ]);
  const read = (file: string) => unpickled(readFileSync(join(path, file))) as Map<string, never>;
  const face = read("rectangles/rod.pkl");
  expect([...face.keys()]).toEqual(["nodes", "in_mask", "tri_normals", "points"]);
  const shapes = (key: string) => (face.get(key)! as ReadArray[]).map(({ shape }) => shape);
  expect(shapes("nodes")[0]).toEqual([16, 16, 4]);
  expect(shapes("tri_normals")[0]).toEqual([16, 7]);
  expect(shapes("in_mask")[0]).toEqual([16]);
  expect(face.get("points")).toMatchObject({ dtype: "<f4", shape: [3, 256, 3] });
  const topo = read("topo/rod.pkl");
  expect([...topo.keys()]).toEqual([
    "edge",
    "edge_index",
    "wire_index",
    "adj_face_index",
    "label",
  ]);
  expect((topo.get("edge")! as ReadArray[]).map(({ shape }) => shape[0])).toEqual([
    3,
    1,
    3,
    1,
    3,
    3,
  ]);
  expect(topo.get("edge_index")).toEqual([[0, 1, 2, 3], [4], [5]]);
  expect(topo.get("wire_index")).toEqual([[0], [1], [2]]);
  expect(topo.get("label")).toEqual({ dtype: "<i8", shape: [3], values: [7, 8, 9] });
  expect(readFileSync(join(path, "brt_dataset.py"), "utf8")).toContain("torch.save");
});
