/**
 * Packed texts as pages of a Parquet column: the same bytes as of the texts themselves.
 *
 * @module
 */
import type { TextSlice } from "./text_rows.ts";

/** Bytes of a page before it is compressed, about. */
export const PAGE_BYTES: number = 2 ** 20;
/** Values by which it is seen whether there are few different ones. */
const SAMPLE = 1000;

/** Whether some of the values tell that nearly all are different: no list of them is made then. */
export function isMostlyDifferent(at: (row: number) => unknown, rows: number): boolean {
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  const sample = new Set<unknown>();
  for (let i = 0; i < rows; i += step) sample.add(at(i));
  return sample.size > 0.9 * Math.ceil(rows / step);
}

/** The texts as a list. */
export function listOf({ column, from, to }: TextSlice): (string | null)[] {
  const out = new Array<string | null>(to - from);
  column.into(out, 0, from, to);
  return out;
}

/** Whether a row has a text. */
function isThere({ column, from }: TextSlice, row: number): boolean {
  return column.present === null || column.present[from + row] === 1;
}

/** The row after the last of a page that begins at a row. */
export function slicePageEnd(slice: TextSlice, first: number): number {
  const { column: { starts, present, gap }, from, to } = slice;
  const rows = to - from;
  if (present === null) {
    // What a page takes grows from row to row, so its end is looked for by halves.
    const before = starts[from + first];
    const isFull = (row: number) =>
      starts[from + row + 1] - before + (4 - gap) * (row + 1 - first) > PAGE_BYTES;
    let low = first + 1, high = rows;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isFull(middle)) high = middle;
      else low = middle + 1;
    }
    return Math.min(rows, low);
  }
  let bytes = 0;
  for (let row = first; row < rows; row++) {
    bytes += isThere(slice, row) ? 4 + starts[from + row + 1] - starts[from + row] - gap : 8;
    if (bytes > PAGE_BYTES && row > first) return row;
  }
  return rows;
}

/**
 * The texts of a page, the length of each before it: where they are, else in the room, or in new
 * memory.
 */
export function sliceBytes(
  slice: TextSlice,
  first: number,
  last: number,
  room: Uint8Array,
): Uint8Array {
  const { column: { bytes, starts, present, gap }, from } = slice;
  if (gap === 4 && present === null) {
    return bytes.subarray(starts[from + first] - gap, starts[from + last] - gap);
  }
  const size = starts[from + last] - starts[from + first] + (4 - gap) * (last - first);
  const out = room.length < size ? new Uint8Array(size) : room;
  let at = 0;
  for (let row = first; row < last; row++) {
    if (!isThere(slice, row)) continue;
    const [start, end] = [starts[from + row], starts[from + row + 1] - gap];
    const length = end - start;
    out[at] = length;
    out[at + 1] = length >>> 8;
    out[at + 2] = length >>> 16;
    out[at + 3] = length >>> 24;
    for (let k = start, to = at + 4; k < end; k++, to++) out[to] = bytes[k];
    at += 4 + length;
  }
  return out.subarray(0, at);
}
