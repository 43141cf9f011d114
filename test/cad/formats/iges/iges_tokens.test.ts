import { expect, test } from "vitest";
import {
  DEFAULT_DELIMITERS,
  igesRecord,
  integerOf,
  isNumeral,
  numberOf,
} from "../../../../src/cad/formats/iges/iges_tokens.ts";

const texts = (record: string, delimiters = DEFAULT_DELIMITERS, width = 64) => {
  const found = igesRecord(record, delimiters, width);
  return "fault" in found ? found.fault : found.tokens.map(({ text }) => text);
};

test("a record ends where it says so, and strings hold whatever they like", () => {
  expect(texts(" 110, 1.,,  5Ha,b;c ,-2.5D3 ; rest")).toEqual(["110", "1.", "", "a,b;c", "-2.5D3"]);
  expect(texts("1/2!", { parameter: "/", record: "!" })).toEqual(["1", "2"]);
  expect(texts("406,1,0H;")).toEqual(["406", "1", ""]);
});

test.each([
  ["1,2", /nothing ends it/],
  ["9Hshort;", /longer than the record/],
  ["2Hab7,1;", /"7" stands behind a string/],
])("%j is none", (record, fault) => {
  expect(texts(record)).toMatch(fault);
});

test("numbers end with their line, strings may go on", () => {
  expect(texts("1.23,4;", DEFAULT_DELIMITERS, 4)).toEqual(["1.23", "4"]);
  expect(texts("1, 2 ,4Habcd;", DEFAULT_DELIMITERS, 4)).toEqual(["1", "2", "abcd"]);
  expect(texts("1,23.4;", DEFAULT_DELIMITERS, 4)).toBe('"23.4" goes on in the next line');
});

test("numbers are told from texts", () => {
  const token = (text: string) => ({ text, isString: false });
  expect(["1", "-1.5", "+.5", "2.D-3", "1e5"].every(isNumeral)).toBe(true);
  expect(["", "1..", "x", "1,", "0x1", "1E", "NaN"].some(isNumeral)).toBe(false);
  expect(numberOf(token("2.D-3"))).toBe(0.002);
  expect(numberOf({ text: "5", isString: true })).toBeNaN();
  expect([integerOf(token("")), integerOf(undefined), integerOf(token("-7"))]).toEqual([0, 0, -7]);
  expect(integerOf(token("1.5"))).toBeNaN();
});
