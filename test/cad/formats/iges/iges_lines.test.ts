import { expect, test } from "vitest";
import { MalformedIges, TruncatedFile } from "../../../../src/cad/errors.ts";
import { igesLines } from "../../../../src/cad/formats/iges/iges_lines.ts";
import { latin1Of } from "../step_text.ts";
import { igesText, trimmedBox } from "./iges_text.ts";

const text = igesText(trimmedBox([1, 2, 3]));
const linesOf = (changed: string) => igesLines(latin1Of(changed));

test.each([
  ["line feeds", text],
  ["carriage returns", text.replaceAll("\n", "\r")],
  ["both", text.replaceAll("\n", "\r\n")],
  ["records of 80 columns", text.replaceAll("\n", "")],
  ["blanks behind the end", `${text}\n  \n\x1a`],
  ["bytes beyond ASCII in a remark", text.replace("A file of the tests", "Für die Prüfung....")],
])("lines are found by %s", (_, changed) => {
  const lines = linesOf(changed);
  expect(Object.entries(lines).map(([letter, { length }]) => [letter, length])).toEqual(
    expect.arrayContaining([["S", 1], ["G", 2], ["D", 96], ["T", 1]]),
  );
  expect(lines.D[0]).toBe(text.split("\n")[3].slice(0, 72));
  expect(lines.firstLine).toMatchObject({ S: 1, G: 2, D: 4, P: 100 });
});

const without = (index: number) => text.split("\n").filter((_, i) => i !== index).join("\n");
const end = text.trimEnd().split("\n").length;

test.each([
  ["a line is missing", without(60), MalformedIges, /line 58 of section D must say that it is/],
  ["the last line of a section", without(3 + 95), TruncatedFile, /D must have the 96 lines/],
  ["there is no end", without(end - 1), TruncatedFile, /must end with a line of section T/],
  ["it stops in a line", text.slice(0, 3000), TruncatedFile, /stops in line/],
  ["a letter is none", text.replace("D      7", "X      7"), MalformedIges, /line 10, of 80 col/],
  ["sections are out of order", text.replace("D      7", "G      3"), MalformedIges, /S, G, D/],
  ["a number is none", text.replace("D      7", "D      x"), MalformedIges, /line 7 of section D/],
  ["there are two ends", `${text}${" ".repeat(72)}T      2`, MalformedIges, /must have one line/],
])("where %s that is said", (_, changed, error, message) => {
  expect(() => linesOf(changed)).toThrow(error as typeof MalformedIges);
  expect(() => linesOf(changed)).toThrow(message as RegExp);
});
