/** An order of units by a seed that is the same on every machine. @module */
import { PackedTexts, TextCursor, type TextRows } from "../../storage/column/text_rows.ts";
import type { UnitTable } from "./unit_table.ts";

/**
 * Hashes texts and numbers with a seed into two words each, `words[2 i]` and `words[2 i + 1]`: 64
 * bits by which samples are put into a random order, whatever the order they came in.
 *
 * So that other languages can do the same, all of it unsigned: two lanes of 32 bits begin as
 * `seed ^ 0xdeadbeef` and `seed ^ 0x41c6ce57`. For each UTF-16 unit `c`, and for the number at the
 * end, `a = (a ^ c) * 0x9e3779b1` and `b = (b ^ c) * 0x5f356495`. Then each is mixed by the other:
 * `x = (x ^ x >> 16) * 0x85ebca6b; x = (x ^ y >> 13) * 0xc2b2ae35; x ^= x >> 16`, where `x, y` are
 * `a, b`, and then `b` and the new `a`.
 *
 * @param columns of several the first that has a text is taken, row by row
 * @param rows those that are hashed
 */
export function rankTexts(
  columns: readonly TextRows[],
  numbers: ArrayLike<number>,
  rows: ArrayLike<number>,
  seed: number,
): Uint32Array {
  const words = new Uint32Array(2 * rows.length);
  const cursors = columns.map((texts) =>
    texts instanceof PackedTexts ? new TextCursor(texts) : null
  );
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let a = seed ^ 0xdeadbeef, b = seed ^ 0x41c6ce57;
    let k = 0;
    const has = () => cursors[k]?.seek(row) ?? columns[k].at(row) !== null;
    while (!has() && k + 1 < columns.length) k++;
    const cursor = cursors[k];
    if (cursor?.ascii) {
      const { bytes, end } = cursor;
      for (let at = cursor.start; at < end; at++) {
        a = Math.imul(a ^ bytes[at], 0x9e3779b1);
        b = Math.imul(b ^ bytes[at], 0x5f356495);
      }
    } else {
      const text = columns[k].at(row) ?? "";
      for (let at = 0; at < text.length; at++) {
        const c = text.charCodeAt(at);
        a = Math.imul(a ^ c, 0x9e3779b1);
        b = Math.imul(b ^ c, 0x5f356495);
      }
    }
    a = Math.imul(a ^ numbers[row], 0x9e3779b1);
    b = Math.imul(b ^ numbers[row], 0x5f356495);
    words[2 * i] = a = mix(a, b);
    words[2 * i + 1] = mix(b, a);
  }
  return words;
}

function mix(x: number, y: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (y >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * What has ranks, by them: 0, 1, ... in the order of the first words, of equal ones by the second.
 *
 * @param ranks two words each
 */
export function orderByRanks(ranks: Uint32Array): Uint32Array {
  let order = new Uint32Array(ranks.length / 2);
  for (let i = 0; i < order.length; i++) order[i] = i;
  // Sorted by each half word in turn, the least telling first: no comparisons, so it is linear.
  for (const [word, shift] of [[1, 0], [1, 16], [0, 0], [0, 16]]) {
    order = countingSort(order, 2 ** 16, (i) => (ranks[2 * i + word] >>> shift) & 0xffff);
  }
  return order;
}

/** The units' indices: the largest first, of equally large ones by their ranks. */
export function orderUnits({ count, sizes, ranks }: UnitTable): Uint32Array {
  const order = orderByRanks(ranks);
  let largest = 0;
  for (let u = 0; u < count; u++) largest = Math.max(largest, sizes[u]);
  return countingSort(order, largest + 1, (u) => largest - sizes[u]);
}

function countingSort(
  order: Uint32Array,
  keys: number,
  keyOf: (unit: number) => number,
): Uint32Array<ArrayBuffer> {
  // By place: an iterator over a typed array makes an object of each of its values.
  const next = new Uint32Array(keys + 1);
  for (let i = 0; i < order.length; i++) next[keyOf(order[i]) + 1]++;
  for (let key = 0; key < keys; key++) next[key + 1] += next[key];
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[next[keyOf(order[i])]++] = order[i];
  return sorted;
}
