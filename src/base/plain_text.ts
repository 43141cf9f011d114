/**
 * Texts from files, made safe for a terminal, a log and a page: what moves a cursor, colours, or
 * turns the direction of what follows is written as programs write it, such as `\x1b`.
 *
 * @module
 */

/** Characters that turn the direction of what follows: a name would be shown as another. */
const DIRECTION = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const ANY = new RegExp(`[\\p{Cc}\\u2028\\u2029${DIRECTION}]`, "gu");
const ALL_BUT_LINES = new RegExp(`(?![\\n\\t])[\\p{Cc}\\u2028\\u2029${DIRECTION}]`, "gu");
// deno-lint-ignore no-control-regex -- a colour begins with one
const COLOUR = /(\x1b\[[\d;]*m)/;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text in one line: a line feed in a name is shown as `\n`. */
export function plainText(text: string): string {
  return text.replaceAll(ANY, written);
}

/** As {@linkcode plainText}, but its lines and tabs stay. */
export function plainLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(ALL_BUT_LINES, written);
}

/** As {@linkcode plainLines}, but colours, which the text was given here, stay too. */
export function colouredLines(text: string): string {
  return text.split(COLOUR).map((part, i) => i % 2 === 1 ? part : plainLines(part)).join("");
}

/** Lines after the first are indented, so that none of them can pass for one of its own. */
export function indentedLines(text: string, indent: string): string {
  return text.replaceAll("\n", `\n${indent}`);
}

function written(character: string): string {
  const code = character.charCodeAt(0);
  if (Object.hasOwn(SHORT, character)) return SHORT[character];
  const [letter, digits] = code < 0x100 ? ["x", 2] : ["u", 4];
  return `\\${letter}${code.toString(16).padStart(digits as number, "0")}`;
}
