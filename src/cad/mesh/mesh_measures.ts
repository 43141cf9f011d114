/**
 * What the triangles of a mesh add up to.
 *
 * @module
 */
import type { BodyMesh } from "./body_mesh.ts";

/** Area and volume of a mesh, and where it is open. */
interface MeshMeasures {
  /** The area of all triangles, in the square of the model's length unit. */
  readonly area: number;
  /** What the triangles hold, counted from the first point; a volume where none is open. */
  readonly volume: number;
  /** Sides of triangles that are not used as often one way as the other: 0 of a closed mesh. */
  readonly openSides: number;
}

/** Adds up a mesh: volumes of tetrahedra to the first point, by the divergence theorem. */
export function measureMesh({ points, triangles }: BodyMesh): MeshMeasures {
  const [x0, y0, z0] = points;
  const balance = new Map<number, number>();
  const count = points.length / 3;
  let area = 0, volume = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * triangles[i], b = 3 * triangles[i + 1], c = 3 * triangles[i + 2];
    const ux = points[b] - points[a], uy = points[b + 1] - points[a + 1];
    const uz = points[b + 2] - points[a + 2];
    const vx = points[c] - points[a], vy = points[c + 1] - points[a + 1];
    const vz = points[c + 2] - points[a + 2];
    const nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    area += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
    volume += ((points[a] - x0) * nx + (points[a + 1] - y0) * ny + (points[a + 2] - z0) * nz) / 6;
    for (let k = 0; k < 3; k++) {
      const from = triangles[i + k], to = triangles[i + (k + 1) % 3];
      const key = from < to ? from * count + to : to * count + from;
      balance.set(key, (balance.get(key) ?? 0) + (from < to ? 1 : -1));
    }
  }
  let openSides = 0;
  for (const uses of balance.values()) if (uses !== 0) openSides++;
  return { area, volume, openSides };
}
