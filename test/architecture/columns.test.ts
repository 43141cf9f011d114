import { expect, test } from "vitest";
import { readAllTexts } from "./sources.ts";

/** The width that `deno fmt` keeps, but for comments and strings, which it does not break. */
const COLUMNS = 100;

/** What cannot be broken, or is put back on one line: an address, a pattern, a test's title. */
const WHOLE = [
  /https?:\/\/\S{60,}/,
  /^\s*(?:return )?\/[^\s/*].{60,}/,
  /^\s*(?:test|describe)\b.*\{$/,
];

test(`no line has more than ${COLUMNS} columns`, async () => {
  const wide: string[] = [];
  for (const [path, text] of await readAllTexts()) {
    for (const [i, line] of text.split("\n").entries()) {
      if (line.length <= COLUMNS || WHOLE.some((pattern) => pattern.test(line))) continue;
      wide.push(`${path}:${i + 1} has ${line.length}`);
    }
  }
  expect(wide).toEqual([]);
});
