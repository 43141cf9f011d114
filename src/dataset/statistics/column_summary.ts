/**
 * A column of the infoset in a line: what kind of values, how many are missing, how they lie.
 *
 * @module
 */
import { binEdges, binOf } from "./bins.ts";
import type { TableValue } from "../read/parquet_table.ts";

/** What is said of a column. */
export interface ColumnSummary {
  readonly name: string;
  /** `number`, `text`, `date` or `yes or no`; `nothing` where all values are missing. */
  readonly kind: string;
  /** The share of rows without a value, 0 to 1. */
  readonly missing: number;
  /** What the values are, as text: a range, or the most frequent ones. */
  readonly values: string;
  /** Whether there is but one value. */
  readonly same: boolean;
  /** Whether each row has a value of its own, nearly: names, hashes, numbers that count up. */
  readonly own: boolean;
  /** Counts by bin, or of the most frequent values; empty where each row has its own. */
  readonly counts: readonly number[];
}

const [BINS, MOST_VALUES] = [16, 16];

/**
 * Looks at a column.
 *
 * @param names the names behind its values, where they are codes
 */
export function columnSummary(
  name: string,
  column: readonly TableValue[],
  names: ReadonlyMap<number, string> | null = null,
): ColumnSummary {
  const values = column.filter((value) => !isMissing(value));
  const missing = column.length === 0 ? 0 : 1 - values.length / column.length;
  if (values.length === 0) {
    return { name, kind: "nothing", missing, same: false, own: false, values: "", counts: [] };
  }
  if (names === null && values.every((value) => typeof value === "number")) {
    return { name, kind: "number", missing, ...ofNumbers(values) };
  }
  if (values.every((value) => value instanceof Date)) {
    const { counts, same, own } = ofNumbers(values.map(Number));
    const days = values.reduce(
      ([low, high], date) => [date < low ? date : low, date > high ? date : high],
      [values[0], values[0]],
    )
      .map((date) => date.toISOString().slice(0, 10));
    const range = `${days[0]} to ${days[1]}`;
    return { name, kind: "date", missing, same, own, values: range, counts };
  }
  const kind = values.every((value) => typeof value === "boolean") ? "yes or no" : "text";
  const texts = values.map((value) =>
    typeof value === "number" ? names?.get(value) ?? String(value) : String(value)
  );
  return { name, kind, missing, ...ofTexts(texts) };
}

/** Whether a value stands for none: an empty text is no value either. */
function isMissing(value: TableValue): boolean {
  return value === null || value === "" || Number.isNaN(value);
}

type Summed = Pick<ColumnSummary, "values" | "counts" | "same" | "own">;

function ofNumbers(values: readonly number[]): Summed {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { values: "not finite", counts: [], same: false, own: false };
  const edges = binEdges(finite, BINS);
  const counts = new Array<number>(BINS).fill(0);
  let [low, high, sum] = [Infinity, -Infinity, 0];
  for (const value of finite) {
    counts[binOf(value, edges)]++;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const range = low === high
    ? shortNumber(low)
    : `${shortNumber(low)} to ${shortNumber(high)}, mean ${shortNumber(sum / finite.length)}`;
  return {
    values: range,
    counts: low === high ? [] : counts,
    same: low === high,
    own: values.length > 3 && values.every((value, i) => i === 0 || value === values[i - 1] + 1),
  };
}

function ofTexts(texts: readonly string[]): Summed {
  const found = new Map<string, number>();
  for (const text of texts) found.set(text, (found.get(text) ?? 0) + 1);
  const sorted = [...found].sort((a, b) => b[1] - a[1]);
  // Names and hashes: nearly each row has its own, and there is nothing to count.
  const own = texts.length > 3 && found.size > texts.length / 2;
  const shown = sorted.slice(0, 3).map(([text]) => text).join(", ");
  const values = own
    ? (found.size === texts.length ? "each its own" : `${found.size} different`)
    : `${found.size === 1 ? "" : `${found.size}: `}${shown}${sorted.length > 3 ? ", ..." : ""}`;
  const counts = own || found.size === 1 ? [] : sorted.slice(0, MOST_VALUES).map(([, n]) => n);
  return { values, counts, same: found.size === 1, own };
}

/** At most four significant digits. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
