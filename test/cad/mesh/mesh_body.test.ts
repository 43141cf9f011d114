import { describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../src/cad/features/bodies/body_geometry.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { Sphere } from "../../../src/cad/geometry/sphere.ts";
import { Torus } from "../../../src/cad/geometry/torus.ts";
import type { BodyMesh } from "../../../src/cad/mesh/body_mesh.ts";
import { meshBody } from "../../../src/cad/mesh/mesh_body.ts";
import { measureMesh } from "../../../src/cad/mesh/mesh_measures.ts";
import {
  BodyBuilder,
  box,
  cylinder,
  ell,
  frameAt,
  motion,
  moved,
  polygon,
  rectangle,
  sheet,
  sphere,
  torus,
  TURN,
} from "../../helpers/breps.ts";

/** The least cosine of the angle between a triangle and the surface's normals at its corners. */
function leastCosine({ points, triangles, normals }: BodyMesh): number {
  let least = 1;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => points.subarray(3 * triangles[i + k]));
    const u = [0, 1, 2].map((k) => b[k] - a[k]), v = [0, 1, 2].map((k) => c[k] - a[k]);
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    for (let k = 0; k < 3; k++) {
      const normal = normals.subarray(3 * (i + k), 3 * (i + k) + 3);
      least = Math.min(
        least,
        (n[0] * normal[0] + n[1] * normal[1] + n[2] * normal[2]) / Math.hypot(...n),
      );
    }
  }
  return least;
}

/** What holds of every mesh of a closed body. */
function expectSound(brep: Brep, options: { chordal?: number; angular?: number } = {}): BodyMesh {
  const geometry = new BodyGeometry(brep), { angular = Math.PI / 9 } = options;
  const { chordal = geometry.diagonal / 1000 } = options;
  const mesh = meshBody(brep, options);
  expect(mesh.skipped).toEqual([]);
  const { area, volume, openSides } = measureMesh(mesh);
  expect(openSides).toBe(0);
  const exact = brep.faces.reduce((sum, _, face) => sum + geometry.area(face).area, 0);
  expect(Math.abs(volume - geometry.mass.volume)).toBeLessThan(chordal * exact);
  expect(Math.abs(area - exact)).toBeLessThan((1 - Math.cos(angular)) * exact);
  expect(leastCosine(mesh)).toBeGreaterThan(Math.cos(angular));
  expect(mesh.points.every(Number.isFinite)).toBe(true);
  expect(Math.max(...mesh.triangles)).toBeLessThan(mesh.points.length / 3);
  return mesh;
}

describe("meshBody", () => {
  test("flat faces are exact, and have no more triangles than they need", () => {
    const mesh = expectSound(box(2, 3, 4));
    expect(mesh.points.length / 3).toBe(8);
    expect(mesh.triangles.length / 3).toBe(12);
    expect([...mesh.triangleFaces]).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(measureMesh(mesh).volume).toBeCloseTo(24, 12);
    const concave = measureMesh(expectSound(ell()));
    expect(concave.volume).toBeCloseTo(3, 12);
    expect(concave.area).toBeCloseTo(2 * 3 + 8, 12);
  });

  test("points along an edge are those of both its faces", () => {
    const brep = cylinder(2, 5), mesh = expectSound(brep);
    const run = (edge: number) =>
      mesh.edgePoints.subarray(mesh.edgeOffsets[edge], mesh.edgeOffsets[edge + 1]);
    expect(mesh.edgeOffsets.length).toBe(brep.edges.length + 1);
    // The top: from its vertex around and back, on the side and on the lid.
    const top = run(1);
    expect(top[0]).toBe(top[top.length - 1]);
    for (const face of [0, 1]) {
      const used = new Set(
        mesh.triangles.filter((_, i) => mesh.triangleFaces[Math.floor(i / 3)] === face),
      );
      for (const point of top) expect(used).toContain(point);
    }
    for (const point of top) {
      const [x, y, z] = mesh.points.subarray(3 * point, 3 * point + 3);
      expect(Math.hypot(x, y)).toBeCloseTo(2, 12);
      expect(z).toBe(5);
    }
  });

  test("seams and poles close", () => {
    expectSound(sphere(3));
    expectSound(torus(5, 2));
    expectSound(moved(sphere(1, [4, 5, 6]), motion([1, 2, 3], 1, 2.5, [10, 0, -7])));
  });

  test("faces without loops are meshed as a whole", () => {
    for (const surface of [new Sphere(frameAt(), 3), new Torus(frameAt(), 5, 2)]) {
      const body = new BodyBuilder();
      body.face(surface, []);
      expectSound(body.build());
    }
  });

  test("a finer tolerance comes nearer to the exact volume", () => {
    const exact = 4 / 3 * Math.PI * 27;
    const [coarse, fine] = [0.05, 0.005].map((chordal) =>
      exact - measureMesh(expectSound(sphere(3), { chordal, angular: Math.PI / 2 })).volume
    );
    expect(fine).toBeGreaterThan(0);
    expect(fine).toBeLessThan(coarse / 5);
  });

  test("small arcs are round: by the angle", () => {
    const brep = cylinder(0.001, 100);
    const count = (angular: number) => {
      const { edgeOffsets } = expectSound(brep, { angular });
      return edgeOffsets[1] - 1;
    };
    expect(count(Math.PI / 9)).toBe(18);
    expect(count(Math.PI / 30)).toBe(60);
  });

  test("holes are left open, whichever way the face looks", () => {
    const hole = rectangle(1, 2, 1, 2).reverse().map((side) => ({ ...side, reversed: true }));
    for (const reversed of [false, true]) {
      const brep = sheet(new Plane(frameAt()), [rectangle(0, 4, 0, 3), hole], { reversed });
      const mesh = meshBody(brep, { chordal: 0.1 });
      expect(measureMesh(mesh).area).toBeCloseTo(11, 12);
      expect(leastCosine(mesh)).toBeCloseTo(1, 12);
      expect(mesh.normals[2]).toBe(reversed ? -1 : 1);
    }
  });

  test("a face whose loops bound nothing is told, and the others are meshed", () => {
    const good = box(1, 1, 1);
    const lost = { ...good.faces[2], loops: [good.faces[2].loops[0].slice(0, 2)] };
    const faces = good.faces.map((face, i) => i === 2 ? lost : face);
    const mesh = meshBody({ ...good, faces });
    expect(mesh.skipped.map(({ face }) => face)).toEqual([2]);
    expect(mesh.skipped[0].reason).toMatch(/does not close/);
    expect(mesh.triangleFaces).not.toContain(2);
    expect(measureMesh(mesh).area).toBeCloseTo(5, 12);
  });

  test("loops that cross each other are told", () => {
    const bow = sheet(new Plane(frameAt()), [polygon([[0, 0], [2, 2], [2, 0], [0, 1]])]);
    expect(meshBody(bow, { chordal: 0.1 }).skipped[0].reason).toMatch(/cross/);
  });

  test("a body of nothing is a mesh of nothing", () => {
    const mesh = meshBody({ faces: [], edges: [], vertices: new Float64Array() });
    expect([mesh.points.length, mesh.triangles.length, mesh.skipped.length]).toEqual([0, 0, 0]);
    expect([...mesh.edgeOffsets]).toEqual([0]);
  });

  test("options that there are not, or that cannot be, are refused", () => {
    expect(() => meshBody(box(1, 1, 1), { cordal: 1 } as never)).toThrow(/chordal/);
    expect(() => meshBody(box(1, 1, 1), { chordal: 0 })).toThrow(/above 0; found 0/);
    expect(() => meshBody(box(1, 1, 1), { angular: TURN })).toThrow(/to pi \/ 2/);
  });
});
