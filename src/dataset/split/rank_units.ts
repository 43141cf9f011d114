/** An order of units by a seed that is the same on every machine. @module */
import { TextColumn } from "../../storage/column/packed_column.ts";
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
  const ranking = { numbers, rows, seed, words };
  const [texts] = columns;
  const cursors = columns.map((one) => one instanceof PackedTexts ? new TextCursor(one) : null);
  for (let first = 0; first < rows.length;) {
    const behind = Math.min(rows.length, first + BLOCK);
    const end = texts instanceof PackedTexts ? rankPacked(texts, ranking, first, behind) : first;
    for (let i = end; i < behind; i++) {
      const row = rows[i];
      let k = 0;
      const has = () => cursors[k]?.seek(row) ?? columns[k].at(row) !== null;
      while (!has() && k + 1 < columns.length) k++;
      rankText(columns[k].at(row) ?? "", ranking, i);
    }
    first = behind;
  }
  return words;
}

/** Rows that are hashed at once. */
const BLOCK = 2048;

interface Ranking {
  readonly numbers: ArrayLike<number>;
  readonly rows: ArrayLike<number>;
  readonly seed: number;
  readonly words: Uint32Array;
}

/** Ranks rows as long as they are of one part, all of whose texts are there and of ASCII. */
function rankPacked(texts: PackedTexts, ranking: Ranking, first: number, behind: number): number {
  const { rows } = ranking;
  const p = texts.partOf(rows[first]);
  const part = texts.parts[p];
  if (!(part instanceof TextColumn) || part.present !== null || !part.ascii) return first;
  const [base, next] = [texts.firsts[p], texts.firsts[p + 1]];
  let end = first;
  while (end < behind && rows[end] >= base && rows[end] < next) end++;
  rankBlock(part, base, ranking, first, end);
  return end;
}

function rankBlock(
  { bytes, starts, gap }: TextColumn,
  base: number,
  { numbers, rows, seed, words }: Ranking,
  first: number,
  behind: number,
): void {
  for (let i = first; i < behind; i++) {
    const row = rows[i];
    const end = starts[row - base + 1] - gap;
    let a = seed ^ 0xdeadbeef, b = seed ^ 0x41c6ce57;
    for (let at = starts[row - base]; at < end; at++) {
      a = Math.imul(a ^ bytes[at], 0x9e3779b1);
      b = Math.imul(b ^ bytes[at], 0x5f356495);
    }
    const number = numbers[row];
    putRank(words, i, Math.imul(a ^ number, 0x9e3779b1), Math.imul(b ^ number, 0x5f356495));
  }
}

function rankText(text: string, { numbers, rows, seed, words }: Ranking, i: number): void {
  let a = seed ^ 0xdeadbeef, b = seed ^ 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    a = Math.imul(a ^ c, 0x9e3779b1);
    b = Math.imul(b ^ c, 0x5f356495);
  }
  const number = numbers[rows[i]];
  putRank(words, i, Math.imul(a ^ number, 0x9e3779b1), Math.imul(b ^ number, 0x5f356495));
}

function putRank(words: Uint32Array, i: number, a: number, b: number): void {
  words[2 * i] = a = mix(a, b);
  words[2 * i + 1] = mix(b, a);
}

/** Signed; an array of words takes it as an unsigned number. */
function mix(x: number, y: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (y >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/**
 * What has ranks, by them: 0, 1, ... in the order of the first words, of equal ones by the second.
 *
 * @param ranks two words each
 */
export function orderByRanks(ranks: Uint32Array): Uint32Array {
  const count = ranks.length / 2;
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  // Sorted by each half word in turn, the least telling first: no comparisons, so it is linear.
  const halves = new Uint16Array(ranks.buffer, ranks.byteOffset, 2 * ranks.length);
  for (const half of [2, 3, 0, 1]) {
    const keys = new Uint16Array(count);
    for (let i = 0; i < count; i++) keys[i] = halves[4 * i + half];
    order = countingSort(order, 2 ** 16, keys);
  }
  return order;
}

/** The units' indices: the largest first, of equally large ones by their ranks. */
export function orderUnits({ count, sizes, ranks }: UnitTable): Uint32Array {
  const order = orderByRanks(ranks);
  let largest = 0;
  for (let u = 0; u < count; u++) largest = Math.max(largest, sizes[u]);
  const keys = new Uint32Array(count);
  for (let u = 0; u < count; u++) keys[u] = largest - sizes[u];
  return countingSort(order, largest + 1, keys);
}

/** @param keys by what is sorted, each below `most` */
function countingSort(
  order: Uint32Array,
  most: number,
  keys: Uint16Array | Uint32Array,
): Uint32Array<ArrayBuffer> {
  // By place: an iterator over a typed array makes an object of each of its values.
  const next = new Uint32Array(most + 1);
  for (let i = 0; i < keys.length; i++) next[keys[i] + 1]++;
  for (let key = 0; key < most; key++) next[key + 1] += next[key];
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[next[keys[order[i]]]++] = order[i];
  return sorted;
}
