/** Every line of the behaviours of flow systems has a test that carries its number. */
import { expect, test } from "vitest";
import { readAllTexts } from "../architecture/sources.ts";

/** How many lines each section has, and where tests of them stand. */
const SECTIONS: Readonly<Record<string, { readonly lines: number; readonly folder: string }>> = {
  A: { lines: 65, folder: "test/flow/" },
  B: { lines: 51, folder: "test/flow/functions/" },
  C: { lines: 61, folder: "test/flow/" },
};

/** Lines that have no meaning here: graphs are code, and not files of YAML. */
const MISSING: Readonly<Record<string, readonly string[]>> = { A: [], B: [], C: [`C${61}`] };

const texts = await readAllTexts();

/** The numbers that the titles of a section's tests begin with: `A20, A24: ...`. */
function numbersIn(section: string, folder: string): Set<string> {
  const numbers = new Set<string>();
  for (const [path, text] of texts) {
    if (!path.startsWith(folder)) continue;
    for (
      const [, title] of text.matchAll(
        /^\s*(?:test|it|\}|\]|\w+)?[^\n]*?["'`]([A-Z]\d+[^"'`\n]*)/gm,
      )
    ) {
      for (const [number] of title.split(":")[0].matchAll(/[A-Z]\d+/g)) {
        if (number.startsWith(section)) numbers.add(number);
      }
    }
  }
  return numbers;
}

test.each(Object.entries(SECTIONS))("section %s", (section, { lines, folder }) => {
  const found = numbersIn(section, folder);
  const all = Array.from({ length: lines }, (_, i) => `${section}${i + 1}`);
  expect(all.filter((number) => !found.has(number))).toEqual(MISSING[section]);
});

test("each line of dependent flows has a test that goes through their door", () => {
  const found = numbersIn("A", "test/flow/dependent/");
  const all = Array.from({ length: 44 }, (_, i) => `A${i + 1}`);
  expect(all.filter((number) => !found.has(number))).toEqual([]);
});

test("each line of job graphs has a test that goes through their door", () => {
  const found = numbersIn("C", "test/flow/graph/");
  const all = Array.from({ length: 60 }, (_, i) => `C${i + 1}`);
  expect(all.filter((number) => !found.has(number))).toEqual([]);
});
