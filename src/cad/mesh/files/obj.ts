/**
 * Meshes as Wavefront OBJ.
 *
 * @module
 */
import { applyToPoint, applyToVector, determinant } from "../../geometry/transform.ts";
import { faceVertices } from "./face_vertices.ts";
import type { MeshPart } from "./mesh_part.ts";

/**
 * Writes parts as OBJ, in the model's unit with all digits: an object for each place of a part, and
 * in it a group for each face, `face_0`, `face_1`, ... Points on an edge are shared by its faces.
 */
export function objOf(parts: readonly MeshPart[]): Uint8Array {
  const lines = ["# Trunnion, millimetres"];
  let firstPoint = 1, firstNormal = 1;
  for (const { mesh, name = "body", places = [null] } of parts) {
    const { points, faces, normals, indices } = faceVertices(mesh);
    for (const [instance, place] of places.entries()) {
      lines.push(`o ${oneWord(name)}${places.length > 1 ? `_${instance}` : ""}`);
      const p = new Float64Array(3);
      for (let i = 0; i < mesh.points.length; i += 3) {
        p.set(mesh.points.subarray(i, i + 3));
        applyToPoint(place, p);
        lines.push(`v ${p[0]} ${p[1]} ${p[2]}`);
      }
      for (let i = 0; i < normals.length; i += 3) {
        p.set(normals.subarray(i, i + 3));
        applyToVector(place, p);
        const unit = 1 / (Math.hypot(...p) || 1);
        lines.push(`vn ${[...p].map((x) => rounded(x * unit)).join(" ")}`);
      }
      const order = determinant(place) < 0 ? [0, 2, 1] : [0, 1, 2];
      let face = -1;
      for (let i = 0; i < indices.length; i += 3) {
        if (faces[indices[i]] !== face) {
          face = faces[indices[i]];
          lines.push(`g face_${face}`);
        }
        const corners = order.map((k) => {
          const vertex = indices[i + k];
          return `${firstPoint + points[vertex]}//${firstNormal + vertex}`;
        });
        lines.push(`f ${corners.join(" ")}`);
      }
      firstPoint += mesh.points.length / 3;
      firstNormal += normals.length / 3;
    }
  }
  return new TextEncoder().encode(lines.join("\n") + "\n");
}

/** A name in which no space ends it. */
function oneWord(name: string): string {
  return name.replace(/\s+/g, "_") || "body";
}

function rounded(x: number): number {
  return Math.round(x * 1e6) / 1e6 || 0;
}
