import { describe, expect, test } from "vitest";
import type { Brep } from "../../../../src/cad/brep.ts";
import { Cylinder } from "../../../../src/cad/geometry/cylinder.ts";
import { Plane } from "../../../../src/cad/geometry/plane.ts";
import type { Surface } from "../../../../src/cad/geometry/surface.ts";
import { withLoopSenses } from "../../../../src/cad/geometry/trimming/loop_senses.ts";
import { BodyBuilder, frameAt, segment } from "../../../helpers/breps.ts";

type Square = readonly [u: number, v: number, side: number, clockwise?: boolean];

/** A face that squares in the parameters bound, each a loop. */
function squares(surface: Surface, ...all: Square[]): Brep {
  const builder = new BodyBuilder();
  const loops = all.map(([u, v, side, clockwise = false]) => {
    const corners = [[u, v], [u + side, v], [u + side, v + side], [u, v + side]];
    if (clockwise) corners.reverse();
    return corners.map((corner, i) => {
      const pcurve = segment(corner, corners[(i + 1) % 4]);
      return { edge: builder.edge(segment([...corner, 0], [0, 0, 0]), [0, 1]), pcurve };
    });
  });
  builder.face(surface, loops);
  return { faces: builder.faces, edges: builder.edges, vertices: new Float64Array() };
}

/** Which loops are turned. */
function turned(surface: Surface, ...all: Square[]): number[] {
  const { faces: [face], edges } = squares(surface, ...all);
  const after = withLoopSenses(face, edges);
  if (after === face) return [];
  return face.loops.flatMap((loop, i) => {
    if (after.loops[i] === loop) return [];
    expect(after.loops[i].map(({ edge }) => edge)).toEqual(loop.map(({ edge }) => edge).reverse());
    expect(after.loops[i].every(({ reversed }) => reversed)).toBe(true);
    return [i];
  });
}

const plane = new Plane(frameAt());

describe("loops of one face", () => {
  test("that agree stay", () => {
    expect(turned(plane, [0, 0, 10], [1, 1, 2, true], [5, 5, 2, true])).toEqual([]);
    expect(turned(plane, [0, 0, 10])).toEqual([]);
    expect(turned(plane, [0, 0, 10, true])).toEqual([]);
  });

  test("an outer one that runs clockwise as its holes do is turned", () => {
    expect(turned(plane, [1, 1, 2, true], [0, 0, 10, true])).toEqual([1]);
  });

  test("holes that run as the outer one does are turned, and no others", () => {
    expect(turned(plane, [0, 0, 10], [1, 1, 2], [5, 5, 2, true])).toEqual([1]);
    expect(turned(plane, [0, 0, 10], [0, 4, 2])).toEqual([1]);
  });

  test("which lie beside one another are parts", () => {
    expect(turned(plane, [0, 0, 10], [10, 4, 2])).toEqual([]);
  });

  test("all of which are wrong say nothing of which is meant", () => {
    expect(turned(plane, [0, 0, 10, true], [1, 1, 2])).toEqual([]);
  });

  test("a hole may lie a period off", () => {
    const cylinder = new Cylinder(frameAt(), 1);
    const period = 2 * Math.PI;
    expect(turned(cylinder, [0, 0, 3], [1 + period, 1, 1])).toEqual([1]);
    expect(turned(cylinder, [0, 0, 3], [4, 1, 1])).toEqual([]);
  });
});
