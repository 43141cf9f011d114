/**
 * How wide a text is on a terminal, and texts cut to a width.
 *
 * @module
 */
import stringWidth from "string-width";

/** What a person takes for one character: an accent, or a picture of several, is a part of it. */
const characters = new Intl.Segmenter();

/** The cells of a terminal that a text takes. */
export function textWidth(text: string): number {
  return stringWidth(text);
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

function* charactersOf(text: string): Generator<string> {
  for (const { segment } of characters.segment(text)) yield segment;
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
