import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { edgeUses } from "../../../../src/cad/features/adjacency.ts";
import { CONVEXITIES } from "../../../../src/cad/features/codes.ts";
import { type Dihedral, dihedral } from "../../../../src/cad/features/edges/dihedral.ts";
import { edgeCurve } from "../../../../src/cad/features/edges/edge_curve.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import {
  BodyBuilder,
  box,
  cylinder,
  frameAt,
  frameOf,
  polyhedron,
  segment,
  sphere,
} from "../../../helpers/breps.ts";

function dihedrals(brep: Brep): Dihedral[] {
  const uses = edgeUses(brep);
  return brep.edges.map((edge, i) => dihedral(brep, edge, uses[i], edgeCurve(brep, edge, uses[i])));
}

/** A wedge along y whose two faces at the edge x = z = 0 enclose an angle of material. */
function wedge(angle: number): Brep {
  const [x, z] = [Math.cos(angle), Math.sin(angle)];
  const corners = [0, 1].flatMap((y) => [[0, y, 0], [1, y, 0], [x, y, z]]);
  return polyhedron(corners, [[0, 3, 4, 1], [0, 2, 5, 3], [1, 4, 5, 2], [0, 1, 2], [3, 5, 4]]);
}

describe("dihedral", () => {
  test("is pi less the angle of the material, at all angles of a wedge", () => {
    for (const angle of [0.002, 0.1, 1, 2, 3]) {
      const found = dihedrals(wedge(angle))[0];
      expect(found.angle).toBeCloseTo(Math.PI - angle, 9);
      expect(found.convexity).toBe(CONVEXITIES.convex);
    }
  });

  test("is the same whichever face comes first, and turns its sign inside out", () => {
    const brep = wedge(0.7);
    const swapped = { ...brep, faces: [...brep.faces].reverse() };
    const edge = (b: Brep) => dihedrals(b)[0].angle;
    expect(edge(swapped)).toBeCloseTo(edge(brep), 12);
    const flipped = { ...brep, faces: brep.faces.map((f) => ({ ...f, reversed: !f.reversed })) };
    expect(edge(flipped)).toBeCloseTo(-edge(brep), 12);
    expect(dihedrals(flipped)[0].convexity).toBe(CONVEXITIES.concave);
  });

  test("is smooth below a hundredth of a radian, and exactly 0 then", () => {
    const nearly = dihedrals(wedge(Math.PI - 0.009))[0];
    expect(nearly).toEqual({ angle: 0, convexity: CONVEXITIES.smooth });
    const sharp = dihedrals(wedge(Math.PI - 0.011))[0];
    expect(sharp.angle).toBeCloseTo(0.011, 9);
    expect(sharp.convexity).toBe(CONVEXITIES.convex);
  });

  test("has no value at a boundary, a pole and an edge of three faces", () => {
    const none = { angle: 0, convexity: CONVEXITIES.none };
    const brep = box(1, 1, 1);
    const open = { ...brep, faces: brep.faces.slice(1) };
    // The four edges of the face that is gone are boundaries.
    expect(dihedrals(open).filter((d) => d.convexity === CONVEXITIES.none)).toHaveLength(4);
    expect(dihedrals(sphere(1)).slice(1)).toEqual([none, none]);
    const more = { ...brep, faces: [...brep.faces, brep.faces[0]] };
    expect(dihedrals(more).filter((d) => d.convexity === CONVEXITIES.none)).toHaveLength(4);
  });

  test("has no value where two faces disagree on the outside", () => {
    const brep = box(1, 1, 1);
    const faces = brep.faces.map((f, i) => i === 0 ? { ...f, reversed: true } : f);
    const convexities = dihedrals({ ...brep, faces }).map((d) => d.convexity);
    expect(convexities.filter((c) => c === CONVEXITIES.none)).toHaveLength(4);
    expect(convexities.filter((c) => c === CONVEXITIES.convex)).toHaveLength(8);
  });

  test("finds the surface's point where the image has another parameter", () => {
    // The rim of a cylinder, its image squeezed towards one end: at the middle of the edge the
    // image is elsewhere, and the normal there another.
    const brep = cylinder(2, 5);
    const squeezed = {
      kind: "other" as const,
      dimension: 2 as const,
      d1(t: number, out: Float64Array) {
        out.set([t + 0.3 * Math.sin(t), 5, 1 + 0.3 * Math.cos(t), 0]);
      },
      breaks: () => [],
    };
    const faces = brep.faces.map((face, i) =>
      i !== 0 ? face : {
        ...face,
        loops: face.loops.map((loop) =>
          loop.map((c) => c.edge === 1 ? { ...c, pcurve: squeezed } : c)
        ),
      }
    );
    expect(dihedrals({ ...brep, faces })[1].angle).toBeCloseTo(Math.PI / 2, 9);
  });

  test("tells a knife's edge from a crack where a cylinder touches a plane", () => {
    // A plane z = 0 and a cylinder that lies on it along the y axis, with the material between
    // them, or with all but that.
    const touching = (outside: boolean): Brep => {
      const body = new BodyBuilder();
      const line = new Line(Float64Array.of(0, 0, 0), Float64Array.of(0, 1, 0));
      const edge = body.edge(line, [0, 1]);
      const around = new Cylinder(frameOf([0, 0, 1], [0, 1, 0], [0, 0, -1]), 1);
      // With the material between them, the plane looks down and the cylinder towards its axis.
      body.face(new Plane(frameAt()), [[{ edge, reversed: true }]], { reversed: outside });
      body.face(around, [[{ edge, pcurve: segment([0, 0], [0, 1]) }]], { reversed: outside });
      return body.build();
    };
    const knife = dihedrals(touching(true))[0], crack = dihedrals(touching(false))[0];
    expect(knife.angle).toBeCloseTo(Math.PI, 9);
    expect(crack.angle).toBeCloseTo(-Math.PI, 9);
    expect([knife.convexity, crack.convexity]).toEqual([CONVEXITIES.convex, CONVEXITIES.concave]);
  });
});
