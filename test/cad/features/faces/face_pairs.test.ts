import { describe, expect, test } from "vitest";
import { BrepEncoder, type EncodedArrays } from "../../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../../src/cad/brep.ts";
import { FacePairs } from "../../../../src/cad/features/faces/face_pairs.ts";
import type { PairwiseOptions } from "../../../../src/cad/features/pairs/pairwise.ts";
import { mergeBreps } from "../../../../src/cad/assembly/merge_breps.ts";
import { box, cylinder, ell, motion, moved, torus } from "../../../helpers/breps.ts";

function pairs(brep: Brep, pairwise?: PairwiseOptions): EncodedArrays {
  const encoder = new BrepEncoder(brep, undefined, { pairwise });
  return {
    ...encoder.pushExtendedAdjacency(),
    ...encoder.pushFacePairEdgesPath(),
    ...encoder.pushAverageFacePairDistanceHistograms(),
    ...encoder.pushAverageFacePairAngleHistograms(),
  };
}

const numbers = (arrays: EncodedArrays, key: string) => Array.from(arrays[key].data, Number);

describe("pairs of faces, dense", () => {
  test("have the published shapes", () => {
    const shapes = Object.fromEntries(
      Object.entries(pairs(box(1, 2, 3))).map(([key, { shape }]) => [key, shape]),
    );
    expect(shapes).toEqual({
      "faceface/extended_adjacency": [36],
      "faceface/face_pair_edges_path": [36, 16],
      "faceface/d2_distance": [36, 64],
      "faceface/a3_distance": [36, 64],
    });
  });

  test("of a box: opposite faces are two edges apart, all others one", () => {
    const distances = numbers(pairs(box(1, 2, 3)), "faceface/extended_adjacency");
    for (let a = 0; a < 6; a++) {
      const row = distances.slice(6 * a, 6 * a + 6);
      expect(row[a]).toBe(0);
      expect(row.filter((d) => d === 1)).toHaveLength(4);
      expect(row.filter((d) => d === 2)).toHaveLength(1);
    }
  });

  test("paths lead over shared edges from the first face to the second", () => {
    for (const brep of [box(1, 2, 3), ell(), cylinder(2, 5)]) {
      const arrays = pairs(brep), n = brep.faces.length;
      const distances = numbers(arrays, "faceface/extended_adjacency");
      const paths = numbers(arrays, "faceface/face_pair_edges_path");
      for (let pair = 0; pair < n * n; pair++) {
        const path = paths.slice(16 * pair, 16 * pair + 16).filter((edge) => edge >= 0);
        expect(path).toHaveLength(distances[pair]);
        let face = Math.floor(pair / n);
        for (const edge of path) {
          const [a, b] = brep.edges[edge].faces;
          expect([a, b]).toContain(face);
          face = a === face ? b : a;
        }
        expect(face).toBe(pair % n);
        expect(distances[pair]).toBe(distances[(pair % n) * n + Math.floor(pair / n)]);
      }
    }
  });

  test("histograms sum to one and are symmetric", () => {
    for (const brep of [box(1, 2, 3), cylinder(2, 5), torus(5, 2)]) {
      const arrays = pairs(brep), n = brep.faces.length;
      for (const key of ["faceface/d2_distance", "faceface/a3_distance"]) {
        const values = numbers(arrays, key);
        for (let a = 0; a < n; a++) {
          for (let b = 0; b < n; b++) {
            const own = values.slice(64 * (a * n + b), 64 * (a * n + b + 1));
            expect(own.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 5);
            expect(own).toEqual(values.slice(64 * (b * n + a), 64 * (b * n + a + 1)));
          }
        }
      }
    }
  });

  test("angles of a box are 0, a right one and a straight one, however it is turned", () => {
    for (const angle of [0, 0.7, 2.1]) {
      const arrays = pairs(moved(box(1, 2, 3), motion([1, 2, 3], angle, 1, [1, 2, 3])));
      const values = numbers(arrays, "faceface/a3_distance");
      const distances = numbers(arrays, "faceface/extended_adjacency");
      distances.forEach((distance, pair) => {
        const bin = distance === 0 ? 0 : distance === 1 ? 32 : 63;
        expect(values[64 * pair + bin]).toBe(1);
      });
    }
  });

  test("distances of a face to itself are those of a naive count", () => {
    const encoder = new BrepEncoder(box(2, 2, 1));
    const values = numbers(
      encoder.pushAverageFacePairDistanceHistograms(5, 8),
      "faceface/d2_distance",
    );
    // The square of 2 x 2 in steps of a half, over the diagonal, 3.
    const expected = new Array(8).fill(0);
    for (let k = 0; k < 625; k++) {
      const x = Math.floor(k / 125) - (Math.floor(k / 25) % 5);
      const y = (Math.floor(k / 5) % 5) - k % 5;
      expected[Math.min(7, Math.floor(8 * Math.hypot(x / 2, y / 2) / 3))] += 1 / 625;
    }
    values.slice(0, 8).forEach((value, bin) => expect(value).toBeCloseTo(expected[bin], 6));
  });

  test("bodies in one B-Rep are not connected", () => {
    const two = mergeBreps([box(1, 1, 1), box(2, 2, 2)]);
    const arrays = pairs(two);
    const distances = numbers(arrays, "faceface/extended_adjacency");
    expect(distances[0 * 12 + 6]).toBe(-1);
    expect(numbers(arrays, "faceface/face_pair_edges_path").slice(16 * 6, 16 * 7))
      .toEqual(new Array(16).fill(-1));
  });

  test("a path that is too long is cut off", () => {
    const encoder = new BrepEncoder(box(1, 1, 1));
    const whole = numbers(encoder.pushFacePairEdgesPath(2), "faceface/face_pair_edges_path");
    const cut = numbers(encoder.pushFacePairEdgesPath(1), "faceface/face_pair_edges_path");
    expect(cut).toEqual(whole.filter((_, i) => i % 2 === 0));
  });
});

describe("pairs of faces, sparse and on demand", () => {
  test("sparse rows are the dense rows of near pairs", () => {
    const brep = ell(), dense = pairs(brep), sparse = pairs(brep, { mode: "sparse", hops: 1 });
    const source = numbers(sparse, "faceface/pair_source");
    const destination = numbers(sparse, "faceface/pair_destination");
    const near = numbers(dense, "faceface/extended_adjacency").filter((d) => d >= 0 && d <= 1);
    expect(source).toHaveLength(near.length);
    for (const [key, width] of [["extended_adjacency", 1], ["d2_distance", 64]] as const) {
      const rows = numbers(sparse, `faceface/${key}`), all = numbers(dense, `faceface/${key}`);
      source.forEach((a, row) => {
        const pair = a * brep.faces.length + destination[row];
        expect(rows.slice(width * row, width * row + width))
          .toEqual(all.slice(width * pair, width * pair + width));
      });
    }
  });

  test("on demand, every row is found again from what was stored", () => {
    const brep = cylinder(2, 5), dense = pairs(brep), stored = pairs(brep, { mode: "onDemand" });
    expect(Object.keys(stored).some((key) => key.startsWith("faceface/"))).toBe(false);
    const { data: samples } = stored["faces/face_pair_samples"];
    const { data: source } = stored["graph/edges_source"];
    const { data: destination } = stored["graph/edges_destination"];
    const lazy = new FacePairs({
      faces: 3,
      source: source as Int32Array,
      destination: destination as Int32Array,
      samples: samples as Float32Array,
      diagonal: Number(stored["bodies/body_diagonals"].data[0]),
    });
    const histogram = new Float32Array(64), path = new Int32Array(16);
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        const pair = 3 * a + b;
        expect(lazy.hops.between(a, b)).toBe(dense["faceface/extended_adjacency"].data[pair]);
        lazy.distances(a, b, 64, histogram);
        expect(Array.from(histogram))
          .toEqual(numbers(dense, "faceface/d2_distance").slice(64 * pair, 64 * pair + 64));
        lazy.angles(a, b, 64, histogram);
        expect(Array.from(histogram))
          .toEqual(numbers(dense, "faceface/a3_distance").slice(64 * pair, 64 * pair + 64));
        lazy.hops.path(a, b, 16, path);
        expect(Array.from(path)).toEqual(
          numbers(dense, "faceface/face_pair_edges_path").slice(16 * pair, 16 * pair + 16),
        );
      }
    }
  });

  test("the size is told before, and is what is written", () => {
    for (const pairwise of [{}, { mode: "sparse", hops: 1 }, { mode: "onDemand" }] as const) {
      const size = new BrepEncoder(ell(), undefined, { pairwise }).pairwiseSize();
      const arrays = pairs(ell(), pairwise);
      const written = Object.entries(arrays).filter(([key]) => key.startsWith("faceface/"));
      expect(size.bytes).toEqual(
        Object.fromEntries(written.map(([key, { data }]) => [key, data.byteLength])),
      );
      expect(size.total).toBe(written.reduce((sum, [, { data }]) => sum + data.byteLength, 0));
    }
    expect(new BrepEncoder(box(1, 1, 1)).pairwiseSize()).toMatchObject({ pairs: 36, total: 20880 });
  });

  test("what would take more than the limit is refused, with the ways out", () => {
    const encoder = new BrepEncoder(box(1, 1, 1), undefined, { pairwise: { limit: 10_000 } });
    encoder.pushExtendedAdjacency();
    encoder.pushAverageFacePairDistanceHistograms();
    expect(() => encoder.pushAverageFacePairAngleHistograms()).toThrow(
      expect.objectContaining({
        name: "FeatureError",
        message: expect.stringMatching(/36 pairs of 6 faces.*sparse.*onDemand/),
        data: expect.objectContaining({ bytes: 36 * (4 + 256 + 256), limit: 10_000 }),
      }),
    );
  });
});
