import { expect, test } from "vitest";
import { offPlane } from "../../../../src/cad/formats/step/off_plane.ts";
import { entitiesOf, placementText } from "../entities_of.ts";

/** Corners of a square, then one above it. */
const POINTS = [[0, 0, 0], [4, 0, 0], [4, 4, 0], [0, 4, 0], [4, 0, 3]]
  .map((at, i) => `#${10 + i}=CARTESIAN_POINT('',(${at.map((x) => `${x}.`).join()}));`).join("");
const PLANE = "#50=PLANE('',#51);" + placementText(51, "1.,1.,0.");
const polygon = (id: number, ...points: number[]) =>
  `#${id}=FACE_SURFACE('',(#${id + 1}),#50,.T.);#${id + 1}=FACE_OUTER_BOUND('',#${id + 2},.T.);` +
  `#${id + 2}=POLY_LOOP('',(${points.map((p) => `#${p}`).join()}));`;

const of = (...faces: string[]) => offPlane(entitiesOf(POINTS + PLANE + faces.join("")));

test("points in their plane are right", () => {
  expect(of(polygon(60, 10, 11, 12, 13))).toBeNull();
  expect(of()).toBeNull();
});

test("the farthest point of the first face that is off is named, and how many faces are", () => {
  expect(of(polygon(60, 10, 11, 12), polygon(70, 10, 11, 14), polygon(80, 11, 12, 14)))
    .toEqual({ face: 70, plane: 50, point: 14, distance: 3, faces: 2 });
});

test("vertices of edges are points as well, and planes may lie askew", () => {
  const edge = (id: number, a: number, b: number) =>
    `#${id}=ORIENTED_EDGE('',*,*,#${id + 1},.T.);#${id + 1}=EDGE_CURVE('',#${id + 2},#${
      id + 3
    },$,.T.);` +
    `#${id + 2}=VERTEX_POINT('',#${a});#${id + 3}=VERTEX_POINT('',#${b});`;
  const face = (plane: number) =>
    `#60=ADVANCED_FACE('',(#61),#${plane},.T.);#61=FACE_BOUND('',#62,.T.);` +
    "#62=EDGE_LOOP('',(#100,#110));" + edge(100, 11, 12) + edge(110, 12, 14);
  expect(of(face(50))).toMatchObject({ face: 60, point: 14, distance: 3 });
  const upright = "#56=PLANE('',#57);" + placementText(57, "4.,9.,9.", "1.,0.,0.", "0.,1.,0.");
  expect(of(face(56), upright)).toBeNull();
});

test("what lies off by no more than tolerances is left to the kernel", () => {
  const near = "#90=CARTESIAN_POINT('',(4.,0.,0.03));";
  expect(of(near, polygon(60, 10, 12, 90))).toBeNull();
});
