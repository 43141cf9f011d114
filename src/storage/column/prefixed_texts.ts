/** Texts as a Parquet file has them: each behind its length. @module */
import { blocksOf } from "./blocks_of.ts";
import { TextColumn } from "./packed_column.ts";

/** Texts as long as this have a length of which a byte is no character. */
const LONG = 128;

/** Some texts, each behind its length. */
interface TextPage {
  readonly count: number;
  readonly body: Uint8Array;
}

/**
 * The texts of some pages, copied a page at a time. Their lengths stay between them: to take them
 * out text by text takes ten times as long.
 *
 * @param rows the number of texts of all pages
 * @returns null where a text is so long that its length could be taken for other characters
 * @throws {RangeError} when a text is cut short
 */
export function prefixedTexts(pages: readonly TextPage[], rows: number): TextColumn | null {
  const starts = new Uint32Array(rows + 1);
  const bytes = new Uint8Array(pages.reduce((sum, { body }) => sum + body.length, 0));
  let row = 0, at = 0;
  for (const { count, body } of pages) {
    bytes.set(body, at);
    const end = at + body.length;
    for (const [first, behind] of blocksOf(count)) {
      at = findTexts(bytes, at, end, starts, row + first, row + behind);
      if (at < 0) return null;
    }
    row += count;
  }
  starts[rows] = at + 4;
  return new TextColumn(bytes.length === at ? bytes : bytes.slice(0, at), starts, null, 4);
}

/** Notes where texts begin; the place behind the last one, or -1 where one is long. */
function findTexts(
  bytes: Uint8Array,
  from: number,
  end: number,
  starts: Uint32Array,
  first: number,
  behind: number,
): number {
  let at = from;
  for (let row = first; row < behind; row++) {
    if (at + 4 > end) throw new RangeError("a text is cut short");
    const length = bytes[at];
    if (length >= LONG || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) {
      return -1;
    }
    starts[row] = at + 4;
    at += 4 + length;
    if (at > end) throw new RangeError("a text is cut short");
  }
  return at;
}
