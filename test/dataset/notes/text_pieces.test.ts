import { expect, test } from "vitest";
import { textPieces } from "../../../src/dataset/notes/text_pieces.ts";

const HEADER = 'name,"a ""long""\nname"\n';
const ROWS = [
  "x,1\n",
  '"two\nlines",2\r\n',
  '"with "" and , in it",3\n',
  "\n",
  "größe,5\n",
  "last,6",
];

test("pieces are whole rows behind the header, and all of them", () => {
  for (const most of [1, 7, 20, 1000]) {
    const pieces = [...textPieces(HEADER + ROWS.join(""), most)];
    expect(pieces.every((piece) => piece.startsWith(HEADER))).toBe(true);
    const bodies = pieces.map((piece) => piece.slice(HEADER.length));
    expect(bodies.join("")).toBe(ROWS.join(""));
    if (most === 1) expect(bodies).toEqual(ROWS);
  }
});

test("a text without rows is one piece", () => {
  expect([...textPieces("name,n\n")]).toEqual(["name,n\n"]);
  expect([...textPieces('a,"b')]).toEqual(['a,"b']);
});
