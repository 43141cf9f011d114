/** Samples with a number in a range, as fast as millions of rows can be looked through. @module */
import { isPlain, type PlainNumbers } from "../read/plain_numbers.ts";
import type { KeyColumn } from "./resolve_key.ts";
import type { Query } from "./where.ts";

/** A query that compares one key. */
type KeyQuery = Extract<Query, { key: string }>;

/**
 * A query with its numbers as a column has them: 0.1 in 32 bits is another number than 0.1, and a
 * label that was saved as 0.1 is to be found by it. numpy and pandas compare so, too.
 */
export function asStored(query: KeyQuery, values: KeyColumn["values"]): KeyQuery {
  if (!(values instanceof Float32Array)) return query;
  const stored = <T>(value: T) => typeof value === "number" ? Math.fround(value) : value;
  if (query.op === "includes") return query;
  if (query.op === "in") return { ...query, values: query.values.map(stored) };
  if (query.op !== "between") return { ...query, value: stored(query.value) };
  return { ...query, low: stored(query.low), high: stored(query.high) };
}

/** Numbers from `low` up to `high`, both among them. */
interface NumberRange {
  readonly low: number;
  readonly high: number;
}

/** The numbers that a query of one key finds; null where they are not a range, or no numbers. */
export function rangeOf(query: Query): NumberRange | null {
  if (query.op === "between") {
    const { low, high } = query;
    return typeof low === "number" && typeof high === "number" ? { low, high } : null;
  }
  if (!("value" in query) || typeof query.value !== "number") return null;
  const { op, value } = query;
  switch (op) {
    case "eq":
      return { low: value, high: value };
    case "ge":
      return { low: value, high: Infinity };
    case "le":
      return { low: -Infinity, high: value };
    // The numbers above one begin with the next.
    case "gt":
      return { low: nextAbove(value), high: value === Infinity ? NaN : Infinity };
    case "lt":
      return { low: value === -Infinity ? NaN : -Infinity, high: -nextAbove(-value) };
    default:
      return null;
  }
}

/**
 * The samples with a value in the range, ascending. A missing value, which is NaN, is in none.
 *
 * @returns null where the column's values are no array of plain numbers
 */
export function samplesInRange(
  { values, offsets }: Pick<KeyColumn, "values" | "offsets">,
  { low, high }: NumberRange,
): number[] | null {
  if (!isPlain(values)) return null;
  const found: number[] = [];
  const rows = offsets[offsets.length - 1];
  for (let row = offsets[0], s = 0; row < rows;) {
    const end = Math.min(rows, row + BLOCK);
    row = nextInRange(values, row, end, low, high);
    if (row === end) continue;
    while (offsets[s + 1] <= row) s++;
    found.push(s);
    row = offsets[++s]; // one row is enough
  }
  return found;
}

/** Rows that are looked through at once. */
const BLOCK = 4096;

/**
 * The first row with a number in the range; `end` where there is none. A loop of its own over all
 * rows, whosever they are, takes half as long as one for each sample.
 */
function nextInRange(
  values: PlainNumbers,
  row: number,
  end: number,
  low: number,
  high: number,
): number {
  while (row < end && !(values[row] >= low && values[row] <= high)) row++;
  return row;
}

/** The least number that is greater. */
function nextAbove(value: number): number {
  if (Number.isNaN(value) || value === Infinity) return value;
  if (value === 0) return Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}
