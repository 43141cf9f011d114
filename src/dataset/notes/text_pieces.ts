/** Cuts a delimited text into pieces that are parsed one after the other. @module */

/** Characters of a piece, about: what is made of one is gone before the next. */
const PIECE = 2 ** 16;

/**
 * Pieces of whole rows, each with the header before it, so that it is a table of its own. Line
 * breaks within quotes part no rows.
 *
 * @param most characters of a piece, about
 */
export function* textPieces(text: string, most: number = PIECE): Generator<string> {
  const header = rowsEnd(text, 0, 1);
  if (header === text.length) return yield text;
  const names = text.slice(0, header);
  for (let from = header; from < text.length;) {
    const to = rowsEnd(text, from, most);
    yield names + text.slice(from, to);
    from = to;
  }
}

/** The end of the row in which so many characters from `from` on end. */
function rowsEnd(text: string, from: number, most: number): number {
  const least = from + most;
  let quoted = false;
  for (let at = from; at < text.length;) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    if (!quoted && end >= least) {
      const line = text.indexOf("\n", Math.max(at, least - 1));
      if (line >= 0 && line < end) return line + 1;
    }
    if (quote >= 0) quoted = !quoted;
    at = end + 1;
  }
  return text.length;
}
