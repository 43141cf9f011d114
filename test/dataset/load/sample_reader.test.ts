import { afterAll, describe, expect, test } from "vitest";
import type { CADDataset } from "../../../src/dataset/load/cad_dataset.ts";
import type { Sample } from "../../../src/dataset/load/sample.ts";
import { Scaler } from "../../../src/dataset/load/scaler.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { randomGraphs } from "../../helpers/random_graphs.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const { path, bodies } = await randomGraphs(folder(), createRandom(11), 12, true);
const dataset = await openDataset(path);
afterAll(() => dataset.close());

type Point = readonly [number, number, number];

/** The points and the vectors behind them in an array of grids. */
function pointsOf({ arrays }: Sample, key: string, components: number) {
  const data = arrays[key].data as Float32Array;
  const at = (first: number): Point[] =>
    Array.from(
      { length: data.length / components },
      (_, i) => {
        const [x, y, z] = data.subarray(i * components + first, i * components + first + 3);
        return [x, y, z];
      },
    );
  return { points: at(0), vectors: components > 3 ? at(3) : [] };
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Everything about a sample that a rotation keeps. */
function invariants(sample: Sample): number[] {
  const faces = pointsOf(sample, "faces/face_uv_grids", 7);
  const edges = pointsOf(sample, "edges/edge_u_grids", 6);
  const centroids = pointsOf(sample, "faces/face_centroids", 3);
  const points = [...faces.points, ...edges.points, ...centroids.points];
  const vectors = [...faces.vectors, ...edges.vectors];
  return [
    ...points.map((point) => distance(point, points[0])),
    ...points.map((point) => Math.hypot(...point)),
    ...vectors.map((vector) => dot(vector, vectors[0])),
    ...vectors.map((vector, i) => dot(vector, points[i])),
  ];
}

function expectClose(found: readonly number[], wanted: readonly number[], within = 1e-4): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((value, i) => expect(Math.abs(value - wanted[i]), `${i}`).toBeLessThan(within));
}

describe("a sample", () => {
  test("is what was stored, whatever the shards", async () => {
    const all = await dataset.samples();
    for (const [i, body] of bodies.entries()) {
      const sample = await all.getItem(i);
      expect(sample.arrays).toMatchObject(body);
      expect(await all.getRawData(i)).toEqual(sample);
      expect(sample.metadata).toMatchObject({ file: `part_${i}.step`, id: sample.id });
    }
  });

  test("has the columns that are asked for as its metadata", async () => {
    const named = dataset.samples({ columns: ["file", "family"] });
    expect((await named.getItem(4)).metadata).toEqual({ file: "part_4.step", family: "plate" });
    expect((await dataset.samples({ columns: [] }).getItem(4)).metadata).toEqual({});
    await expect(dataset.samples({ columns: ["famly"] }).getItem(0)).rejects.toThrow("'family'");
  });

  test("is not shared: what is written into one is not in the next", async () => {
    const all = await dataset.samples();
    const first = await all.getItem(0);
    first.arrays["faces/face_areas"].data.fill(99 as never);
    expect((await all.getItem(0)).arrays).toMatchObject(bodies[0]);
  });
});

describe("rotated at load", () => {
  test("points, normals and axes turn together; all else stays", async () => {
    const turned = await dataset.samples({ rotate: true });
    for (const i of bodies.keys()) {
      const [stored, sample] = [await turned.getRawData(i), await turned.getItem(i)];
      expectClose(invariants(sample), invariants(stored));
      for (const key of ["faces/face_areas", "faces/face_types", "edges/edge_lengths"]) {
        expect(sample.arrays[key]).toEqual(stored.arrays[key]);
      }
      expect(sample.arrays["faces/face_uv_grids"]).not.toEqual(
        stored.arrays["faces/face_uv_grids"],
      );
      // A box along the axes is none of a turned body.
      expect(Object.keys(stored.arrays)).not.toContain("bodies/body_boxes");
      const mask = (one: Sample) =>
        [...one.arrays["faces/face_uv_grids"].data as Float32Array]
          .filter((_, at) => at % 7 === 6);
      expect(mask(sample)).toEqual(mask(stored));
    }
  });

  test("never adds up: after many readings distances are those of the first", async () => {
    const turned = await dataset.samples({ rotate: true });
    const stored = invariants(await turned.getRawData(3));
    const seen = new Set<number>();
    for (let n = 0; n < 200; n++) {
      const sample = await turned.getItem(3);
      seen.add(Number(sample.arrays["faces/face_centroids"].data[0]));
      // Turned once from what is stored, the error is one rounding; turned 200 times it would grow.
      expectClose(invariants(sample), stored, 1e-5 * 200);
    }
    expect(seen.size).toBeGreaterThan(190);
    expect(await turned.getRawData(3)).toMatchObject({
      arrays: { "faces/face_centroids": bodies[3]["faces/face_centroids"] },
    });
  });

  test("is the same for a seed and an epoch, in an item, a batch and a shuffled one", async () => {
    const read = async (seed: number, options: object) => {
      const found = new Map<number, string>();
      const turned = dataset.samples({ rotate: true, seed, groups: ["faces"] });
      for await (const items of turned.batches({ collate: (all) => all, size: 5, ...options })) {
        for (const { index, arrays } of items as Sample[]) {
          found.set(index, String(arrays["faces/face_centroids"].data));
        }
      }
      return [...found].sort(([a], [b]) => a - b).map(([, text]) => text);
    };
    const plain = await read(1, {});
    expect(await read(1, { shuffle: true, memory: 500 })).toEqual(plain);
    expect(await read(1, { workers: 2 })).toEqual(plain);
    const one = await dataset.samples({ rotate: true, seed: 1, groups: ["faces"] });
    expect(String((await one.getItem(4)).arrays["faces/face_centroids"].data)).toBe(plain[4]);
    expect(await read(2, {})).not.toEqual(plain);
    expect(await read(1, { epoch: 1 })).not.toEqual(plain);
    expect(new Set(plain).size).toBe(plain.length);
  });

  test("turns arrays of the user's own where it is told what they are", async () => {
    const geometry = { "faces/face_areas": { vectors: [0] } };
    const all = await dataset.samples({ geometry, groups: ["faces"] });
    expect((await all.getItem(0)).arrays["faces/face_areas"]).toEqual(
      bodies[0]["faces/face_areas"],
    );
    const wrong = dataset.samples({ geometry: { "faces/face_area": { points: [0] } } });
    await expect(wrong.getItem(0)).rejects.toThrow("Did you mean 'faces/face_areas'?");
    const codes = dataset.samples({ geometry: { "faces/face_types": { points: [0] } } });
    await expect(codes.getItem(0)).rejects.toThrow("an array of floats that is read, found int32");
  });
});

describe("a scaler", () => {
  const scaler = (arrays: string[], center = false) => {
    const one = { mean: 0, deviation: 1, least: 0, greatest: 0, count: 1, missing: 0 };
    const origin = { subset: "train", split: "default", samples: "", center, scale: false };
    return new Scaler(origin, Object.fromEntries(arrays.map((key) => [key, [one, one, one]])));
  };

  test("is refused where bodies are not centred as when it was fitted", async () => {
    const other = dataset.samples({ scaler: scaler([], true) });
    await expect(other.getItem(0)).rejects.toThrow("'center' must be true, as where it was fitted");
  });

  test("is refused where what it scales is turned", async () => {
    const turned = dataset.samples({ rotate: true, scaler: scaler(["faces/face_centroids"]) });
    await expect(turned.getItem(0)).rejects.toThrow("found 'faces/face_centroids'");
    const all: CADDataset = await dataset.samples({ scaler: scaler(["faces/face_centroids"]) });
    expect((await all.getItem(0)).arrays).toMatchObject(bodies[0]);
  });
});
