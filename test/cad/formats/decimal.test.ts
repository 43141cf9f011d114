import { expect, test } from "vitest";
import { decimal } from "../../../src/cad/formats/decimal.ts";
import { BrepScanner } from "../../../src/cad/formats/brep/brep_scanner.ts";
import { noise } from "../geometry/differences.ts";

function read(text: string): number {
  return new BrepScanner(new TextEncoder().encode(text)).real();
}

test("numbers are rounded as Number rounds them", () => {
  const next = noise(3);
  const texts: string[] = [];
  for (let i = 0; i < 20_000; i++) {
    const value = next() * 10 ** Math.round(12 * next());
    texts.push(value.toPrecision(17), value.toPrecision(16), value.toPrecision(15));
    texts.push(value.toExponential(16), String(value), value.toFixed(3));
  }
  // Noise about zero: its exponents take two divisions.
  for (let i = 0; i < 20_000; i++) {
    const value = next() * 10 ** (-22 + 9 * next());
    texts.push(value.toExponential(16), value.toExponential(15), value.toExponential(3));
  }
  const wrong = texts.filter((text) => !Object.is(read(text), Number(text)));
  expect(wrong).toEqual([]);
});

test("ties between two doubles go to the even one", () => {
  // 2^53 + 1 and its like lie exactly between two doubles; so do the quarters below 2^52.
  for (
    const text of [
      "9007199254740993",
      "9007199254740995",
      "4503599627370496.5",
      "4503599627370497.5",
      "2251799813685248.25",
      "2251799813685248.75",
      "900719925474099.3125",
      "90071992547409.93",
    ]
  ) expect(read(text)).toBe(Number(text));
});

test("numbers of many digits and of extreme size", () => {
  for (
    const text of [
      "0",
      "-0",
      "0.000",
      "+5",
      ".5",
      "5.",
      "1e22",
      "1e23",
      "-1E+5",
      "1e-22",
      "123456789012345678901234567890",
      "0.1234567890123456789012345678901234567890",
      "1.7976931348623157e308",
      "2.2250738585072014e-308",
      "5e-324",
      "1e-400",
      "0.00000000000000000000000000000000000000000000000000000000000000001234567890123456789",
      "2e+100",
      "-3.4694469519536099e-15",
    ]
  ) expect(Object.is(read(text), Number(text)), text).toBe(true);
});

test("what takes more arithmetic is left to others", () => {
  expect(decimal(123456789, 12345678, 17, 1)).toBeNaN();
  expect(decimal(1, 0, 1, -45)).toBeNaN();
  expect(decimal(1, 0, 1, 23)).toBeNaN();
  expect(decimal(1, 0, 1, -23)).toBe(1e-23);
  expect(decimal(0, 0, 0, -400)).toBe(0);
});
