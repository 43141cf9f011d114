import { expect, test } from "vitest";
import {
  USUAL_NUMBERS,
  USUAL_TYPES,
  usualType,
} from "../../../../../src/cad/formats/step/text/usual_types.ts";
import { bytesOf } from "../../step_text.ts";

const typeAt = (text: string, at = 0) =>
  USUAL_TYPES[usualType(new DataView(bytesOf(text).buffer), at)];
const REST = "('',#2);".padEnd(80, "#");

test("each usual type is told by its letters, and has a number of its own", () => {
  for (const type of USUAL_TYPES.slice(1)) {
    expect(typeAt(`#1= ${type}${REST}`, 4)).toBe(type);
    expect(USUAL_TYPES[USUAL_NUMBERS.get(type)!]).toBe(type);
  }
  expect(new Set(USUAL_TYPES).size).toBe(USUAL_TYPES.length);
});

test.each(["PLANES", "PLAN", "B_SPLINE_CURV", "PRODUCT_DEFINITION_", "plane", "LINE3", "X", "LIN"])(
  "%s is none",
  (word) => expect(typeAt(word + REST)).toBe(""),
);

test("what differs in one letter is another one", () => {
  for (const type of USUAL_TYPES.slice(1)) {
    for (const at of [0, type.length >> 1, type.length - 1]) {
      const other = `${type.slice(0, at)}${type[at] === "Q" ? "Z" : "Q"}${type.slice(at + 1)}`;
      expect(typeAt(other + REST)).toBe("");
    }
  }
});

test("at the end of a text nothing is told", () => {
  expect(typeAt("#1=LINE", 3)).toBe("");
});
