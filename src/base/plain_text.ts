/**
 * Texts from files, made safe for a terminal, a log and a page.
 *
 * @module
 */

/** Characters that turn the direction of what follows: a name would be shown as another. */
const DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const ANY = new RegExp(`[\\p{Cc}\\u2028\\u2029${DIRECTION}]+`, "gu");
const ALL_BUT_LINES = new RegExp(`(?![\\n\\t])[\\p{Cc}\\u2028\\u2029${DIRECTION}]+`, "gu");
// deno-lint-ignore no-control-regex -- a colour begins with one
const COLOUR = /(\x1b\[[\d;]*m)/;

/** A text in one line, without characters that move a cursor, colour, or turn the direction. */
export function plainText(text: string): string {
  return text.replaceAll(ANY, " ");
}

/** As {@linkcode plainText}, but its lines and tabs stay. */
export function plainLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(ALL_BUT_LINES, " ");
}

/** As {@linkcode plainLines}, but colours, which the text was given here, stay too. */
export function colouredLines(text: string): string {
  return text.split(COLOUR).map((part, i) => i % 2 === 1 ? part : plainLines(part)).join("");
}
