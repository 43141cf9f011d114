import { describe, expect, test } from "vitest";
import { flatKnots, KnotVector } from "../../../../src/cad/geometry/nurbs/nurbs_basis.ts";
import { NurbsRow } from "../../../../src/cad/geometry/nurbs/nurbs_row.ts";
import { NurbsSurface } from "../../../../src/cad/geometry/nurbs/nurbs_surface.ts";
import { noise } from "../differences.ts";

const knots = (degree: number, multiplicities: number[]) =>
  new KnotVector(
    degree,
    Float64Array.from(flatKnots(multiplicities.map((_, i) => i), multiplicities)),
    false,
  );

describe.each([true, false])("a row of a surface (rational: %s)", (rational) => {
  const basisU = knots(3, [4, 1, 1, 4]), basisV = knots(2, [3, 1, 2, 1, 3]);
  const count = basisU.count * basisV.count;
  const random = noise(5);
  const poles = Float64Array.from({ length: 3 * count }, () => 10 * random());
  const weights = rational
    ? Float64Array.from({ length: count }, () => 1 + Math.abs(random()))
    : null;
  const row = new NurbsRow(basisU, basisV, poles, weights);
  const surface = new NurbsSurface({
    degreeU: basisU.degree,
    degreeV: basisV.degree,
    knotsU: basisU.knots,
    knotsV: basisV.knots,
    poles,
    weights,
  });

  test("gives what the surface gives, wherever it is moved to and back", () => {
    const [found, expected] = [new Float64Array(9), new Float64Array(9)];
    for (const v of [0, 0.3, 3.9, 0.3, 2, 1.7]) {
      row.moveTo(v);
      for (const u of [0, 2.9, 0.2, 1.5, 3, 0.2]) {
        row.d1(u, found);
        surface.d1(u, v, expected);
        found.forEach((x, i) => expect(x, `u ${u}, v ${v}, ${i}`).toBeCloseTo(expected[i], 9));
      }
    }
  });
});

test("between four corners of unequal weights it is the weighted mean", () => {
  const linear = () => knots(1, [2, 2]);
  // Corners at u 0, v 0; u 0, v 1; u 1, v 0; u 1, v 1.
  const poles = Float64Array.of(0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 4);
  const row = new NurbsRow(linear(), linear(), poles, Float64Array.of(1, 1, 1, 5));
  row.moveTo(0.5);
  const out = new Float64Array(9);
  row.d1(0.5, out);
  // Weights 1, 1, 1, 5 over 8.
  expect([...out.subarray(0, 3)]).toEqual([6 / 8, 6 / 8, 20 / 8]);
});
