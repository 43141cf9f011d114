import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import { box, cross, cylinder, sphere } from "../../helpers/breps.ts";

/** Coedges of a body with their points, in rows of x, y, z, tangent, left and right normal. */
function coedges(brep: Brep, n = 5) {
  const encoder = new BrepEncoder(brep);
  const { "coedges/coedge_grids": grids } = encoder.pushCoedgeGrids(n);
  const { "coedges/coedge_frames": frames } = encoder.pushCoedgeFrames();
  const topology = encoder.pushCoedges();
  const numbers = (name: string) => Array.from(topology[`coedges/coedge_${name}`].data, Number);
  const [face, mate, next] = ["face", "mate", "next"].map(numbers);
  const rows = face.map((_, c) =>
    Array.from(
      { length: n },
      (_, i) => Array.from(grids.data.subarray(12 * (n * c + i), 12 * (n * c + i + 1)), Number),
    )
  );
  const matrices = face.map((_, c) =>
    [0, 1, 2, 3].map((k) =>
      Array.from(frames.data.subarray(16 * c + 4 * k, 16 * c + 4 * k + 4), Number)
    )
  );
  return { shapes: [grids.shape, frames.shape], face, mate, next, rows, matrices };
}

const dot = (a: number[], b: number[]) => a.reduce((sum, x, k) => sum + x * b[k], 0);

describe("coedges in space", () => {
  const { shapes, face, mate, next, rows, matrices } = coedges(box(2, 4, 8));

  test("run along their loops in [-1, 1]^3, each to where the next begins", () => {
    expect(shapes).toEqual([[24, 5, 12], [24, 4, 4]]);
    rows.forEach((own, c) => {
      const end = own[4].slice(0, 3), start = rows[next[c]][0].slice(0, 3);
      end.forEach((x, k) => expect(x).toBeCloseTo(start[k], 6));
      // The box has sides of 2, 4 and 8: a quarter of that in the frame.
      end.forEach((x, k) => expect(Math.abs(x)).toBeCloseTo([0.25, 0.5, 1][k], 6));
    });
  });

  test("have their own face on the left, and the mate's on the right, the other way round", () => {
    rows.forEach((own, c) => {
      const [point, tangent, left, right] = [0, 3, 6, 9].map((k) => own[2].slice(k, k + 3));
      // Seen from outside the face lies on the left: normal x tangent leads into it, and so does
      // the way to the middle of the body, less what leads along the normal.
      expect(dot(cross(left, tangent), point)).toBeLessThan(-0.2);
      expect(Math.abs(dot(left, right))).toBe(0);
      const other = rows[mate[c]][2];
      expect(other.slice(0, 3)).toEqual(point);
      expect(other.slice(3, 6)).toEqual(tangent.map((x) => 0 - x));
      expect(other.slice(6, 12)).toEqual([...right, ...left]);
      expect(face[mate[c]]).not.toBe(face[c]);
    });
  });

  test("have a frame in the middle: z the normal, y the tangent, right-handed", () => {
    matrices.forEach((matrix, c) => {
      const [x, y, z, origin] = [0, 1, 2, 3].map((k) => matrix.slice(0, 3).map((row) => row[k]));
      const [point, tangent, left] = [0, 3, 6].map((k) => rows[c][2].slice(k, k + 3));
      expect([y, z, origin]).toEqual([tangent, left, point]);
      expect(dot(cross(x, y), z)).toBeCloseTo(1, 12);
      expect(matrix[3]).toEqual([0, 0, 0, 1]);
    });
  });
});

test("a seam has its face on both sides, and a pole is all 0", () => {
  const rod = coedges(cylinder(2, 5));
  const seams = rod.rows.filter((_, c) => rod.face[c] === rod.face[rod.mate[c]]);
  expect(seams).toHaveLength(2);
  for (const seam of seams) {
    for (const row of seam) expect(row.slice(6, 9)).toEqual(row.slice(9));
  }
  const ball = coedges(sphere(2)), none = ball.rows.filter((_, c) => ball.mate[c] === c);
  expect(none).toHaveLength(2);
  expect(none.flat(2).every((x) => x === 0)).toBe(true);
  expect(ball.matrices.filter((matrix) => matrix.flat().every((x) => x === 0))).toHaveLength(2);
});
