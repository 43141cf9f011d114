import { describe, expect, test } from "vitest";
import type { Body, Brep, Coedge } from "../../../../src/cad/brep.ts";
import { bodiesOf } from "../../../../src/cad/formats/brep/bodies.ts";
import { parseBrepText } from "../../../../src/cad/formats/brep/brep_text.ts";
import { applyToPoint, determinant } from "../../../../src/cad/geometry/transform.ts";
import { brepText, edge, face, fixture, group, PLANE, vertex } from "../fixtures.ts";

/**
 * A compound of: a pair (a box, a cylinder) twice, the box mirrored, the shell of a sphere
 * reversed, two of the cylinder's faces in a compound, and the box twice more, along a pattern.
 * The box is 1 x 2 x 3; the cylinder has radius 1 and height 4, the sphere radius 2.
 */
const tree = parseBrepText(fixture("assembly.brep"));
const FACES = 6 + 3 + 1;
const bodies = bodiesOf(tree, new Int32Array(FACES));

describe("the distinct bodies of an assembly", () => {
  test("are told apart by shape, and counted once", () => {
    expect(bodies.map((body) => body.index)).toEqual([0, 1, 2, 3]);
    expect(bodies.map((body) => body.kind)).toEqual(["solid", "solid", "shell", "face"]);
    expect(bodies.map((body) => body.instances.length)).toEqual([5, 2, 1, 1]);
    expect(bodies.map((body) => body.brep.faces.length)).toEqual([6, 3, 1, 2]);
    expect(bodies.map((body) => body.brep.edges.length)).toEqual([12, 3, 3, 2]);
    expect(bodies.map((body) => body.brep.vertices.length / 3)).toEqual([8, 2, 2, 2]);
  });

  test("stand where the kernel says, mirrored ones too", () => {
    const [box, cylinder, sphere] = bodies;
    expect(box.instances.map(({ path }) => path)).toEqual([[0, 0], [1, 0], [2], [5], [6]]);
    expect(cylinder.instances.map(({ path }) => path)).toEqual([[0, 1], [1, 1]]);
    // The corner at the origin and the opposite one, as OpenCascade 8.0 places them.
    expect(corners(box, [0, 0, 0])).toEqual([
      [0, 10, 100],
      [0, 10, 300],
      [0, 0, 0],
      [10, 0, 0],
      [15, 0, -100],
    ]);
    expect(corners(box, [1, 2, 3])).toEqual([
      [-2, 11, 103],
      [-2, 11, 303],
      [-1, 2, 3],
      [11, 2, 3],
      [17, -1, -97],
    ]);
    expect(box.instances.map(({ transform }) => Math.round(determinant(transform))))
      .toEqual([1, 1, -1, 1, 1]);
    expect(sphere.instances).toEqual([{ transform: null, path: [3] }]);
  });

  test("vertices are the corners", () => {
    const { vertices } = bodies[0].brep;
    const found = Array.from(
      { length: 8 },
      (_, i) => [...vertices.subarray(3 * i, 3 * i + 3)].join(),
    );
    const expected = [0, 1].flatMap((x) =>
      [0, 2].flatMap((y) => [0, 3].map((z) => `${x},${y},${z}`))
    );
    expect(found.sort()).toEqual(expected.sort());
  });
});

function corners(body: Body, corner: number[]): number[][] {
  return body.instances.map(({ transform }) => {
    const point = Float64Array.from(corner);
    applyToPoint(transform, point);
    return [...point].map((x) => Math.round(x * 1e9) / 1e9 + 0);
  });
}

describe("entity numbers and names", () => {
  const ids = Int32Array.from({ length: FACES }, (_, i) => i === 2 ? 0 : 100 + i);
  const named = bodiesOf(tree, ids, new Map([[103, "top"], [106, "mantle"]]));

  test("go by the order of a depth-first walk over the whole tree", () => {
    const found = named.map((body) => body.brep.faces.map(({ entityId }) => entityId));
    expect(found).toEqual([
      [100, 101, null, 103, 104, 105],
      [106, 107, 108],
      [109],
      // The loose faces are two of the cylinder's.
      [107, 108],
    ]);
    expect(named[0].brep.faces.map(({ name }) => name))
      .toEqual([null, null, null, "top", null, null]);
    expect(named[1].brep.faces[0].name).toBe("mantle");
  });

  test("have to be as many as the faces", () => {
    expect(() => bodiesOf(tree, ids.subarray(1))).toThrow(/found 9 for 10 faces/);
  });
});

describe("loops and edges", () => {
  test.each(bodies.map((body) => [body.kind, body.brep] as const))(
    "of a %s: curves, images, vertices and loops agree",
    (_, brep) => {
      for (const { surface, location, loops } of brep.faces) {
        for (const loop of loops) {
          loop.forEach((coedge, i) => {
            const { pcurve, first, last } = coedge;
            const { curve, ...edge } = brep.edges[coedge.edge];
            const image = new Float64Array(4), onSurface = new Float64Array(9);
            for (const w of [0, 0.3, 1]) {
              pcurve!.d1(first + w * (last - first), image);
              surface.d1(image[0], image[1], onSurface);
              applyToPoint(location, onSurface);
              const inSpace = new Float64Array(6);
              if (curve === null) inSpace.set(vertexOf(brep, edge.startVertex));
              else {
                curve.d1(edge.first + w * (edge.last - edge.first), inSpace);
                applyToPoint(edge.location, inSpace);
              }
              expect(distance(onSurface, inSpace)).toBeLessThan(1e-13);
              if (w === 0) {
                expect(distance(inSpace, vertexOf(brep, edge.startVertex))).toBeLessThan(1e-13);
              }
              if (w === 1) {
                expect(distance(inSpace, vertexOf(brep, edge.endVertex))).toBeLessThan(1e-13);
              }
            }
            expect(endOf(brep, coedge)).toBe(startOf(brep, loop[(i + 1) % loop.length]));
          });
        }
      }
    },
  );

  test("every edge of a solid is used by two coedges, in opposite directions", () => {
    for (const { brep } of bodies.slice(0, 2)) {
      const sides = brep.edges.map(() => 0);
      for (const { reversed, loops } of brep.faces) {
        for (const coedge of loops.flat()) {
          sides[coedge.edge] += coedge.reversed === reversed ? 1 : -1;
        }
      }
      expect(sides).toEqual(brep.edges.map(() => 0));
    }
  });

  test("edges know their faces, each once", () => {
    expect(bodies[0].brep.edges.map(({ faces }) => faces.length)).toEqual(new Array(12).fill(2));
    const seam = bodies[1].brep.edges.find(({ curve }) => curve?.kind === "line")!;
    expect(seam.faces).toEqual([0]);
  });

  test("the two images of a seam are a period apart", () => {
    const [mantle] = bodies[1].brep.faces;
    const uses = mantle.loops[0].filter(({ pcurve }) => {
      const out = new Float64Array(4);
      pcurve!.d1(0, out);
      return out[2] === 0;
    });
    expect(uses).toHaveLength(2);
    const [u, v] = uses.map(({ pcurve }) => {
      const out = new Float64Array(4);
      pcurve!.d1(0, out);
      return out[0];
    });
    expect(Math.abs(u - v)).toBeCloseTo(2 * Math.PI, 14);
    expect(uses.map(({ reversed }) => reversed).sort()).toEqual([false, true]);
  });

  test("poles are edges without a curve", () => {
    const { edges } = bodies[2].brep;
    const poles = edges.filter(({ degenerate }) => degenerate);
    expect(poles).toHaveLength(2);
    for (const pole of poles) {
      expect(pole.curve).toBeNull();
      expect(pole.startVertex).toBe(pole.endVertex);
      expect(pole.last - pole.first).toBeCloseTo(2 * Math.PI, 13);
    }
  });
});

function vertexOf(brep: Brep, vertex: number): Float64Array {
  return brep.vertices.subarray(3 * vertex, 3 * vertex + 3);
}

function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function startOf(brep: Brep, { edge, reversed }: Coedge): number {
  return reversed ? brep.edges[edge].endVertex : brep.edges[edge].startVertex;
}

function endOf(brep: Brep, { edge, reversed }: Coedge): number {
  return reversed ? brep.edges[edge].startVertex : brep.edges[edge].endVertex;
}

describe("smaller cases", () => {
  /** A triangle in the plane: 3 vertices, 3 edges; numbers from the last shape. */
  const corner = [[0, 0, 0], [1, 0, 0], [0, 1, 0]];
  const triangle = [
    ...corner.map(([x, y, z]) => vertex(x, y, z)),
    edge("1  1 0 0 1\n", "+9 0", "-8 0"),
    edge("1  2 0 0 1.4142135623730951\n", "+8 0", "-7 0"),
    edge("1  3 0 0 1\n", "+7 0", "-9 0"),
  ];
  const curves = [
    "1 0 0 0 1 0 0 ",
    "1 1 0 0 -0.70710678118654757 0.70710678118654757 0 ",
    "1 0 1 0 0 -1 0 ",
  ];
  const build = (shapes: string[], locations: string[] = []) => {
    const tree = parseBrepText(brepText({ locations, curves, surfaces: [PLANE], shapes }));
    const faces = tree.shapes.filter((shape) => shape.kind === "face").length;
    return bodiesOf(tree, new Int32Array(faces));
  };
  // Each of these is 9 shapes: the edges are 6, 5 and 4, the wire 3, the face 2, the root 1.
  const withWire = (
    wire: string,
    use = "+3 0",
  ) => [...triangle, wire, face(1, use), group("Co", "+2 0")];
  const uses = (body: Body) =>
    body.brep.faces[0].loops.map((loop) =>
      loop.map(({ edge, reversed }) => (reversed ? "-" : "+") + edge)
    );

  test("a plane's images are made where the text has none", () => {
    const [body] = build(withWire(group("Wi", "+6 0", "+5 0", "+4 0")));
    expect(uses(body)).toEqual([["+0", "+1", "+2"]]);
    expect(body.brep.faces[0].loops[0].map(({ pcurve }) => pcurve?.kind))
      .toEqual(["line", "line", "line"]);
  });

  test("a wire used backwards is run through backwards", () => {
    const [body] = build(withWire(group("Wi", "+6 0", "+5 0", "+4 0"), "-3 0"));
    // Numbers are by first use in the wire.
    expect(uses(body)).toEqual([["-2", "-1", "-0"]]);
  });

  test("edges that are out of order are put in order", () => {
    const [body] = build(withWire(group("Wi", "+6 0", "+4 0", "+5 0")));
    expect(uses(body)).toEqual([["+0", "+2", "+1"]]);
  });

  test("what lies inside a face and bounds nothing is left out", () => {
    const inner = build(withWire(group("Wi", "+6 0", "i5 0", "e4 0")));
    expect(uses(inner[0])).toEqual([["+0"]]);
    expect(inner[0].brep.edges).toHaveLength(1);
    expect(uses(build(withWire(group("Wi", "+6 0", "+5 0", "+4 0"), "i3 0"))[0])).toEqual([]);
  });

  test("one shape in two places of one body is two faces", () => {
    const shift = "1\n1 0 0 5 0 1 0 0 0 0 1 0";
    const [body, ...others] = build(
      [
        ...triangle.map((text) => renumber(text, 1)),
        group("Wi", "+7 0", "+6 0", "+5 0"),
        face(1, "+4 0"),
        group("Sh", "+3 0", "-3 1"),
        group("Co", "+2 0"),
      ],
      [shift],
    );
    expect(others).toEqual([]);
    expect(body.brep.faces.map(({ reversed }) => reversed)).toEqual([false, true]);
    expect(body.brep.edges).toHaveLength(6);
    expect(body.brep.vertices.length / 3).toBe(6);
    expect(body.brep.faces[1].location?.[3]).toBe(5);
    // The images are those of the shape, wherever it stands.
    const [a, b] = body.brep.faces.map(({ loops }) => {
      const out = new Float64Array(4);
      loops[0][0].pcurve!.d1(0.25, out);
      return [...out];
    });
    expect(a).toEqual(b);
  });

  test("what has no face is no body", () => {
    const wires = [...triangle.map((text) => renumber(text, -2)), group("Co", "+4 0", "+3 0")];
    expect(build(wires)).toEqual([]);
    expect(build([group("So"), group("Co", "+2 0")])).toEqual([]);
  });

  test("twice in the same place is once", () => {
    const [body] = build([
      ...triangle.map((text) => renumber(text, 1)),
      group("Wi", "+7 0", "+6 0", "+5 0"),
      face(1, "+4 0"),
      group("Sh", "+3 0"),
      group("Co", "+2 0", "+2 0", "-2 0"),
    ]);
    expect(body.instances).toEqual([{ transform: null, path: [0] }]);
  });

  test("parts that are nested in one another beyond reason are refused", () => {
    // Each compound holds the one before it twice: 2^30 places.
    const depth = 30;
    const nested = Array.from(
      { length: depth },
      (_, i) => group("Co", ...new Array(2).fill(`+${depth - i + 1} 0`)),
    );
    expect(() => build([group("So"), ...nested])).toThrow(/at most 2000000 places/);
  });

  test("a root that is the body itself has no path", () => {
    const solid = [
      ...triangle.map((text) => renumber(text, 1)),
      group("Wi", "+7 0", "+6 0", "+5 0"),
      face(1, "+4 0"),
      group("Sh", "+3 0"),
      group("So", "+2 0"),
    ];
    expect(build(solid)[0].instances).toEqual([{ transform: null, path: [] }]);
    expect(build(solid)[0].kind).toBe("solid");
    const faceOnly = [
      ...triangle.map((text) => renumber(text, -1)),
      group("Wi", "+5 0", "+4 0", "+3 0"),
      face(1, "+2 0"),
    ];
    expect(build(faceOnly).map(({ kind, instances }) => [kind, instances.length])).toEqual([[
      "face",
      1,
    ]]);
  });

  test("faces in one compound are one body, whatever else is in it", () => {
    const found = build([
      ...triangle.map((text) => renumber(text, 3)),
      group("Wi", "+9 0", "+8 0", "+7 0"),
      face(1, "+6 0"),
      face(1, "+6 0"),
      group("Sh", "+4 0"),
      group("So", "+3 0"),
      group("Co", "+5 0", "+2 0", "+4 0"),
    ]);
    expect(found.map(({ kind, brep }) => [kind, brep.faces.length])).toEqual([["face", 2], [
      "solid",
      1,
    ]]);
    expect(found[1].instances[0].path).toEqual([1]);
  });
});

/** Shifts the numbers of the shapes that a shape refers to. */
function renumber(text: string, by: number): string {
  return text.replace(
    /([+-])(\d+) 0(?= |\*)/g,
    (_, sign, number) => `${sign}${Number(number) + by} 0`,
  );
}
