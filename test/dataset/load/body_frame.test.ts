import { expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { type BodyArrays, randomBody, writeGraphs } from "../../helpers/random_graphs.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const random = createRandom(21);
const bodies = Array.from({ length: 8 }, () => randomBody(random, true));
const withBoxes = await writeGraphs(folder(), bodies);
const withoutBoxes = await writeGraphs(
  folder(),
  bodies.map(({ "bodies/body_boxes": _, ...body }): BodyArrays => body),
);

/** The box of a body's points: edges, and the points of faces that lie on them. */
function boxOf(body: BodyArrays) {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  const grow = (key: string, components: number) => {
    const data = body[key].data as Float32Array;
    for (let at = 0; at < data.length; at += components) {
      if (components === 7 && data[at + 6] === 0) continue;
      for (let axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], data[at + axis]);
        high[axis] = Math.max(high[axis], data[at + axis]);
      }
    }
  };
  grow("faces/face_uv_grids", 7);
  grow("edges/edge_u_grids", 6);
  return { low, high };
}

test.each([["stored", withBoxes.path], ["found by points", withoutBoxes.path]])(
  "a centred and scaled body is where its box says: %s",
  async (name, path) => {
    using dataset = await openDataset(path);
    const all = await dataset.samples({ center: true, scale: true });
    for (const [i, body] of bodies.entries()) {
      const stored = body["bodies/body_boxes"].data as Float64Array;
      const { low, high } = name === "stored"
        ? { low: [...stored.subarray(0, 3)], high: [...stored.subarray(3)] }
        : boxOf(body);
      const side = Math.max(...high.map((value, axis) => value - low[axis]));
      const sample = await all.getItem(i);
      const middle = low.map((value, axis) => (value + high[axis]) / 2);
      const wanted = (body["faces/face_centroids"].data as Float32Array)
        .map((value, at) => (value - middle[at % 3]) * 2 / side);
      const found = sample.arrays["faces/face_centroids"].data as Float32Array;
      found.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 5));
      const areas = sample.arrays["faces/face_areas"].data as Float32Array;
      (body["faces/face_areas"].data as Float32Array).forEach((area, face) =>
        expect(areas[face]).toBeCloseTo(area * (2 / side) ** 2, 4)
      );
      if (name === "stored") {
        const box = sample.arrays["bodies/body_boxes"].data as Float64Array;
        const sides = [0, 1, 2].map((axis) => box[axis + 3] - box[axis]);
        expect(Math.max(...sides)).toBeCloseTo(2, 10);
        [0, 1, 2].forEach((axis) => expect(box[axis] + box[axis + 3]).toBeCloseTo(0, 10));
      } else {
        // Normals only turn.
        const grids = sample.arrays["faces/face_uv_grids"].data;
        expect(grids[3]).toBe(body["faces/face_uv_grids"].data[3]);
      }
    }
  },
);

test("what a box is found by is not given where it was not asked for", async () => {
  using dataset = await openDataset(withBoxes.path);
  const faces = dataset.samples({ groups: ["faces"], center: true });
  const [batch] = await Array.fromAsync(faces.batches());
  expect(Object.keys(batch.arrays).every((key) => key.startsWith("faces/"))).toBe(true);
  expect(Object.keys(batch.rows)).toEqual(["faces"]);
  const whole = await dataset.samples({ center: true });
  expect((await faces.getItem(2)).arrays["faces/face_centroids"])
    .toEqual((await whole.getItem(2)).arrays["faces/face_centroids"]);
});

test("a body of no points is refused with what to do", async () => {
  const plain = bodies.map((body): BodyArrays => ({
    "faces/face_areas": body["faces/face_areas"],
    "edges/edge_lengths": body["edges/edge_lengths"],
  }));
  using dataset = await openDataset((await writeGraphs(folder(), plain)).path);
  await expect(dataset.samples({ scale: true }).getItem(1)).rejects.toThrow(
    "Cannot center or scale the sample 1: its box must be known, by 'bodies/body_boxes' or",
  );
});
