/**
 * Reads a column of a Parquet file into the bytes of its values. hyparquet makes an object of each
 * value: 160,000 texts take it 70 MB on the way.
 *
 * @module
 */
import type { ColumnMetaData, Compressors, SchemaElement } from "hyparquet";
import { type CheckedPage, pagesProblem } from "../parquet_pages.ts";
import {
  CodedColumn,
  NumberColumn,
  type PackedColumn,
  type Present,
  TextColumn,
  textOf,
} from "./packed_column.ts";
import { blocksOf } from "./blocks_of.ts";
import { freeMemory } from "./free_memory.ts";
import { numbersOf } from "./numbers_of.ts";
import { prefixedTexts } from "./prefixed_texts.ts";
import { readRuns } from "./read_runs.ts";

/** A column of one row group. */
interface ColumnPart {
  readonly element: SchemaElement;
  readonly metadata: ColumnMetaData;
  /** Its part of the file. */
  readonly bytes: ArrayBuffer;
  readonly compressors: Compressors | undefined;
}

/** Different texts that are kept as such; of more, each row has its own bytes. */
const MOST_NAMES = 4096;

/**
 * Reads a column of a row group, after its pages were looked at.
 *
 * @returns the column; a clause that says what is wrong with it; null for one of another kind than
 *   Trunnion and most others write, which hyparquet may read
 * @throws RangeError and the like where bytes are not what they should be
 */
export function readPackedColumn(
  { element, metadata, bytes, compressors }: ColumnPart,
): PackedColumn | string | null {
  const optional = element.repetition_type !== "REQUIRED";
  const pages: CheckedPage[] = [];
  let size = 0; // of what is held unpacked
  const known = isKnown(element);
  const problem = pagesProblem(bytes, { metadata, optional, compressors }, (page) => {
    if (!known) return;
    size += page.body.length;
    pages.push(page);
  });
  if (problem !== null) return problem;
  const readable = known && pages.every((page) => isReadable(page, element)) &&
    pages.filter(({ kind }) => kind === "dictionary").length < 2;
  if (!readable) return null;
  const rows = Number(metadata.num_values);
  const present = presentRows(pages, rows);
  const column = element.type === "BYTE_ARRAY"
    ? texts(pages, present, rows, size)
    : element.type === "BOOLEAN"
    ? booleans(pages, present, rows)
    : numbers(element.type!, pages, present, rows);
  // What was unpacked, not what lies among the bytes of the file.
  for (const { body } of pages) if (body.length === body.buffer.byteLength) freeMemory(body);
  return column;
}

/** Whether values are plain numbers, booleans or texts. */
function isKnown({ type, converted_type: converted, logical_type: logical }: SchemaElement) {
  if (type === "BYTE_ARRAY") {
    return (converted === "UTF8" || converted === undefined) &&
      (logical?.type === "STRING" || logical === undefined && converted === "UTF8");
  }
  const plain = converted === undefined && logical === undefined;
  return plain && ["BOOLEAN", "INT32", "INT64", "FLOAT", "DOUBLE"].includes(type ?? "");
}

function isReadable({ kind, encoding }: CheckedPage, { type }: SchemaElement): boolean {
  if (encoding === "PLAIN") return true;
  if (type === "BOOLEAN") return encoding === "RLE";
  return encoding === "PLAIN_DICTIONARY" || kind === "values" && encoding === "RLE_DICTIONARY";
}

function presentRows(pages: readonly CheckedPage[], rows: number): Present {
  const present = new Uint8Array(rows);
  let at = 0, missing = false;
  for (const { kind, count, levels } of pages) {
    if (kind === "dictionary") continue;
    const own = present.subarray(at, at + count);
    if (levels === null) own.fill(1);
    else {
      readRuns(levels, 0, 1, own);
      missing ||= own.includes(0);
    }
    at += count;
  }
  return missing ? present : null;
}

/** Calls for each page of values with the rows that have one, in their order. */
function eachPage(
  pages: readonly CheckedPage[],
  present: Present,
  visit: (page: CheckedPage, rows: Uint32Array) => void,
): void {
  let at = 0;
  for (const page of pages) {
    if (page.kind === "dictionary") continue;
    const rows = new Uint32Array(page.count);
    let count = 0;
    for (let row = at; row < at + page.count; row++) {
      if (present === null || present[row] === 1) rows[count++] = row;
    }
    at += page.count;
    visit(page, rows.subarray(0, count));
  }
}

/** The places in the dictionary that a page tells. */
function placesOf({ body, encoding }: CheckedPage, count: number, names: number): Uint32Array {
  const places = new Uint32Array(count);
  if (encoding === "PLAIN" || count === 0) return places;
  if (body[0] > 0) readRuns(body, 1, body[0], places);
  for (let i = 0; i < count; i++) {
    if (places[i] >= names) throw new RangeError(`place ${places[i]} of ${names}`);
  }
  return places;
}

function numbers(
  type: string,
  pages: readonly CheckedPage[],
  present: Present,
  rows: number,
): PackedColumn {
  const values = type === "INT32"
    ? new Int32Array(rows)
    : type === "FLOAT"
    ? new Float32Array(rows)
    : new Float64Array(rows);
  const dictionary = pages.find(({ kind }) => kind === "dictionary");
  const known = dictionary === undefined
    ? new Float64Array(0)
    : plainNumbers(type, dictionary.body, dictionary.count);
  if (dictionary === undefined && present === null) {
    const narrow = type === "INT64" ? narrowIntegers(pages, rows) : null;
    if (narrow !== null) return new NumberColumn(narrow, null);
    let at = 0;
    for (const { body, count } of pages) {
      values.set(plainNumbers(type, body, count), at);
      at += count;
    }
    return new NumberColumn(values, null);
  }
  eachPage(pages, present, (page, own) => {
    if (page.encoding === "PLAIN") {
      const found = plainNumbers(type, page.body, own.length);
      for (let i = 0; i < own.length; i++) values[own[i]] = found[i];
      return;
    }
    const places = placesOf(page, own.length, known.length);
    for (let i = 0; i < own.length; i++) values[own[i]] = known[places[i]];
  });
  return new NumberColumn(type === "INT64" ? narrowed(values as Float64Array) : values, present);
}

function plainNumbers(
  type: string,
  body: Uint8Array,
  count: number,
): Int32Array | Float32Array | Float64Array {
  const size = type === "INT64" || type === "DOUBLE" ? 8 : 4;
  if (body.length < count * size) throw new RangeError(`${count} values in ${body.length} bytes`);
  const buffer = body.slice(0, count * size).buffer as ArrayBuffer;
  if (type === "INT32") return new Int32Array(buffer);
  if (type === "FLOAT") return new Float32Array(buffer);
  if (type === "DOUBLE") return new Float64Array(buffer);
  return numbersOf(new BigInt64Array(buffer));
}

/** Integers of 64 bits in half of the memory; null where not all of them fit. */
function narrowIntegers(pages: readonly CheckedPage[], rows: number): Int32Array | null {
  const numbers = new Int32Array(rows);
  let at = 0;
  for (const { body, count } of pages) {
    if (body.length < 8 * count) throw new RangeError(`${count} values in ${body.length} bytes`);
    const halves = new Int32Array(body.slice(0, 8 * count).buffer);
    for (const [first, behind] of blocksOf(count)) {
      if (!takeLowHalves(halves, first, behind, numbers, at)) return null;
    }
    at += count;
  }
  return numbers;
}

/** Takes the low halves of integers; whether the high ones have nothing but their signs. */
function takeLowHalves(
  halves: Int32Array,
  first: number,
  behind: number,
  numbers: Int32Array,
  at: number,
): boolean {
  let other = 0;
  for (let i = first; i < behind; i++) {
    const low = halves[2 * i];
    other |= halves[2 * i + 1] ^ (low >> 31);
    numbers[at + i] = low;
  }
  return other === 0;
}

/** Whole numbers in half of the memory, where all of them fit. */
function narrowed(values: Float64Array): Int32Array | Float64Array {
  const narrow = new Int32Array(values); // by the engine's own loop
  for (let i = 0; i < narrow.length; i++) if (narrow[i] !== values[i]) return values;
  return narrow;
}

function booleans(pages: readonly CheckedPage[], present: Present, rows: number): PackedColumn {
  const codes = new Int8Array(rows).fill(-1);
  eachPage(pages, present, ({ body, encoding }, own) => {
    if (encoding === "RLE") {
      const found = new Uint8Array(own.length);
      readRuns(body, 4, 1, found); // behind their length
      for (let i = 0; i < own.length; i++) codes[own[i]] = found[i];
      return;
    }
    if (8 * body.length < own.length) throw new RangeError("booleans are cut short");
    for (let i = 0; i < own.length; i++) codes[own[i]] = (body[i >> 3] >> (i & 7)) & 1;
  });
  return new CodedColumn(codes, [false, true]);
}

function texts(
  pages: readonly CheckedPage[],
  present: Present,
  rows: number,
  size: number,
): PackedColumn {
  const dictionary = pages.find(({ kind }) => kind === "dictionary");
  const known = dictionary === undefined ? null : plainTexts(dictionary.body, dictionary.count);
  const coded = pages.every(({ kind, encoding }) => kind === "dictionary" || encoding !== "PLAIN");
  if (known !== null && coded && known.length / 2 <= MOST_NAMES) {
    const count = known.length / 2;
    const names = Array.from(
      { length: count },
      (_, i) => textOf(dictionary!.body.subarray(known[2 * i], known[2 * i + 1])),
    );
    const codes = count < 2 ** 7 ? new Int8Array(rows) : new Int16Array(rows);
    codes.fill(-1);
    eachPage(pages, present, (page, own) => {
      const places = placesOf(page, own.length, count);
      for (let i = 0; i < own.length; i++) codes[own[i]] = places[i];
    });
    return new CodedColumn(codes, names);
  }
  if (known === null && present === null) {
    const column = prefixedTexts(pages, rows);
    if (column !== null) return column;
  }
  const starts = new Uint32Array(rows + 1);
  let room = new Uint8Array(size);
  let at = 0, next = 0;
  eachPage(pages, present, (page, own) => {
    const from = page.encoding === "PLAIN" ? page.body : dictionary!.body;
    const ends = page.encoding === "PLAIN" ? plainTexts(page.body, own.length) : known!;
    const places = page.encoding === "PLAIN" ? null : placesOf(page, own.length, ends.length / 2);
    for (let i = 0; i < own.length; i++) {
      const place = places === null ? i : places[i];
      const [first, last] = [ends[2 * place], ends[2 * place + 1]];
      while (next <= own[i]) starts[next++] = at;
      if (at + last - first > room.length) {
        const larger = new Uint8Array(2 * (at + last - first));
        larger.set(room);
        room = larger;
      }
      if (last - first < 32) { for (let k = first; k < last; k++) room[at++] = from[k]; }
      else {
        room.set(from.subarray(first, last), at);
        at += last - first;
      }
    }
  });
  while (next <= rows) starts[next++] = at;
  const all = room.slice(0, at);
  freeMemory(room);
  return new TextColumn(all, starts, present);
}

/** First and last byte, by turns, of texts with their lengths before them. */
function plainTexts(body: Uint8Array, count: number): Uint32Array {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const ends = new Uint32Array(2 * count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(at, true);
    ends[2 * i] = at + 4;
    ends[2 * i + 1] = at += 4 + length;
    if (at > body.length) throw new RangeError("a text is cut short");
  }
  return ends;
}
