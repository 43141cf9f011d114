import { describe, expect, test } from "vitest";
import { BrepSyntaxError } from "../../../../src/cad/formats/brep/brep_syntax_error.ts";
import { parseBrepText } from "../../../../src/cad/formats/brep/brep_text.ts";
import type {
  EdgeShape,
  FaceShape,
  VertexShape,
} from "../../../../src/cad/formats/brep/brep_tree.ts";
import { difference } from "../../geometry/differences.ts";
import { brepText, edge, EMPTY, face, fixture, group, PLANE, vertex } from "../fixtures.ts";

interface Evaluated {
  readonly name: string;
  readonly values: readonly (readonly number[])[];
}
const reference: {
  curves: Evaluated[];
  surfaces: Evaluated[];
  curves2d: Evaluated[];
} = JSON.parse(new TextDecoder().decode(fixture("kinds.json")));
const kinds = parseBrepText(fixture("kinds.brep"));

describe("every kind of geometry is evaluated as the kernel does", () => {
  test.each(reference.curves.map((curve, i) => ({ ...curve, i })))(
    "curve: $name",
    ({ i, values }) => {
      const out = new Float64Array(6);
      for (const [t, ...expected] of values) {
        kinds.curves[i].d1(t, out);
        expect(difference(out, expected)).toBeLessThan(1e-14);
      }
    },
  );

  test.each(reference.curves2d.map((curve, i) => ({ ...curve, i })))(
    "curve on a plane: $name",
    ({ i, values }) => {
      const curve = new Float64Array(4), plane = new Float64Array(9);
      for (const [t, ...expected] of values) {
        kinds.curves2d[i].d1(t, curve);
        kinds.surfaces[0].d1(curve[0], curve[1], plane);
        const out = [...plane.subarray(0, 3)];
        for (let d = 3; d < 6; d++) out.push(curve[2] * plane[d] + curve[3] * plane[d + 3]);
        expect(difference(out, expected)).toBeLessThan(1e-14);
      }
    },
  );

  test.each(reference.surfaces.map((surface, i) => ({ ...surface, i })))(
    "surface: $name",
    ({ i, values }) => {
      const out = new Float64Array(9);
      for (const [u, v, ...expected] of values) {
        kinds.surfaces[i].d1(u, v, out);
        expect(difference(out, expected)).toBeLessThan(1e-14);
      }
    },
  );

  test("kinds are told after trimming is taken off", () => {
    expect(kinds.curves.map((curve) => curve.kind)).toEqual([
      ...["line", "circle", "ellipse", "parabola", "hyperbola"],
      ...new Array(7).fill("nurbs"),
      ...["circle", "other", "other"],
    ]);
    expect(kinds.surfaces.map((surface) => surface.kind)).toEqual([
      ...["plane", "cylinder", "cone", "sphere", "torus", "extrusion", "revolution", "revolution"],
      ...new Array(7).fill("nurbs"),
      ...["cylinder", "offset", "offset"],
    ]);
  });
});

describe("shapes", () => {
  test("are numbered from the last one", () => {
    const tree = parseBrepText(
      brepText({ shapes: [vertex(1, 2, 3), vertex(4, 5, 6), group("Co", "+3 0", "-2 0", "i2 0")] }),
    );
    expect(tree.root).toEqual({ shape: 0, location: 0, orientation: "forward" });
    expect(tree.shapes.map((shape) => shape.kind)).toEqual(["compound", "vertex", "vertex"]);
    expect(tree.shapes[0].children).toEqual([
      { shape: 2, location: 0, orientation: "forward" },
      { shape: 1, location: 0, orientation: "reversed" },
      { shape: 1, location: 0, orientation: "internal" },
    ]);
    expect([...(tree.shapes[2] as VertexShape).point]).toEqual([1, 2, 3]);
  });

  test("a vertex with positions on curves and surfaces", () => {
    const tree = parseBrepText(brepText({
      curves2d: ["1 0 0 1 0 "],
      curves: ["1 0 0 0 1 0 0 "],
      surfaces: [PLANE],
      shapes: ["Ve\n1e-07\n1 0 0\n0.5 1 1 0\n0.25 2 1 1 0\n0.125 3 7 1 0\n0 0\n\n0101101\n*"],
    }));
    const { positions } = tree.shapes[0] as VertexShape;
    expect(positions.map(({ parameter }) => parameter)).toEqual([0.5, 0.25, 0.125]);
    expect(positions.map(({ curve }) => curve)).toEqual([0, -1, -1]);
    expect(positions.map(({ curve2d }) => curve2d)).toEqual([-1, 0, -1]);
    expect(positions.map(({ surface }) => surface)).toEqual([-1, 0, 0]);
    expect(positions[2].parameter2).toBe(7);
  });

  const everyRepresentation = "1  1 0 0.5 1.5\n2  1 1 0 2 3\n3  1 2CN 1 0 4 5\n4  C0 1 0 1 0\n" +
    "5  1 0\n6  1 1 0\n7  1 1 1 0\n";
  const parts = {
    curves2d: ["1 0 0 1 0 ", "1 0 1 1 0 "],
    curves: ["1 0 0 0 1 0 0 "],
    polygons: ["2 1\n0.01\n0 0 0 1 0 0 \n0.5 1.5 "],
    polygonsOnTriangulations: ["2 1 2 \np 0.02 1 0.5 1.5 "],
    surfaces: [PLANE],
    triangulations: ["3 1 1 1 0.03\n0 0 0 1 0 0 0 1 0 0 0 1 0 0 1 1 2 3 0 0 1 0 0 1 0 0 1 "],
    shapes: [edge(everyRepresentation), "Fa\n1  1e-06 1 0\n2  1\n0101000\n*", EMPTY],
  };

  test("an edge and a face with every representation, and their meshes", () => {
    const tree = parseBrepText(brepText(parts));
    const shape = tree.shapes[2] as EdgeShape;
    expect(shape.curve).toEqual({ curve: 0, location: 0, first: 0.5, last: 1.5 });
    expect(shape.pcurves).toEqual([
      { curve2d: 0, reversedCurve2d: -1, surface: 0, location: 0, first: 2, last: 3 },
      { curve2d: 0, reversedCurve2d: 1, surface: 0, location: 0, first: 4, last: 5 },
    ]);
    expect(shape.regularities).toEqual([{ continuity: "C0", surfaces: [0, 0], locations: [0, 0] }]);
    expect(shape.polygons).toEqual([
      { polygon: 0, reversedPolygon: -1, triangulation: -1, location: 0 },
      { polygon: 0, reversedPolygon: -1, triangulation: 0, location: 0 },
      { polygon: 0, reversedPolygon: 0, triangulation: 0, location: 0 },
    ]);
    const { tolerance, naturalRestriction, triangulation } = tree.shapes[1] as FaceShape;
    expect([tolerance, naturalRestriction, triangulation]).toEqual([1e-6, true, 0]);
    expect([...tree.polygons[0].nodes]).toEqual([0, 0, 0, 1, 0, 0]);
    expect([...tree.polygonsOnTriangulations[0].nodes]).toEqual([0, 1]);
    expect([...tree.triangulations[0].triangles]).toEqual([0, 1, 2]);
    expect(tree.triangulations[0].normals).toHaveLength(9);
  });

  test("the second version repeats the ends of images, and has no normals", () => {
    const tree = parseBrepText(brepText({
      ...parts,
      header: "CASCADE Topology V2, (c) Matra-Datavision",
      triangulations: ["3 1 0 0.03\n0 0 0 1 0 0 0 1 0 1 2 3 "],
      shapes: [edge("2  1 1 0 2 3\n2 0 3 0\n3  1 2CN 1 0 4 5\n4 0 5 0\n"), EMPTY],
    }));
    expect(tree.version).toBe(2);
    expect((tree.shapes[1] as EdgeShape).pcurves.map(({ last }) => last)).toEqual([3, 5]);
    expect(tree.triangulations[0].normals).toBeNull();
    expect(tree.triangulations[0].uvs).toBeNull();
  });

  test("a header may stand behind a line of the program that wrote the file", () => {
    const header = "DBRep_DrawableShape\n\nCASCADE Topology V1, (c) Matra-Datavision";
    expect(parseBrepText(brepText({ header, shapes: [EMPTY] })).version).toBe(1);
  });
});

test("locations are matrices, and products of powers with the first in front", () => {
  const tree = parseBrepText(brepText({
    locations: ["1\n0 -1 0 0 1 0 0 0 0 0 1 0", "1\n1 0 0 5 0 1 0 0 0 0 1 0", "2  1 1 2 2 0"],
    shapes: [vertex(1, 0, 0), group("Co", "+2 3")],
  }));
  const [use] = tree.shapes[0].children;
  // Turned first, moved twice then.
  expect([...tree.locations.matrix(use.location)!])
    .toEqual([0, -1, 0, 10, 1, 0, 0, 0, 0, 0, 1, 0]);
});

describe("damage is told with its place", () => {
  const whole = new TextDecoder().decode(fixture("assembly.brep"));
  const parse = (text: string) => parseBrepText(new TextEncoder().encode(text));

  test("a text cut off anywhere is refused", () => {
    // The last use of a shape may lose white space and its location's last digit, no more.
    const end = whole.trimEnd().length - 2;
    for (let length = 0; length < end; length += 61) {
      expect(() => parse(whole.slice(0, length))).toThrow(BrepSyntaxError);
    }
  });

  test.each([
    ["something else", "ISO-10303-21;\nHEADER;", /a line "CASCADE Topology V1, V2 or V3/],
    ["the binary form", "\nOpen CASCADE Topology V4 (c)\n", /binary/],
    ["a missing section", whole.replace("Curve2ds", "Curve3ds"), /section Locations.*Curve2ds/],
    ["a number that is none", whole.replace("\n1 3 0 0 -1", "\n1 nan 0 0 -1"), /section Curve2ds/],
    ["an unknown curve", whole.replace("\n1 3 0 0 -1", "\n12 3 0 0 -1"), /kind of a curve/],
    [
      "an unknown shape",
      whole.replace("\nWi\n", "\nXx\n"),
      /section TShapes.*kind of a shape.*"Xx"/,
    ],
    ["wrong flags", whole.replace("0101000", "0102000"), /seven flags/],
    ["no such location", whole.replace("+11 5", "+11 95"), /number of a location/],
    ["a shape in itself", whole.replace("+11 5", "+1 5"), /refers to one before it/],
    ["no root", whole.trimEnd().replace(/\+1 0$/, "*"), /section root/],
  ])("%s", (_, text, message) => expect(() => parse(text)).toThrow(message));

  const bspline = (text: string) => () =>
    parseBrepText(brepText({ curves: [text], shapes: [EMPTY] }));

  test.each([
    ["a degree beyond the kernel's", "7 0 0  26 2 2 ", /a degree from 0 to 25/],
    ["a degree of nothing", "7 0 0  0 2 2 ", /a degree of at least 1/],
    ["knots out of order", "7 0 0  1 2 2 0 0 0 1 1 1\n 1 2\n 0 2\n", /ascending/],
    ["too many poles", "7 0 0  1 3 2 0 0 0 1 1 1 2 2 2\n 0 2\n 1 2\n", /suit 3 poles/],
    ["no multiplicity", "7 0 0  1 2 2 0 0 0 1 1 1\n 0 0\n 1 2\n", /at least 1/],
    ["a weight of nothing", "7 1 0  1 2 2 0 0 0 1 1 1 1 0\n 0 2\n 1 2\n", /positive weight/],
    ["more poles than text", "7 0 0  1 99999 2 0 0 0", /the number of poles/],
    ["endless nesting", "8 0 1 ".repeat(100), /nested at most/],
  ])("%s", (_, text, message) => expect(bspline(text)).toThrow(message));

  test("a face may refer to what is there only", () => {
    expect(() => parseBrepText(brepText({ surfaces: [PLANE], shapes: [face(2), EMPTY] })))
      .toThrow(/the number of a surface from 0 to 1/);
  });
});

test("weights that are all equal are none", () => {
  const line = (weight: number) => `6 1 1 0 0 0 1  1 1 1 ${weight} `;
  const { curves } = parseBrepText(brepText({ curves: [line(1), line(2)], shapes: [EMPTY] }));
  expect(curves.map((curve) => "rational" in curve && curve.rational)).toEqual([false, true]);
});
