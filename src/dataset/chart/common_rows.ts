/**
 * The values of several keys, row by row.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { KeyColumn, KeyValue } from "../query/resolve_key.ts";

/** What keys are drawn of: the rows of a group, or samples. */
export interface CommonRows {
  readonly count: number;
  /** The group whose rows they are; null for samples. */
  readonly group: string | null;
  /** The value of the key at this place of the list, for a row. */
  value(key: number, row: number): KeyValue;
}

/**
 * Puts the values of keys side by side: keys of a group's rows, and keys of samples, which have the
 * same value in all rows of a sample.
 *
 * @throws {UsageError} when the keys are of the rows of several groups
 */
export function commonRows(columns: readonly KeyColumn[]): CommonRows {
  const groups = [...new Set(columns.flatMap(({ group }) => group ?? []))];
  if (groups.length > 1) {
    throw new UsageError(
      `Cannot draw keys against each other that are of the rows of several groups: found ` +
        `${groups.join(" and ")}. Use keys of one group, or of samples such as 'face_count'`,
      { data: { groups } },
    );
  }
  const { offsets } = columns.find(({ group }) => group !== null) ?? columns[0];
  const samples = offsets.length - 1;
  const count = samples > 0 ? offsets[samples] - offsets[0] : 0;
  const sampleOf = new Int32Array(count);
  for (let s = 0; s < samples; s++) {
    sampleOf.fill(s, offsets[s] - offsets[0], offsets[s + 1] - offsets[0]);
  }
  const wide = groups.length > 0;
  return {
    count,
    group: groups[0] ?? null,
    value: (key, row) => {
      const { group, values } = columns[key];
      return values[wide && group === null ? sampleOf[row] : row + offsets[0]];
    },
  };
}

/** The values of a key as numbers, NaN where there is none. */
export function numbersOf(column: KeyColumn, rows: CommonRows, key: number): Float64Array {
  const numbers = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const value = rows.value(key, row);
    if (typeof value === "string" || typeof value === "boolean") {
      throw new UsageError(
        `Cannot draw '${column.name}' along an axis: its values must be numbers, found ` +
          `${JSON.stringify(value)}. Use it as the colour`,
        { data: { key: column.name } },
      );
    }
    numbers[row] = value ?? NaN;
  }
  return numbers;
}
