/** Curves in the parameters of surfaces, by closed forms: the kernel drops what they bound. */
import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../../src/cad/features/bodies/body_geometry.ts";
import {
  boundedCone,
  boundedPatch,
  boundedTube,
  FLAT_OUTLINES,
  flatLine,
  type FlatSegment,
  flatSheet,
  flatStep,
} from "./odd_pcurves.ts";
import { readText, reasonOf } from "./read_text.ts";

const measured = (text: string) => {
  const [{ brep, kind }] = readText(text), geometry = BodyGeometry.of(brep);
  return {
    area: geometry.area(0).area,
    volume: kind === "solid" ? geometry.closing.volume : NaN,
    vertices: brep.vertices,
  };
};

describe("an edge on a composite curve", () => {
  test.each(Object.keys(FLAT_OUTLINES))("in a plane: %s", (name) => {
    const [outline, area] = FLAT_OUTLINES[name];
    expect(measured(flatSheet(outline)).area).toBeCloseTo(area, 12);
  });

  test("in another unit", () => {
    const [outline, area] = FLAT_OUTLINES["lines and arcs"];
    const centimetres = (text: string) => text.replace(".MILLI.,.METRE.", ".CENTI.,.METRE.");
    expect(measured(centimetres(flatSheet(outline))).area).toBeCloseTo(100 * area, 9);
    expect(measured(centimetres(flatStep())).area / (400 * Math.PI)).toBeCloseTo(1, 7);
  });

  test("along the parameters of a cylinder", () => {
    expect(Math.abs(measured(flatStep()).area / (4 * Math.PI) - 1)).toBeLessThan(1e-8);
  });

  test("whose v is a hundredth off is refused", () => {
    expect(reasonOf(flatStep(5.05))).toBe("a part of a curve that bends");
  });

  test.each<[string, FlatSegment[], string]>([
    [
      "a gap",
      [[flatLine([0, 0], [4, 0])], [flatLine([4, 0.01], [0, 0])]],
      "segments that do not join",
    ],
    [
      "one that is turned",
      [[flatLine([0, 0], [4, 0])], [flatLine([4, 0], [0, 1])]],
      "segments that do not join",
    ],
  ])("%s is refused", (_, outline, reason) => {
    expect(reasonOf(flatSheet(outline))).toBe(reason);
  });
});

describe("a surface that ends at curves in its parameters", () => {
  test("of a cylinder and of a cone, whose v is the height", () => {
    expect(measured(boundedTube()).volume).toBeCloseTo(6 * Math.PI, 9);
    // A quarter of a frustum 4 high, 2 and 3 wide.
    const frustum = Math.PI * 4 / 3 * (4 + 6 + 9) / 4;
    expect(Math.abs(measured(boundedCone()).volume / frustum - 1)).toBeLessThan(1e-9);
  });

  test.each([false, true])("of a patch, across its parameters, backwards %s", (isBack) => {
    const { area } = measured(boundedPatch([1, 0.5], isBack));
    // The integral of sqrt(1 + x^2 + y^2) over the triangle.
    expect(area).toBeCloseTo(0.3087500420, 9);
  });

  test.each([
    ["a tube that ends higher", boundedTube(6.06)],
    ["a cone that ends lower", boundedCone(3.96)],
  ])("%s than its face is refused", (_, text) => {
    expect(reasonOf(text)).toBe("a face that does not end where its surface does");
  });

  test("a diagonal that ends elsewhere is refused", () => {
    expect(reasonOf(boundedPatch([1, 0.49]))).toBe("segments that do not join");
  });
});

test("parameters of several curves, and of three numbers, are refused", () => {
  const text = boundedTube(),
    several = text.replace(/(REPRESENTATION\('',\(#\d+)(\),#\d+\);)/, "$1,#1$2");
  expect(reasonOf(several)).toBe("parameters of several curves");
  const three = text.replace(/(=CARTESIAN_POINT\('',\(0\.0+,0\.0+)\)/, "$1,0.)");
  expect(reasonOf(three)).toBe("parameters that are not two numbers");
});
