import { describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import { edgeCurvature } from "../../../../src/cad/features/edges/edge_curvature.ts";
import { Circle } from "../../../../src/cad/geometry/circle.ts";
import { Ellipse } from "../../../../src/cad/geometry/ellipse.ts";
import { box, motion } from "../../../helpers/breps.ts";

const near = (found: number[], expected: number[]) =>
  expected.forEach((x, k) => expect(found[k]).toBeCloseTo(x, 12));

describe("curvature of edges: mean, least, greatest", () => {
  const of = (curve: Circle | Ellipse, scale = 1) => {
    const out = new Float64Array(3);
    const location = scale === 1 ? null : motion([1, 2, 3], 1, scale, [1, 2, 3]);
    edgeCurvature({ curve, location, first: 0, last: 2 * Math.PI }, 2001, out);
    return [...out];
  };

  test("of conics", () => {
    const frame = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0);
    near(of(new Circle(frame, 4)), [0.25, 0.25, 0.25]);
    near(of(new Circle(frame, 4), 2), [0.125, 0.125, 0.125]);
    // An ellipse bends by b / a^2 and a / b^2 at its ends, and by 2 pi in all.
    const [mean, least, greatest] = of(new Ellipse(frame, 3, 1));
    near([least, greatest], [1 / 9, 3]);
    expect(mean).toBeCloseTo(2 * Math.PI / 13.364893220555, 6);
  });

  test("of a box there is none", () => {
    const { data } = new BrepEncoder(box(1, 2, 3)).pushEdgeCurvatures()["edges/edge_curvatures"];
    expect(data.every((x) => x === 0)).toBe(true);
  });
});
