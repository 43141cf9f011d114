/**
 * Meshes as binary STL.
 *
 * @module
 */
import { applyToPoint, determinant } from "../../geometry/transform.ts";
import type { MeshPart } from "./mesh_part.ts";

/**
 * Writes parts as one binary STL, in the model's unit: triangles alone, in the order of their
 * faces, each with the normal of its plane. What belongs together is not kept by the format, and
 * numbers are float32.
 */
export function stlOf(parts: readonly MeshPart[]): Uint8Array {
  const count = parts.reduce(
    (sum, { mesh, places = [null] }) => sum + mesh.triangles.length / 3 * places.length,
    0,
  );
  const out = new Uint8Array(84 + 50 * count), view = new DataView(out.buffer);
  out.set(new TextEncoder().encode("Trunnion, binary STL, millimetres"));
  view.setUint32(80, count, true);
  let at = 84;
  const p = new Float64Array(9);
  for (const { mesh: { points, triangles }, places = [null] } of parts) {
    for (const place of places) {
      // A mirror turns triangles inside out.
      const order = determinant(place) < 0 ? [0, 2, 1] : [0, 1, 2];
      for (let i = 0; i < triangles.length; i += 3) {
        order.forEach((corner, k) => {
          const from = 3 * triangles[i + corner];
          p.set(points.subarray(from, from + 3), 3 * k);
          applyToPoint(place, p, 3 * k);
        });
        [...normalOf(p), ...p].forEach((value, k) => view.setFloat32(at + 4 * k, value, true));
        at += 50;
      }
    }
  }
  return out;
}

function normalOf(p: Float64Array): number[] {
  const ux = p[3] - p[0], uy = p[4] - p[1], uz = p[5] - p[2];
  const vx = p[6] - p[0], vy = p[7] - p[1], vz = p[8] - p[2];
  const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(...n);
  return length > 0 ? n.map((x) => x / length) : [0, 0, 0];
}
