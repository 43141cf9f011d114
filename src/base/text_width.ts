/**
 * How wide a text is on a terminal, and texts cut to a width.
 *
 * @module
 */

/** Accents and joiners, which take no cell of their own. */
const NO_CELL = /^[\p{M}\u200B-\u200D\uFE0F]$/u;
/** East Asian letters, full-width forms and pictures take two (UAX #11, without its rarities). */
const TWO_CELLS =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]$/u;
const ASCII = /^[\x20-\x7e]*$/;

/** The cells of a terminal that a text takes. It must have no escape codes. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += cells(character);
  return width;
}

/**
 * Cuts a text that is wider than `width` cells, and says so with "…".
 *
 * @param at where to cut: a path says more at its end than in its middle
 */
export function cutText(text: string, width: number, at: "end" | "middle" = "end"): string {
  if (textWidth(text) <= width) return text;
  if (width < 1) return "";
  const room = width - 1;
  const head = at === "end" ? room : Math.floor(room / 3);
  const characters = [...text];
  const start = take(characters, head);
  const end = take(characters.toReversed(), room - head);
  return `${start.join("")}…${end.toReversed().join("")}`;
}

/** Fills a text up with blanks to `width` cells. */
export function padText(text: string, width: number, side: "left" | "right" = "right"): string {
  const blanks = " ".repeat(Math.max(0, width - textWidth(text)));
  return side === "right" ? text + blanks : blanks + text;
}

function take(characters: readonly string[], width: number): string[] {
  let [used, count] = [0, 0];
  while (count < characters.length && used + cells(characters[count]) <= width) {
    used += cells(characters[count++]);
  }
  return characters.slice(0, count);
}

function cells(character: string): number {
  if (NO_CELL.test(character)) return 0;
  return TWO_CELLS.test(character) ? 2 : 1;
}
