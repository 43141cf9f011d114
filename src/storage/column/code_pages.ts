/**
 * Texts of which there are few different ones, by their places in a list of these: the dictionary
 * of a Parquet column.
 *
 * @module
 */
import { blocksOf } from "./blocks_of.ts";
import { isMostlyDifferent } from "./slice_pages.ts";

/** Some rows of texts that are numbered. */
export interface CodeSlice {
  /** The place of each row's text in the names; negative for none. */
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** Texts by their places in the order in which they first come. */
export interface Codes {
  readonly names: readonly string[];
  /** By row; negative for none. */
  readonly places: Int32Array;
  /** How many rows have a text. */
  readonly count: number;
}

/** Whether so many different texts are too many of so many rows to be a dictionary. */
function areTooMany(different: number, rows: number): boolean {
  return different - 1 >= rows / 2;
}

/** Numbers listed texts; null where there are many different ones, or none. */
export function codesOf(values: readonly (string | null)[]): Codes | null {
  if (isMostlyDifferent((row) => values[row], values.length)) return null;
  const known = new Map<string | null, number>([[null, -1]]);
  const places = new Int32Array(values.length);
  let count = 0;
  for (let row = 0; row < places.length; row++) {
    const value = values[row];
    let place = known.get(value);
    if (place === undefined) {
      known.set(value, place = known.size - 1);
      if (areTooMany(known.size - 1, values.length)) return null;
    }
    if (place >= 0) count++;
    places[row] = place;
  }
  if (count === 0) return null;
  return { names: [...known.keys()].slice(1) as string[], places, count };
}

/** The same of numbered texts; without names where no row has one. */
export function codesInOrder({ codes, names }: CodeSlice): Codes | null {
  if (isMostlyDifferent((row) => codes[row], codes.length)) return null;
  const placeOf = new Int32Array(names.length).fill(-1);
  const places = new Int32Array(codes.length);
  const order: number[] = [];
  let count = 0;
  for (const [first, behind] of blocksOf(codes.length)) {
    count += placeBlock(codes, first, behind, placeOf, order, places);
  }
  if (areTooMany(order.length, codes.length)) return null;
  return { names: order.map((code) => names[code]), places, count };
}

function placeBlock(
  codes: Int32Array,
  first: number,
  behind: number,
  placeOf: Int32Array,
  order: number[],
  places: Int32Array,
): number {
  let count = 0;
  for (let row = first; row < behind; row++) {
    const code = codes[row];
    if (code < 0) {
      places[row] = -1;
      continue;
    }
    count++;
    if (placeOf[code] < 0) placeOf[code] = order.push(code) - 1;
    places[row] = placeOf[code];
  }
  return count;
}

/** Numbered texts as a list. */
export function listOfCodes({ codes, names }: CodeSlice): (string | null)[] {
  const list = new Array<string | null>(codes.length);
  for (let row = 0; row < list.length; row++) list[row] = codes[row] < 0 ? null : names[codes[row]];
  return list;
}
