import { expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { brt } from "../../../src/cad/profiles/brt.ts";
import { profileMeasures } from "../../../src/cad/profiles/profile_measures.ts";
import { OffsetSurface } from "../../../src/cad/geometry/offset_surface.ts";
import { Plane } from "../../../src/cad/geometry/plane.ts";
import { box, cylinder } from "../../helpers/breps.ts";

test("pushes patches, arcs, points and coedges", () => {
  const arrays = new BrepEncoder(cylinder(2, 5)).pushProfile("brt");
  const shapes = Object.fromEntries(Object.entries(arrays).map(([key, { shape }]) => [key, shape]));
  const patches = shapes["bezier_patches/patch_faces"][0];
  expect(patches).toBeGreaterThan(16);
  expect(shapes).toMatchObject({
    "bezier_patches/patch_points": [patches, 16, 4],
    "bezier_patches/patch_normals": [patches, 3],
    "bezier_arcs/arc_points": [7, 11, 4],
    "bezier_arcs/arc_edges": [7],
    "faces/face_box_samples": [3, 256, 3],
    "coedges/coedge_next": [6],
  });
});

test("takes closed bodies of rational polynomials", () => {
  expect(brt.requires!(box(1, 2, 3), profileMeasures)).toBeUndefined();
  const { faces, ...rest } = box(1, 2, 3), [first, ...others] = faces;
  expect(brt.requires!({ ...rest, faces: others }, profileMeasures)).toMatchObject({
    rule: "bodies that their faces close",
  });
  const many = { ...rest, faces: Array.from({ length: 17 }, () => faces).flat() };
  expect(brt.requires!(many, profileMeasures)).toMatchObject({ found: "102 faces", limit: 100 });
  const surface = new OffsetSurface(first.surface as Plane, 0);
  const offset = { ...rest, edges: [...rest.edges], faces: [{ ...first, surface }, ...others] };
  const misfit = brt.requires!(offset, profileMeasures);
  expect(misfit).toMatchObject({
    rule: "bodies whose faces and edges are Bezier patches and arcs",
  });
  expect(misfit!.found).toMatch(/face 0: .*/);
});
