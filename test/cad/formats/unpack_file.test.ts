import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { CadError, MalformedStep, TruncatedFile } from "../../../src/cad/errors.ts";
import { headOf, unpackFile } from "../../../src/cad/formats/unpack_file.ts";
import { bytesOf, stepText } from "./step_text.ts";

const text = new Uint8Array(bytesOf(stepText("#1=CARTESIAN_POINT('',(0.,1.,2.));\n".repeat(99))));
const unpack = (bytes: Uint8Array<ArrayBuffer>) => unpackFile(bytes, MalformedStep);
const packed = new Uint8Array(gzipSync(text));

test("text is unpacked where it is packed", () => {
  expect(unpack(packed)).toEqual(text);
  expect(unpack(text)).toBe(text);
});

test("data that stop too soon, or are damaged, are refused", () => {
  expect(() => unpack(packed.slice(0, -30))).toThrow(TruncatedFile);
  expect(() => unpack(packed.slice(0, 3))).toThrow(TruncatedFile);
  const damaged = packed.map((byte, i) => i > 40 && i < 60 ? byte ^ 255 : byte);
  expect(() => unpack(damaged)).toThrow(MalformedStep);
});

test("what unpacks to more than a text would is given up", () => {
  const spaces = new Uint8Array(gzipSync(new Uint8Array(2 ** 24 + 1).fill(32)));
  expect(() => unpack(spaces)).toThrow(/may have at most 16777216 bytes, found more/);
  expect(() => unpack(spaces)).toThrow(CadError);
});

test("a file is told by its first bytes, packed or not", () => {
  expect(headOf(packed).startsWith("ISO-10303-21;")).toBe(true);
  expect(headOf(text)).toHaveLength(512);
  expect(headOf(Uint8Array.of(0x85, 0xff))).toBe("\x85\xff");
  expect(headOf(Uint8Array.of(0x1f, 0x8b, 8, 255, 255))).toBe("");
});
