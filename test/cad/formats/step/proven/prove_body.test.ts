import { describe, expect, test } from "vitest";
import type { BodyKind, Brep, Face } from "../../../../../src/cad/brep.ts";
import { proveBody } from "../../../../../src/cad/formats/step/proven/prove_body.ts";
import { Unproven } from "../../../../../src/cad/formats/step/proven/unproven.ts";
import { Plane } from "../../../../../src/cad/geometry/plane.ts";
import { box } from "../../../../helpers/breps.ts";

/** The proof that a body fails; null where it passes. */
function reason(
  brep: Brep,
  { kind = "solid", open = 0, missed = 0, shells = 1 }: {
    kind?: BodyKind;
    open?: number;
    missed?: number;
    shells?: number;
  } = {},
): string | null {
  const all = (value: number) => new Float64Array(brep.faces.length).fill(value);
  try {
    proveBody({ brep, open: all(open), missed: all(missed), windows: new Map() }, kind, shells);
    return null;
  } catch (error) {
    if (error instanceof Unproven) return error.reason;
    throw error;
  }
}

const cube = () => box(10, 20, 30);
const withFaces = (brep: Brep, change: (face: Face, index: number) => Face): Brep => ({
  ...brep,
  faces: brep.faces.map(change),
  edges: [...brep.edges],
});

test("a box is proven", () => {
  expect(reason(cube())).toBe(null);
  expect(reason(cube(), { kind: "shell" })).toBe(null);
  expect(reason(cube(), { shells: 2 })).toBe("a shell in pieces");
});

describe("uses of edges", () => {
  test("an edge that a third face uses", () => {
    const brep = cube();
    const faces = [...brep.faces, brep.faces[0]];
    expect(reason({ ...brep, faces, edges: [...brep.edges] }, { kind: "shell" }))
      .toBe("an edge that more than two faces use");
  });

  test("two faces that use one in the same sense", () => {
    const turned = withFaces(
      cube(),
      (face, i) => i === 0 ? { ...face, reversed: !face.reversed } : face,
    );
    expect(reason(turned, { kind: "shell" })).toBe("an edge that two faces use in the same sense");
  });

  test("a solid that lacks a face, which a shell may", () => {
    const brep = cube();
    const less = { ...brep, faces: brep.faces.slice(1), edges: [...brep.edges] };
    expect(reason(less)).toBe("a solid that is not closed");
    expect(reason(less, { kind: "shell" })).toBe(null);
  });
});

test("Euler's formula: a corner that two vertices stand for", () => {
  const brep = cube(), at = brep.edges[0].startVertex;
  const vertices = Float64Array.from([
    ...brep.vertices,
    ...brep.vertices.slice(3 * at, 3 * at + 3),
  ]);
  const edges = [
    { ...brep.edges[0], startVertex: brep.vertices.length / 3 },
    ...brep.edges.slice(1),
  ];
  expect(reason({ ...brep, vertices, edges })).toBe(
    "a body that Euler's formula does not hold for",
  );
});

test("edges that miss their surface by a share of a face's area", () => {
  expect(reason(cube(), { missed: 1e-4 })).toBe(null);
  expect(reason(cube(), { missed: 1 })).toBe("edges that are off their surface");
});

describe("what closes by name, but not in space", () => {
  /** The box with one face moved along its normal, its outline with it. */
  const moved = (distance: number) =>
    withFaces(cube(), (face, i) => {
      if (i !== 0) return face;
      const plane = face.surface as Plane, frame = plane.frame.slice();
      // A face that is tilted has another vector area than the hole that it closes.
      for (let k = 0; k < 3; k++) frame[3 + k] += distance * plane.frame[9 + k];
      return { ...face, surface: new Plane(frame) };
    });

  test("is not taken", () => {
    expect(reason(moved(1e-3))).toBe("faces that leave a gap");
  });

  test("but for what the edges are known to be off by", () => {
    expect(reason(moved(1e-3), { open: 10 })).toBe(null);
  });
});

test("a body that is far from its origin", () => {
  const far = 1e7, brep = cube();
  const location = Float64Array.of(1, 0, 0, far, 0, 1, 0, 0, 0, 0, 1, 0);
  const placed = withFaces(brep, (face) => ({ ...face, location }));
  const edges = placed.edges.map((edge) => ({ ...edge, location }));
  const vertices = brep.vertices.map((x, i) => i % 3 === 0 ? x + far : x);
  expect(reason({ ...placed, edges, vertices })).toBe("a body that is far from its origin");
});
