/**
 * How wide a text is on a terminal, and texts cut to a width.
 *
 * @module
 */
import stripAnsi from "strip-ansi";
import { characterWidth } from "./character_width.ts";

/** Texts of characters that take one cell each: letters of the West, arrows, lines and blocks. */
const PLAIN =
  /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u259f]*$/;

/** The cells of a terminal that a text takes; escape codes take none. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(stripAnsi(text))) {
    width += characterWidth(character);
  }
  return width;
}

/**
 * Cuts a text that is wider than `width` cells, and says so with "…". Escape codes count as text.
 *
 * @param at where to cut: a path says more at its end than in its middle
 */
export function cutText(text: string, width: number, at: "end" | "middle" = "end"): string {
  if (width === Infinity || (text.length <= width && textWidth(text) <= width)) return text;
  if (fitting(charactersOf(text), width) === text.length) return text;
  if (width < 1) return "";
  const room = at === "end" ? width - 1 : Math.floor((width - 1) / 3);
  const head = text.slice(0, fitting(charactersOf(text), room));
  if (at === "end") return `${head}…`;
  const tail = fitting([...charactersOf(text)].reverse(), width - 1 - room);
  return `${head}…${text.slice(text.length - tail)}`;
}

/** Fills a text up with blanks to `width` cells. */
export function padText(text: string, width: number, side: "left" | "right" = "right"): string {
  const blanks = " ".repeat(Math.max(0, width - textWidth(text)));
  return side === "right" ? text + blanks : blanks + text;
}

/** What a person takes for one character: an accent, or a picture of several, is a part of it. */
function* charactersOf(text: string): Generator<string> {
  if (PLAIN.test(text)) return yield* text;
  for (const { segment } of new Intl.Segmenter().segment(text)) yield segment;
}

/** The length of the first characters, as many as `width` cells have room for. */
function fitting(characters: Iterable<string>, width: number): number {
  let [length, used] = [0, 0];
  for (const character of characters) {
    used += textWidth(character);
    if (used > width) break;
    length += character.length;
  }
  return length;
}
