import { describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { brepgen } from "../../../src/cad/profiles/brepgen.ts";
import { profileMeasures } from "../../../src/cad/profiles/profile_measures.ts";
import { box, cylinder, polyhedron, segment } from "../../helpers/breps.ts";

/** A prism over a regular polygon: as many faces as corners, and two. */
function prism(corners: number): Brep {
  const around = Array.from({ length: corners }, (_, i) => {
    const angle = 2 * Math.PI * i / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });
  return polyhedron([0, 1].flatMap((z) => around.map(([x, y]) => [x, y, z])), [
    around.map((_, i) => corners - 1 - i),
    around.map((_, i) => corners + i),
    ...around.map((_, i) => [i, (i + 1) % corners, corners + (i + 1) % corners, corners + i]),
  ]);
}

/** Rods that are one body: four faces each once the side is split. */
function rods(count: number): Brep {
  const one = cylinder(1, 2);
  const all = Array.from({ length: count }, (_, i) => ({
    faces: one.faces.map((face) => ({
      ...face,
      loops: face.loops.map((loop) =>
        loop.map((coedge) => ({ ...coedge, edge: coedge.edge + i * one.edges.length }))
      ),
    })),
    edges: one.edges.map((edge) => ({
      ...edge,
      startVertex: edge.startVertex + 2 * i,
      endVertex: edge.endVertex + 2 * i,
    })),
  }));
  return {
    faces: all.flatMap(({ faces }) => faces),
    edges: all.flatMap(({ edges }) => edges),
    vertices: Float64Array.from(all.flatMap(() => [...one.vertices])),
  };
}

describe("the profile", () => {
  test("pushes points, corners and adjacency of the split body", () => {
    const arrays = new BrepEncoder(cylinder(2, 5)).pushProfile("brepgen");
    const shapes = Object.entries(arrays).map((
      [key, { shape, data }],
    ) => [key, [...shape], data.constructor.name]);
    expect(shapes).toEqual([
      ["split_faces/surf_wcs", [4, 32, 32, 3], "Float32Array"],
      ["split_faces/surf_ncs", [4, 32, 32, 3], "Float32Array"],
      ["split_faces/surf_bbox_wcs", [4, 6], "Float32Array"],
      ["split_faces/source_face", [4], "Int32Array"],
      ["split_edges/edge_wcs", [6, 32, 3], "Float32Array"],
      ["split_edges/edge_ncs", [6, 32, 3], "Float32Array"],
      ["split_edges/edge_bbox_wcs", [6, 6], "Float32Array"],
      ["split_edges/corner_wcs", [6, 2, 3], "Float32Array"],
      ["split_edges/edgeFace_adj", [6, 2], "Int32Array"],
      ["split_edges/edgeCorner_adj", [6, 2], "Int32Array"],
      ["split_corners/corner_unique", [4, 3], "Float32Array"],
    ]);
  });

  test("takes closed bodies of up to 70 faces", () => {
    for (const brep of [box(1, 2, 3), prism(68), rods(17)]) {
      expect(brepgen.requires!(brep, profileMeasures)).toBeUndefined();
    }
  });

  test.each([
    ["71 faces", prism(69), "71 faces"],
    ["72 once they are split", rods(18), "72 faces"],
  ])("does not take one of %s", (_, brep, found) => {
    expect(brepgen.requires!(brep, profileMeasures)).toMatchObject({
      rule: "bodies of at most 70 faces, counted once closed ones are split",
      found,
      limit: 70,
    });
  });

  test("does not take an open one", () => {
    const { faces, ...rest } = box(1, 2, 3);
    const lid = { ...rest, faces: faces.slice(1) };
    expect(brepgen.requires!(lid, profileMeasures)).toMatchObject({
      rule: "bodies that their faces close",
    });
    expect(() => new BrepEncoder(lid).pushProfile("brepgen")).toThrow(
      /by the profile 'brepgen': it takes bodies that their faces close, found one that is open/,
    );
  });

  test("does not take one with a closed face that cannot be split", () => {
    const brep = cylinder(2, 5), [side, ...ends] = brep.faces;
    const [bottom, up, top, down] = side.loops[0];
    // The seam's second image is where the face has no end.
    const off = { ...up, pcurve: segment([Math.PI, 0], [Math.PI, 1]) };
    const wrong = { ...side, loops: [[bottom, off, top, down]] };
    expect(brepgen.requires!({ ...brep, faces: [wrong, ...ends] }, profileMeasures)).toMatchObject({
      rule: "bodies whose closed faces and edges can be split with certainty",
    });
  });
});
