import { expect, test } from "vitest";
import {
  EmptyFile,
  MalformedIges,
  NoBodies,
  NotIges,
  PointsOnly,
  UnsupportedFormat,
  WireframeOnly,
} from "../../../../src/cad/errors.ts";
import { precheckIges } from "../../../../src/cad/formats/iges/iges_precheck.ts";
import { latin1Of } from "../step_text.ts";
import { igesText, r, solidBox, trimmedBox } from "./iges_text.ts";

const check = (text: string) => precheckIges(latin1Of(text));

test("boxes pass", () => {
  expect(check(igesText(trimmedBox([1, 2, 3]))).entities.size).toBe(48);
  expect(check(igesText(solidBox([1, 2, 3]))).global.unit.name).toBe("mm");
});

const first = (letter: string) => `${" ".repeat(72)}${letter}      1\n`;
const entity = (type: number) => igesText([{ type, parameters: Array(7).fill(r(0)) }]);

test.each([
  ["", EmptyFile, "0 bytes"],
  ["Dear reader,\n", NotIges, "plain text"],
  ["<html>", NotIges, "an HTML page"],
  ["ISO-10303-21;", NotIges, "this looks like"],
  [first("C"), UnsupportedFormat, "compressed"],
  [first("B"), UnsupportedFormat, "binary"],
  [`${" ".repeat(74)}S      1\n`, MalformedIges, "the first one has 82"],
  [entity(110), WireframeOnly, "has curves"],
  [entity(116), PointsOnly, "has points"],
  [entity(150), NoBodies, "CSG"],
  [entity(134), NoBodies, "finite-element"],
  [igesText([{ type: 502, parameters: [r(3), r(0), r(0), r(0)] }]), MalformedIges, "few vertices"],
  [entity(212), NoBodies, "entities of other kinds"],
])("%j is refused", (text, error, message) => {
  expect(() => check(text)).toThrow(error);
  expect(() => check(text)).toThrow(message);
});
