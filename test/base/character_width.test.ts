import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { characterWidth } from "../../src/base/character_width.ts";
import { textWidth } from "../../src/base/text_width.ts";

/** Blocks of letters, marks, signs and pictures, first and last. */
const BLOCKS = [
  ["letters of the West and accents", 0x20, 0x5ff],
  ["letters with marks of India", 0x900, 0xdff],
  ["Hangul in parts", 0x1100, 0x11ff],
  ["signs, arrows, lines and signs that are pictures", 0x2000, 0x2bff],
  ["Chinese signs and kana", 0x2ff0, 0x30ff],
  ["Chinese letters", 0x4e00, 0x4e3f],
  ["Hangul", 0xa960, 0xa97f],
  ["halves of letters", 0xd7b0, 0xd8ff],
  ["selectors and forms of presentation", 0xfe00, 0xffff],
  ["old and musical letters", 0x1d100, 0x1d1ff],
  ["pictures", 0x1f000, 0x1fbff],
  ["tags and selectors", 0xe0000, 0xe01ef],
] as const;

test.each(BLOCKS)("%s are as wide as string-width has them", (_name, first, last) => {
  const different: string[] = [];
  for (let code = first; code <= last; code++) {
    const letter = String.fromCodePoint(code);
    // Every seventh with an accent, as a picture, and before a letter too: it takes its time.
    const joined = code % 7 > 0 ? [] : [`${letter}\u0301`, `${letter}\ufe0f`, `${letter}a`];
    for (const text of [letter, ...joined]) {
      const [ours, theirs] = [textWidth(text), stringWidth(text)];
      if (ours !== theirs) different.push(`${code.toString(16)} '${text}': ${ours}, ${theirs}`);
    }
  }
  expect(different).toEqual([]);
});

describe("one character", () => {
  test.each([
    ["a", 1],
    ["\u0301", 0],
    ["e\u0301", 1],
    ["歯", 2],
    ["ｶﾞ", 2],
    ["का", 2],
    ["\u1112\u1161\u11ab", 2],
    ["👩‍🚀", 2],
    ["🤦‍♂", 2],
    ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2],
    ["1⃣", 2],
    ["\u200b", 0],
    ["\ud83d", 0],
  ])("%j takes %i", (character, width) => {
    expect(characterWidth(character)).toBe(width);
    expect(stringWidth(character)).toBe(width);
  });
});

test.each([
  "\x1b]8;;https://example.org\x07link\x1b]8;;\x07",
  "\x1b[1;31m歯車\x1b[0m",
  "\tab",
  "— … “”",
  "├── │ └─ ▁▂█",
])("escape codes and signs of %j are as in string-width", (text) => {
  expect(textWidth(text)).toBe(stringWidth(text));
});
