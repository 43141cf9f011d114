import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { NdArray } from "../../../src/storage/array.ts";
import { box, cylinder } from "../../helpers/breps.ts";

const numbers = ({ data }: NdArray) => Array.from(data, Number);

describe("pairs of faces", () => {
  test("of a box look at each other's sides or away, and are symmetric", () => {
    const encoder = new BrepEncoder(box(2, 2, 4));
    const hops = numbers(encoder.pushExtendedAdjacency()["faceface/extended_adjacency"]);
    const { "faceface/mean_normal_angles": angles } = encoder.pushMeanNormalAngles(4, 4);
    const { "faceface/unit_centroid_distances": distances } = encoder.pushUnitCentroidDistances();
    expect([angles.shape, distances.shape]).toEqual([[36], [36]]);
    numbers(angles).forEach((angle, pair) => expect(angle).toBeCloseTo(90 * hops[pair], 4));
    for (let pair = 0; pair < 36; pair++) {
      const other = 6 * (pair % 6) + Math.floor(pair / 6);
      expect(distances.data[pair]).toBe(distances.data[other]);
      expect(Number(distances.data[pair]) === 0).toBe(pair === other);
    }
  });

  test("of which some are asked for come with the list of them", () => {
    const encoder = new BrepEncoder(cylinder(1, 4), undefined, {
      pairwise: { mode: "sparse", hops: 0 },
    });
    expect(numbers(encoder.pushMeanNormalAngles()["faceface/mean_normal_angles"])).toEqual([
      0,
      0,
      0,
    ]);
    const distances = encoder.pushUnitCentroidDistances();
    expect(numbers(distances["faceface/unit_centroid_distances"])).toEqual([0, 0, 0]);
    expect(numbers(distances["faceface/pair_source"])).toEqual([0, 1, 2]);
  });

  test("on demand are not written, but what they are made of", () => {
    const encoder = new BrepEncoder(box(1, 1, 1), undefined, { pairwise: { mode: "onDemand" } });
    expect(Object.keys(encoder.pushMeanNormalAngles(3, 3))).toEqual(["faces/face_inside_grids"]);
    expect(Object.keys(encoder.pushUnitCentroidDistances())).toContain("faces/face_unit_centroids");
  });
});
