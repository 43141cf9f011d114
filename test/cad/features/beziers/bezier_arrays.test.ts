import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { bezierArrays } from "../../../../src/cad/features/beziers/bezier_arrays.ts";
import { bernstein } from "../../../../src/cad/features/beziers/bernstein.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import {
  box,
  cylinder,
  frameAt,
  motion,
  moved,
  polygon,
  sheet,
  sphere,
  torus,
} from "../../../helpers/breps.ts";

type Key = keyof ReturnType<typeof bezierArrays>;
const numbers = (brep: Brep, key: Key) => {
  const value = bezierArrays(new BodyGeometry(brep), 0)[key]!;
  return [...("shape" in value ? value.data : value)].map(Number);
};

/** Places of a patch, on a grid of so many in u and in v. */
function placesOf(points: number[], count: number): number[][] {
  const places: number[][] = [];
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < 16; i++) {
        const [x, y, z, w] = points.slice(4 * i, 4 * i + 4);
        const share = bernstein(3, Math.floor(i / 4), a / (count - 1)) *
          bernstein(3, i % 4, b / (count - 1)) * w;
        [x * share, y * share, z * share, share].forEach((term, k) => sum[k] += term);
      }
      places.push([0, 1, 2].map((k) => sum[k] / sum[3]));
    }
  }
  return places;
}

const patchesOf = (brep: Brep) => {
  const points = numbers(brep, "bezier_patches/patch_points");
  return Array.from(
    { length: points.length / 64 },
    (_, i) => placesOf(points.slice(64 * i, 64 * i + 64), 4),
  );
};

describe("patches", () => {
  test("of faces without holes cover them: 4 x 4 each", () => {
    expect(numbers(box(1, 2, 3), "bezier_patches/patch_faces")).toEqual(
      [0, 1, 2, 3, 4, 5].flatMap((face) => new Array(16).fill(face)),
    );
    // Four knots of a full turn, and one between the ends.
    const faces = numbers(cylinder(2, 5), "bezier_patches/patch_faces");
    expect(faces.filter((face) => face === 0)).toHaveLength(16);
  });

  test("lie on the surface, moved and scaled too", () => {
    const place = motion([1, 2, 3], 0.7, 2, [4, -5, 6]);
    for (const places of patchesOf(sphere(3, [1, 0, 0])).flat(1)) {
      expect(Math.hypot(places[0] - 1, places[1], places[2])).toBeCloseTo(3, 5);
    }
    for (const [x, y, z] of patchesOf(torus(5, 2)).flat(1)) {
      expect(Math.hypot(Math.hypot(x, y) - 5, z)).toBeCloseTo(2, 5);
    }
    const centre = [0, 0, 0].map((_, k) => place[4 * k + 3]);
    for (const [x, y, z] of patchesOf(moved(sphere(3), place)).flat(1)) {
      expect(Math.hypot(x - centre[0], y - centre[1], z - centre[2])).toBeCloseTo(6, 4);
    }
  });

  test("have outward normals", () => {
    const brep = box(2, 2, 2), normals = numbers(brep, "bezier_patches/patch_normals");
    patchesOf(brep).forEach((places, i) => {
      const out = places[5].reduce((sum, x, k) => sum + (x - 1) * normals[3 * i + k], 0);
      expect(out).toBeCloseTo(1, 6);
    });
  });

  test("beside a hole are cut down to a 32nd of a rectangle, and leave a gap around it", () => {
    const outer = polygon([[0, 0], [8, 0], [8, 8], [0, 8]]);
    const hole = polygon([[2.3, 2.4], [2.3, 3.1], [3.1, 3.1], [3.1, 2.4]]);
    const brep = sheet(new Plane(frameAt()), [outer, hole]);
    const patches = patchesOf(brep);
    expect(patches.length).toBeGreaterThan(15 + 9);
    const [low, high] = [[2.3, 2.4], [3.1, 3.1]];
    for (const [x, y] of patches.flat(1)) {
      const isIn = [x, y].every((c, k) => c > low[k] + 1e-4 && c < high[k] - 1e-4);
      expect(isIn).toBe(false);
    }
    const area = patches.reduce((sum, places) => {
      const [a, b] = [places[0], places[15]];
      return sum + (b[0] - a[0]) * (b[1] - a[1]);
    }, 0);
    expect(area).toBeLessThanOrEqual(64 - 0.56 + 1e-6);
    expect(area).toBeGreaterThan(64 - 0.56 - 1.5);
  });

  test("of a face with more than a hundred are a hundred, from one end of the list to the other", () => {
    const outer = polygon([[0, 0], [8, 0], [8, 8], [0, 8]]);
    const holes = [1, 3, 5, 7].flatMap((u) =>
      [1, 3, 5, 7].map((v) =>
        polygon([[u, v], [u + 0.1, v + 0.3], [u + 0.35, v + 0.33], [u + 0.31, v + 0.04]])
      )
    );
    const brep = sheet(new Plane(frameAt()), [outer, ...holes]), patches = patchesOf(brep);
    expect(patches).toHaveLength(100);
    expect(Math.min(...patches.map(([[x]]) => x))).toBeLessThan(1);
    expect(Math.max(...patches.map(([[x]]) => x))).toBeGreaterThan(6);
  });

  test("of a face that is too small for any are refused", () => {
    const small = [[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01]];
    const thin = sheet(new Plane(frameAt()), [polygon(small)]);
    expect(() => numbers(thin, "bezier_patches/patch_faces")).toThrow(
      /Bezier patches of face 0: no rectangle of its parameters lies inside of its loops/,
    );
  });
});

test("arcs of a circle are three, on it, and end where the next begins", () => {
  const brep = cylinder(2, 5), points = numbers(brep, "bezier_arcs/arc_points");
  expect(numbers(brep, "bezier_arcs/arc_edges")).toEqual([0, 0, 0, 1, 1, 1, 2]);
  for (let arc = 0; arc < 6; arc++) {
    const own = points.slice(44 * arc, 44 * arc + 44);
    for (const t of [0, 0.3, 0.8, 1]) {
      const sum = [0, 0, 0];
      for (let k = 0; k <= 10; k++) {
        const [x, y, , w] = own.slice(4 * k, 4 * k + 4), share = bernstein(10, k, t) * w;
        [x * share, y * share, share].forEach((term, i) => sum[i] += term);
      }
      expect(Math.hypot(sum[0], sum[1]) / sum[2]).toBeCloseTo(2, 5);
    }
    if (arc % 3 < 2) {
      const next = points.slice(44 * (arc + 1), 44 * (arc + 1) + 3);
      own.slice(40, 43).forEach((x, k) => expect(x).toBeCloseTo(next[k], 5));
    }
  }
});

test("points of a face's box are the same for a seed, and others for another", () => {
  const geometry = new BodyGeometry(cylinder(2, 5));
  const of = (seed: number) =>
    bezierArrays(geometry, seed)["faces/face_box_samples"] as {
      data: Float32Array;
      shape: number[];
    };
  expect(of(1).shape).toEqual([3, 256, 3]);
  expect(of(1).data).toEqual(of(1).data);
  expect(of(2).data).not.toEqual(of(1).data);
  for (let i = 0; i < 256; i++) {
    const [x, y] = of(1).data.subarray(3 * i, 3 * i + 2);
    expect(Math.hypot(x, y)).toBeCloseTo(2, 5);
  }
});
