import { expect, test } from "vitest";
import {
  NoBodies,
  PointsOnly,
  TessellatedOnly,
  WireframeOnly,
} from "../../../../src/cad/errors.ts";
import { parseBrepText } from "../../../../src/cad/formats/brep/brep_text.ts";
import { requireFaces } from "../../../../src/cad/formats/brep/required_faces.ts";
import { brepText, edge, EMPTY, face, fixture, group, PLANE, vertex } from "../fixtures.ts";

const check = (...shapes: string[]) =>
  requireFaces(parseBrepText(brepText({ surfaces: [PLANE], shapes })));

test("faces with surfaces are enough", () => {
  expect(() => check(face(1))).not.toThrow();
  expect(() => requireFaces(parseBrepText(fixture("assembly.brep")))).not.toThrow();
});

test.each([
  [TessellatedOnly, /1 of its 2 faces have triangles/, [
    face(1),
    face(0),
    group("Sh", "+2 0", "+3 0"),
  ]],
  [WireframeOnly, /has curves/, [vertex(0, 0, 0), edge("", "+3 0"), group("Co", "+2 0")]],
  [PointsOnly, /has points/, [vertex(0, 0, 0), group("Co", "+2 0")]],
  [NoBodies, /1 shapes that hold nothing/, [EMPTY]],
])("%s is thrown for what there is instead", (error, message, shapes) => {
  expect(() => check(...shapes)).toThrow(error);
  expect(() => check(...shapes)).toThrow(message);
});

test("what the root does not hold does not count", () => {
  expect(() => check(face(1), EMPTY)).toThrow(NoBodies);
});
