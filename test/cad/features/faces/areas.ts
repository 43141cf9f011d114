/** Areas of faces, for their tests. */
import { expect } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import type { Surface, SurfaceKind } from "../../../../src/cad/geometry/surface.ts";
import { FaceBounds } from "../../../../src/cad/features/faces/face_bounds.ts";
import { type FaceArea, FaceAreas } from "../../../../src/cad/features/faces/face_area.ts";

/** The area of one face of a body. */
export function areaOf(brep: Brep, index = 0): FaceArea {
  return new FaceAreas().measure(brep.faces[index], index, new FaceBounds(brep).of(index));
}

/** Expects an area and its centroid, relative to the size of the face. */
export function expectArea(found: FaceArea, area: number, centroid: number[], relative = 1e-9) {
  expect(Math.abs(found.area / area - 1)).toBeLessThan(relative);
  const size = Math.sqrt(area);
  centroid.forEach((x, i) => {
    expect(Math.abs(found.centroid[i] - x), `centroid ${i}: ${found.centroid[i]} for ${x}`)
      .toBeLessThan(relative * size);
  });
}

/** A circle in the parameters of a surface. */
export const circle2 = (u: number, v: number, r: number) =>
  new Circle(Float64Array.of(u, v, 1, 0, 0, 1), r);

/** A surface behind a mask: its kind hides that there is a closed form. */
export function disguised(surface: Surface): Surface {
  return {
    kind: "other" as SurfaceKind,
    periodU: surface.periodU,
    periodV: surface.periodV,
    d1: (u, v, out) => surface.d1(u, v, out),
    breaksU: (a, b) => surface.breaksU(a, b),
    breaksV: (a, b) => surface.breaksV(a, b),
  };
}
