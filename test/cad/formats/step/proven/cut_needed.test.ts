/** Edges that a seam cuts where their images bend, by closed forms: the kernel's cut is off. */
import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../../src/cad/features/bodies/body_geometry.ts";
import { measuresOf, type Slant, slantOf } from "./odd_slants.ts";
import { readText, reasonOf } from "./read_text.ts";

const TUBE: Slant = { radius: 2, taper: 0, height: 6, rise: 0.5 };
const CONE: Slant = { radius: 3, taper: 0.5, height: 3, rise: 0.4 };

describe.each<[string, Slant]>([["a tube", TUBE], ["a cone", CONE]])("%s", (_, slant) => {
  test.each<[number, number, boolean]>([
    [0, 1, false],
    [0, 1, true],
    [1, 2.5, false],
    [2, Math.PI, true],
    [4, 2, false],
  ])("whose rings begin at %f and %f, reversed %s", (from, to, isReversed) => {
    const [{ brep }] = readText(slantOf(slant, [from, to], isReversed));
    const geometry = BodyGeometry.of(brep), { side, volume } = measuresOf(slant);
    expect(Math.abs(geometry.area(0).area / side - 1)).toBeLessThan(1e-6);
    expect(Math.abs(geometry.closing.volume / volume - 1)).toBeLessThan(1e-6);
    expect(brep.faces[0].loops.length).toBe(1);
  });
});

test("an ellipse that is off is refused where it is cut, too", () => {
  const text = slantOf(TUBE, [0, 1]),
    off = text.replace(/(ELLIPSE\('',#\d+,[\d.]+,)2\.0+/, "$12.02");
  expect(off).not.toBe(text);
  expect(reasonOf(off)).not.toBe(null);
});
