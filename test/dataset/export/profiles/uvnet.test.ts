import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { box, cylinder } from "../../../helpers/breps.ts";
import { encodedDataset } from "../../../helpers/encoded_dataset.ts";
import { readSafetensors } from "../../../helpers/read_safetensors.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("graphs end to end, with arcs each way and labels of faces", async () => {
  using dataset = await encodedDataset(folder("uvnet"), "uvnet", [
    { name: "a/box", brep: box(1, 2, 3), labels: [0, 1, 2, 3, 4, -1] },
    { name: "rod", brep: cylinder(2, 5), labels: [7, 8, 9] },
  ]);
  const { path, files } = await dataset.exportTo("uvnet", join(folder("out"), "uvnet"));
  expect(files).toEqual([
    "graph/a_box.bin",
    "graph/rod.bin",
    "labels/a_box_ids.json",
    "labels/rod_ids.json",
    "split.json",
    "train.safetensors",
    "trunnion.json",
    "uvnet_dataset.py",
  ]);
  const read = (name: string) => JSON.parse(readFileSync(join(path, name), "utf8"));
  expect(read("split.json")).toEqual({ train: ["a_box", "rod"], validation: [], test: [] });
  expect(read("labels/rod_ids.json")).toEqual({
    body: { faces: [7, 8, 9].map((index) => ({ segment: { index } })) },
  });
  // Four ends of arcs, three grids of faces and four of edges, and the head of DGL's format.
  const size = 4 * (2 * 4 + 3 * 700 + 4 * 60);
  const bytes = readFileSync(join(path, "graph/rod.bin")).length;
  expect([bytes > size + 4096, bytes < size + 4096 + 1024]).toEqual([true, true]);
  const { tensors, metadata } = readSafetensors(join(path, "train.safetensors"));
  expect(JSON.parse(metadata.trunnion)).toMatchObject({
    stems: ["a_box", "rod"],
    label: "face_labels/label",
  });
  expect(tensors.x.shape).toEqual([9, 10, 10, 7]);
  // A box has 12 edges between different faces, a rod 2.
  expect(tensors.edge_attr.shape).toEqual([28, 10, 6]);
  expect(tensors["offsets/x"].values).toEqual([0, 6, 9]);
  expect(tensors["offsets/edge_index"].values).toEqual([0, 24, 28]);
  expect(tensors.y.values).toEqual([0, 1, 2, 3, 4, -1, 7, 8, 9]);
  const index = tensors.edge_index.values, source = index.slice(0, 28), to = index.slice(28);
  const pairs = source.map((from, i) => `${i < 24 ? "box" : "rod"} ${from} ${to[i]}`);
  expect(new Set(pairs).size).toBe(28);
  expect(pairs.every((pair) => {
    const [body, a, b] = pair.split(" ");
    return a !== b && pairs.includes(`${body} ${b} ${a}`);
  })).toBe(true);

  // Each arc runs so that its source is on its left, seen from outside: normal x tangent leads
  // from the edge into the face.
  for (let arc = 0; arc < 24; arc++) {
    const at = arc * 60 + 5 * 6, [x, y, z, tx, ty, tz] = tensors.edge_attr.values.slice(at, at + 6);
    const face = tensors.x.values.slice(source[arc] * 700, (source[arc] + 1) * 700);
    const [nx, ny, nz] = face.slice(3, 6);
    const inward = [ny * tz - nz * ty, nz * tx - nx * tz, nx * ty - ny * tx];
    const middle = [0, 1, 2].map((k) =>
      Array.from({ length: 100 }, (_, i) => face[7 * i + k]).reduce((a, b) => a + b) / 100
    );
    const leads = inward.reduce((sum, n, k) => sum + n * (middle[k] - [x, y, z][k]), 0);
    expect(leads).toBeGreaterThan(0.1);
  }
  expect(readFileSync(join(path, "uvnet_dataset.py"), "utf8")).toContain("class UVNetGraphs");
});
