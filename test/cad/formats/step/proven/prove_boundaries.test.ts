/** Faces on surfaces that end at curves, by closed forms: the kernel drops them. */
import { expect, test } from "vitest";
import { BodyGeometry } from "../../../../../src/cad/features/bodies/body_geometry.ts";
import { boundedSide } from "./odd_composites.ts";
import { TUBE, wedge } from "./odd_windows.ts";
import { readText, reasonOf } from "./read_text.ts";

test.each([true, false])("a face that ends where its surface does, outer %s", (isOuter) => {
  const [{ brep }] = readText(wedge(TUBE, boundedSide(6, isOuter)));
  const geometry = BodyGeometry.of(brep);
  expect(geometry.closing.volume).toBeCloseTo(6 * Math.PI, 9);
  expect(geometry.area(0).area).toBeCloseTo(6 * Math.PI, 9);
});

test.each([5.99, 6.01])("a surface that ends %f high, and the face 6", (height) => {
  expect(reasonOf(wedge(TUBE, boundedSide(height))))
    .toBe("a face that does not end where its surface does");
});

test("a surface whose boundary does not close", () => {
  const text = wedge(TUBE, boundedSide(6));
  const broken = text.replace("PARAMETER_VALUE(1.570796326794897)", "PARAMETER_VALUE(1.5)");
  expect(broken).not.toBe(text);
  expect(reasonOf(broken)).toBe("segments that do not join");
});

test("a surface without bounds", () => {
  const text = wedge(TUBE, boundedSide(6)).replace(
    /(CURVE_BOUNDED_SURFACE\('',#\d+,)\(#\d+\)/,
    "$1()",
  );
  expect(reasonOf(text)).toBe("a bounded surface without bounds");
});
