import { expect, test } from "vitest";
import { PUBLIC, readAllTexts } from "./sources.ts";

/** A longer file holds two things. */
const LINES = 400;

/** The list of what there is to import is as long as it is. */
const LISTS = [...PUBLIC.values()];

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

test(`no file has more than ${LINES} lines`, async () => {
  const lengths = [...await readAllTexts()].filter(([path]) => !LISTS.includes(path))
    .map(([path, text]): [string, number] => [path, text.split("\n").length - 1]);
  expect(lengths.filter(([, lines]) => lines > LINES)).toEqual([]);
});
