import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { CadError, MalformedStep, TruncatedFile } from "../../../../../src/cad/errors.ts";
import { unpackStep } from "../../../../../src/cad/formats/step/text/unpack_step.ts";
import { bytesOf, stepText } from "../../step_text.ts";

const text = new Uint8Array(bytesOf(stepText("#1=CARTESIAN_POINT('',(0.,1.,2.));\n".repeat(99))));
const packed = new Uint8Array(gzipSync(text));

test("text is unpacked where it is packed", () => {
  expect(unpackStep(packed)).toEqual(text);
  expect(unpackStep(text)).toBe(text);
});

test("data that stop too soon, or are damaged, are refused", () => {
  expect(() => unpackStep(packed.slice(0, -30))).toThrow(TruncatedFile);
  expect(() => unpackStep(packed.slice(0, 3))).toThrow(TruncatedFile);
  const damaged = packed.map((byte, i) => i > 40 && i < 60 ? byte ^ 255 : byte);
  expect(() => unpackStep(damaged)).toThrow(MalformedStep);
});

test("what unpacks to more than a text would is given up", () => {
  const spaces = new Uint8Array(gzipSync(new Uint8Array(2 ** 24 + 1).fill(32)));
  expect(() => unpackStep(spaces)).toThrow(/may have at most 16777216 bytes, found more/);
  expect(() => unpackStep(spaces)).toThrow(CadError);
});
