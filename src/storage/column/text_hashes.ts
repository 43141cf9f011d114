/** Hashes of the bytes of packed texts. @module */
import { blocksOf } from "./blocks_of.ts";
import { TextColumn } from "./packed_column.ts";
import { type PackedTexts, TextCursor } from "./text_rows.ts";

/** Some UTF-8, in the midst of other bytes. */
export interface Place {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * The hash of each text; 0 where there is none.
 *
 * @param numbers a number a row that is hashed too
 */
export function hashTexts(texts: PackedTexts, numbers: Int32Array | null): Int32Array {
  const hashes = new Int32Array(texts.length);
  const cursor = new TextCursor(texts);
  texts.parts.forEach((part, p) => {
    const base = texts.firsts[p];
    const own = hashes.subarray(base, base + part.length);
    const seeds = numbers?.subarray(base, base + part.length) ?? null;
    if (part instanceof TextColumn && part.present === null) {
      for (const [first, behind] of blocksOf(part.length)) {
        hashBlock(part, first, behind, seeds, own);
      }
      return;
    }
    for (let row = 0; row < part.length; row++) {
      if (cursor.seek(base + row)) own[row] = textHash(cursor, seeds === null ? 0 : seeds[row]);
    }
  });
  return hashes;
}

/** The hash of one text, with a number. */
export function textHash({ bytes, start, end }: Place, number: number): number {
  return hashBytes(bytes, start, end, number);
}

function hashBlock(
  { bytes, starts, gap }: TextColumn,
  first: number,
  behind: number,
  numbers: Int32Array | null,
  hashes: Int32Array,
): void {
  for (let row = first; row < behind; row++) {
    const number = numbers === null ? 0 : numbers[row];
    hashes[row] = hashBytes(bytes, starts[row], starts[row + 1] - gap, number);
  }
}

/**
 * Four bytes a step: each step leaves different hashes different. Signed, as a number of more than
 * 31 bits is an object where the loop is not compiled yet.
 */
function hashBytes(bytes: Uint8Array, start: number, end: number, number: number): number {
  let hash = 0x811c9dc5 ^ number;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash = (hash << 13) | (hash >>> 19);
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
