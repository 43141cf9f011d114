import { describe, expect, test } from "vitest";
import { inUnit, isSamePlace } from "../../../src/cad/assembly/same_place.ts";

const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
/** The identity with some numbers changed. */
const place = (changes: Record<number, number> = {}) =>
  Float64Array.from(identity, (value, i) => changes[i] ?? value);

describe("the same place", () => {
  test("null is the identity", () => {
    expect(isSamePlace(null, null)).toBe(true);
    expect(isSamePlace(null, place())).toBe(true);
    expect(isSamePlace(place({ 7: 1 }), null)).toBe(false);
  });

  test("but for rounding: of a rotation, and of a translation by its size", () => {
    expect(isSamePlace(place(), place({ 0: 1 + 5e-7 }))).toBe(true);
    expect(isSamePlace(place(), place({ 0: 1 + 5e-6 }))).toBe(false);
    expect(isSamePlace(place({ 3: 1000 }), place({ 3: 1000.0005 }))).toBe(true);
    expect(isSamePlace(place({ 3: 1000 }), place({ 3: 1000.005 }))).toBe(false);
    // A far place lets no rotation slip.
    expect(isSamePlace(place({ 3: 1000 }), place({ 3: 1000, 1: 5e-6 }))).toBe(false);
  });
});

describe("another unit", () => {
  test("changes the translation alone", () => {
    expect(inUnit(place({ 0: 0, 3: 25.4, 7: 50.8, 11: -25.4 }), 25.4))
      .toEqual(place({ 0: 0, 3: 1, 7: 2, 11: -1 }));
  });

  test("leaves null, and what is the identity then is null", () => {
    expect(inUnit(null, 25.4)).toBeNull();
    expect(inUnit(place(), 25.4)).toBeNull();
  });

  test("leaves the given transform as it was", () => {
    const given = place({ 3: 10 });
    inUnit(given, 10);
    expect(given).toEqual(place({ 3: 10 }));
  });
});
