import { expect, test } from "vitest";
import { scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "../../step_text.ts";

function check(...entities: [id: number, type: string, ...targets: number[]][]) {
  const data = entities.map(([id, type, ...targets]) =>
    `#${id}=${type}('',(${targets.map((target) => `#${target}`).join()}));`
  );
  return scanStep(bytesOf(stepText(data.join("\n")))).dangling;
}

test("the first reference to nothing is named with its entity", () => {
  expect(check([1, "PLANE", 2], [2, "AXIS2_PLACEMENT_3D", 1, 7], [3, "LINE", 8])).toEqual({
    id: 2,
    position: 1,
    type: "AXIS2_PLACEMENT_3D",
    missing: 7,
  });
});

test("references of entities that say something about shapes do not count", () => {
  expect(check([1, "SURFACE_STYLE_USAGE", 9], [2, "PRODUCT", 8], [3, "LINE", 1])).toBeNull();
});

test.each([
  "ADVANCED_FACE",
  "CLOSED_SHELL",
  "EDGE_CURVE",
  "FACE_OUTER_BOUND",
  "MANIFOLD_SOLID_BREP",
  "B_SPLINE_SURFACE_WITH_KNOTS",
  "CARTESIAN_POINT",
  "AXIS2_PLACEMENT_3D",
  "VERTEX_POINT",
  "PCURVE",
  "ADVANCED_BREP_SHAPE_REPRESENTATION",
  "MAPPED_ITEM",
])("%s is a part of a shape", (type) => {
  expect(check([1, type, 5])).toMatchObject({ id: 1, type, missing: 5 });
});
