import { expect, test } from "vitest";
import type { Brep, Edge } from "../../../../src/cad/brep.ts";
import { faultOf } from "../../../../src/cad/formats/brep/sound_body.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { Line } from "../../../../src/cad/geometry/line.ts";
import { box, cylinder, ell, sphere, torus } from "../../../helpers/breps.ts";

/** A box of the diagonal 70 with another edge. */
function withEdge(change: (edge: Edge) => Partial<Edge>): Brep {
  const brep = box(20, 30, 60);
  return {
    ...brep,
    edges: brep.edges.map((edge, i) => i === 3 ? { ...edge, ...change(edge) } : edge),
  };
}

test("sound bodies have no fault", () => {
  for (const brep of [box(1, 2, 3), ell(), cylinder(2, 5), sphere(3), torus(5, 1)]) {
    expect(faultOf(brep)).toBeNull();
  }
});

const lifted = (by: number) => ({ curve }: Edge) => {
  const { x, y, z, dx, dy, dz } = curve as Line;
  return { curve: new Line([x + by, y + by, z + by], [dx, dy, dz]) };
};

test("an edge that is off its vertices is one", () => {
  expect(faultOf(withEdge(lifted(0.02)))).toBeNull();
  expect(faultOf(withEdge(lifted(1)))!.sentence).toMatch(/^edge 3 ends 1.73 from its vertex/);
  // A tolerance is believed, as far as it makes sense.
  const loose = (by: number) => withEdge((edge) => ({ ...lifted(by)(edge), tolerance: 1e6 }));
  expect(faultOf(loose(0.3))).toBeNull();
  expect(faultOf(loose(1))).not.toBeNull();
});

test("so it is at each edge and each end", () => {
  const brep = box(20, 30, 60);
  for (const own of brep.edges.keys()) {
    const edges = brep.edges.map((edge, i) => i === own ? { ...edge, ...lifted(1)(edge) } : edge);
    expect(faultOf({ ...brep, edges })!.data).toMatchObject({ edge: own });
  }
  for (let vertex = 0; vertex < 8; vertex++) {
    const vertices = brep.vertices.map((x, i) => i === 3 * vertex ? x + 1 : x);
    expect(faultOf({ ...brep, vertices })!.data).toMatchObject({ vertex });
  }
});

test("an edge that leaves its faces between its ends is one", () => {
  const brep = cylinder(20, 60);
  const edges = brep.edges.map((edge) => {
    const { curve } = edge;
    if (!(curve instanceof Circle)) return edge;
    return { ...edge, curve: new Ellipse(curve.frame, curve.radius, curve.radius - 2) };
  });
  expect(faultOf({ ...brep, edges })!.sentence).toMatch(/^edge \d runs .* off the surface/);
});

test("an edge that is off its faces is one", () => {
  const brep = cylinder(20, 60);
  const wider = (by: number): Brep => ({
    ...brep,
    edges: brep.edges.map((edge) => ({
      ...edge,
      curve: edge.curve instanceof Circle
        ? new Circle(edge.curve.frame, edge.curve.radius + by)
        : edge.curve,
      startVertex: -1,
      endVertex: -1,
    })),
  });
  expect(faultOf(wider(0.01))).toBeNull();
  expect(faultOf(wider(2))).toMatchObject({
    sentence: expect.stringMatching(/^edge \d runs 2 off the surface of face \d, where/),
    data: { gap: expect.closeTo(2, 9) },
  });
});

test("numbers that are none do not fit", () => {
  const none = withEdge(() => ({
    curve: new Line([NaN, NaN, NaN], [0, 0, 1]),
  }));
  expect(faultOf(none)).not.toBeNull();
});
