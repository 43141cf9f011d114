import { expect, test } from "vitest";
import { packBody, unpackBody } from "../../../src/cad/viewer/viewer_bytes.ts";
import { boxMesh, cylinderMesh } from "../../helpers/meshes.ts";

const NONE = new Set<number>();

test("a body is read back: its triangles to a 65,535th of the box, in their order", () => {
  const mesh = cylinderMesh(5, 18);
  const { counts, bytes } = packBody(mesh, 3, NONE);
  const { body, end } = unpackBody(bytes, 0, counts);
  expect(end).toBe(bytes.length);
  expect([...body.faceTriangles]).toEqual([96, 48, 48]);
  expect(body.triangles.length).toBe(mesh.triangles.length);
  const furthest = body.triangles.reduce((most, corner, i) => {
    const point = [0, 1, 2].map((axis) =>
      Math.abs(body.positions[3 * corner + axis] - mesh.points[3 * mesh.triangles[i] + axis])
    );
    return Math.max(most, ...point);
  }, 0);
  expect(furthest).toBeLessThan(18 / 65_535);
  body.triangles.forEach((corner, i) => {
    for (let axis = 0; axis < 3; axis++) {
      const normal = body.normals[3 * corner + axis] / 127;
      expect(Math.abs(normal - mesh.normals[3 * i + axis])).toBeLessThan(0.005);
    }
  });
});

test("corners are shared within a face only, so that each can have a colour", () => {
  const { counts } = packBody(boxMesh(), 6, NONE);
  expect(counts).toMatchObject({ faces: 6, vertices: 24, triangles: 12, edges: 12 });
});

test("edges that are hidden keep their place, without points", () => {
  const { counts, bytes } = packBody(cylinderMesh(5, 18, 8), 3, new Set([2]));
  const { body } = unpackBody(bytes, 0, counts);
  expect([...body.edgeLengths]).toEqual([9, 9, 0]);
  expect(body.edgePositions.length).toBe(3 * 18);
  expect(body.edgePositions[3 * 9 + 2]).toBeCloseTo(18, 3); // the upper circle
});

test("faces without triangles and bodies that follow each other are told apart", () => {
  const [one, two] = [packBody(boxMesh([2, 3, 4]), 7, NONE), packBody(cylinderMesh(), 3, NONE)];
  const bytes = new Uint8Array([...one.bytes, ...two.bytes]);
  const first = unpackBody(bytes, 0, one.counts);
  expect([...first.body.faceTriangles]).toEqual([2, 2, 2, 2, 2, 2, 0]);
  const second = unpackBody(bytes, first.end, two.counts);
  expect(second.end).toBe(bytes.length);
  expect(second.body.positions.length).toBe(3 * two.counts.vertices);
});

test("a flat body and a body of nothing can be written", () => {
  const flat = packBody(boxMesh([2, 2, 0]), 6, NONE);
  const { body } = unpackBody(flat.bytes, 0, flat.counts);
  expect([...body.positions].every(Number.isFinite)).toBe(true);
  const nothing = {
    ...boxMesh(),
    points: new Float64Array(),
    triangles: new Uint32Array(),
    triangleFaces: new Uint32Array(),
    edgePoints: new Uint32Array(),
    edgeOffsets: new Uint32Array(1),
  };
  expect(packBody(nothing, 1, NONE).counts).toMatchObject({ triangles: 0, size: [0, 0, 0] });
});
