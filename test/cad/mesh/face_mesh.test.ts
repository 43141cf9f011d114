import { describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { BodyGeometry } from "../../../src/cad/features/bodies/body_geometry.ts";
import { evaluateFace } from "../../../src/cad/features/faces/normal.ts";
import { Circle } from "../../../src/cad/geometry/circle.ts";
import { Cone } from "../../../src/cad/geometry/cone.ts";
import { Cylinder } from "../../../src/cad/geometry/cylinder.ts";
import { NurbsSurface } from "../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import type { Surface } from "../../../src/cad/geometry/surface.ts";
import { EdgePoints } from "../../../src/cad/mesh/edge_points.ts";
import { type FaceMesh, FaceMesher } from "../../../src/cad/mesh/face_mesh.ts";
import { PointPool } from "../../../src/cad/mesh/point_pool.ts";
import { frameAt, rectangle, segment, sheet, TURN } from "../../helpers/breps.ts";

const TOLERANCE = { chordal: 0.01, angular: Math.PI / 9 };

function meshFace(brep: Brep, tolerance = TOLERANCE): { mesh: FaceMesh; pool: PointPool } {
  const geometry = new BodyGeometry(brep, "keep"), pool = new PointPool();
  const edges = new EdgePoints(geometry, tolerance, pool);
  return { mesh: new FaceMesher(geometry, edges, pool, tolerance).mesh(0), pool };
}

/** Meshes the only face of a body, and holds it against its exact area; gives its triangles. */
function expectFace(
  brep: Brep,
  cosine = Math.cos(TOLERANCE.angular),
): { triangles: Uint32Array; pool: PointPool } {
  const { mesh, pool } = meshFace(brep);
  if (mesh.fault !== null) throw new Error(mesh.fault);
  const { triangles, normals } = mesh;
  let area = 0, least = 1;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => pool.places.subarray(3 * triangles[i + k]));
    const u = [0, 1, 2].map((k) => b[k] - a[k]), v = [0, 1, 2].map((k) => c[k] - a[k]);
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const twice = Math.hypot(...n);
    area += twice / 2;
    for (let k = 0; k < 3; k++) {
      const at = 3 * (i + k);
      const dot = n[0] * normals[at] + n[1] * normals[at + 1] + n[2] * normals[at + 2];
      least = Math.min(least, dot / twice);
    }
  }
  const exact = new BodyGeometry(brep).area(0).area;
  expect(Math.abs(area - exact)).toBeLessThan((1 - Math.cos(TOLERANCE.angular)) * exact);
  expect(least).toBeGreaterThan(cosine);
  return { triangles, pool };
}

/** A circle in the parameters, from a direction on. */
function round(u: number, v: number, radius: number, reversed: boolean, from = 0) {
  const c = Math.cos(from), s = Math.sin(from);
  const pcurve = new Circle(Float64Array.of(u, v, c, s, -s, c), radius);
  return [{ pcurve, range: [0, TURN] as [number, number], reversed }];
}

/** The surface `(u, v, u v)` over the unit square: lines of constant u, and of v, are straight. */
function twisted(): Surface {
  return new NurbsSurface({
    degreeU: 1,
    degreeV: 1,
    knotsU: Float64Array.of(0, 0, 1, 1),
    knotsV: Float64Array.of(0, 0, 1, 1),
    poles: Float64Array.of(0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1),
    weights: null,
  });
}

describe("FaceMesher", () => {
  test("a hole in the side of a cylinder", () => {
    const brep = sheet(new Cylinder(frameAt(), 3), [
      rectangle(0, TURN, 0, 10),
      round(2, 5, 0.6, true),
    ]);
    const { triangles, pool } = expectFace(brep);
    for (const point of triangles) {
      const [x, y] = pool.places.subarray(3 * point);
      expect(Math.hypot(x, y)).toBeCloseTo(3, 10);
    }
  });

  test("a band around a cylinder whose seam the file leaves out closes", () => {
    const circle = (v: number, reversed: boolean) => [
      { pcurve: segment([0, v], [TURN, v]), range: [0, 1] as [number, number], reversed },
    ];
    const brep = sheet(new Cylinder(frameAt(), 3), [circle(0, false), circle(4, true)]);
    const { triangles } = expectFace(brep);
    // What is not on the two rims is used from both sides.
    const sides = new Map<string, number>();
    for (let i = 0; i < triangles.length; i++) {
      const [a, b] = [triangles[i], triangles[i % 3 === 2 ? i - 2 : i + 1]];
      const key = [Math.min(a, b), Math.max(a, b)].join();
      sides.set(key, (sides.get(key) ?? 0) + (a < b ? 1 : -1));
    }
    const rims = [...sides.values()].filter((balance) => balance !== 0).length;
    expect(rims).toBe(triangles.length / 3);
  });

  test("the apex of a cone, whichever way the face looks", () => {
    for (const reversed of [false, true]) {
      const cone = new Cone(frameAt(), 0, Math.PI / 6);
      expectFace(sheet(cone, [rectangle(0, TURN, 0, 3)], { reversed }));
    }
  });

  test("a twisted surface with a hole lies within the tolerance", () => {
    const brep = sheet(twisted(), [rectangle(0, 1, 0, 1), round(0.5, 0.5, 0.3, true)]);
    // Slivers along the hole, no higher than the tolerance, may lean.
    const { triangles, pool } = expectFace(brep, 0.8);
    let worst = 0;
    for (let i = 0; i < triangles.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => pool.places.subarray(3 * triangles[i + k]));
      for (const [x, y, z] of [[1, 1, 1], [1, 1, 0], [0, 1, 1], [1, 0, 1]]) {
        const sum = x + y + z;
        const at = [0, 1, 2].map((k) => (x * a[k] + y * b[k] + z * c[k]) / sum);
        worst = Math.max(worst, Math.abs(at[2] - at[0] * at[1]));
      }
    }
    // Over the slope of the surface, which is no more than the root of 3.
    expect(worst).toBeLessThan(Math.sqrt(3) * TOLERANCE.chordal);
  });

  test("loops that are too near to each other for coarse edges ask for finer ones", () => {
    const loops = [round(0, 0, 1, false), round(0, 0, 0.999, true, 0.1)];
    const near = sheet(new Plane(frameAt()), loops);
    expect(meshFace(near).mesh).toMatchObject({ finer: true });
    const fine = meshFace(near, { chordal: 1e-4, angular: 0.1 }).mesh;
    expect(fine.fault).toBe(null);
  });

  test("edges that leave the surface are told", () => {
    const brep = sheet(new Plane(frameAt()), [rectangle(0, 1, 0, 1)]);
    const lifted = brep.edges.map((edge, i) => ({
      ...edge,
      degenerate: false,
      curve: segment([i % 2, 0, 1], [i % 2, 1, 1]),
    }));
    const { mesh } = meshFace({ ...brep, edges: lifted });
    expect(mesh.fault).toMatch(/away from its surface/);
  });

  test("normals are those of the surface, at its corners", () => {
    const brep = sheet(new Cylinder(frameAt(), 2), [rectangle(0, 1, 0, 1)]);
    const { mesh, pool } = meshFace(brep), q = new Float64Array(9);
    if (mesh.fault !== null) throw new Error(mesh.fault);
    mesh.triangles.forEach((point, corner) => {
      const [x, y, z] = pool.places.subarray(3 * point);
      evaluateFace(brep.faces[0], Math.atan2(y, x), z, q);
      expect(mesh.normals[3 * corner]).toBeCloseTo(x / 2, 6);
      expect(mesh.normals[3 * corner + 1]).toBeCloseTo(y / 2, 6);
      expect(mesh.normals[3 * corner + 2]).toBeCloseTo(0, 12);
    });
  });
});
