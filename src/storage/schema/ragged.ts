/**
 * Arrays whose rows have different lengths: how they are laid out, and back.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { NdArray, TypedArray } from "../array.ts";
import { findArray, type Schema } from "./schema.ts";

/** The array that says how many numbers each row of a ragged one has. */
export function countsOf(name: string): string {
  return `${name}_counts`;
}

/** The group in which the numbers of a ragged array lie end to end. */
export function groupOf(group: string, name: string): string {
  return `${group}_${name}`;
}

/** Whether a schema declares an array as ragged. */
export function isRagged(schema: Schema, place: { group: string; array: string }): boolean {
  const counts = findArray(schema, place.group, countsOf(place.array));
  return counts?.attributes?.ragged === `${groupOf(place.group, place.array)}/${place.array}`;
}

/**
 * The rows of a ragged array, as {@linkcode SchemaGroup.createRaggedArray} declares one.
 *
 * @param values The numbers of all rows, end to end.
 * @param counts How many each row has.
 * @returns a view of `values` for each row
 * @throws {UsageError} if the counts do not add up to the numbers
 *
 * @example
 * ```ts
 * import { splitRagged } from "trunnion";
 *
 * const values = { data: Float32Array.of(0.5, 1.5, 2), shape: [3] };
 * const counts = { data: Int32Array.of(2, 0, 1), shape: [3] };
 * console.log(splitRagged(values, counts).map((row) => row.length)); // [2, 0, 1]
 * ```
 */
export function splitRagged(values: NdArray, counts: NdArray): TypedArray[] {
  const rows: TypedArray[] = [];
  let at = 0;
  for (const count of counts.data) {
    const end = at + Number(count);
    rows.push(values.data.subarray(at, end));
    at = end;
  }
  if (at !== values.data.length || counts.data.some((count) => count < 0)) {
    throw new UsageError(
      `Cannot split a ragged array: its counts must add up to its numbers, and ${at} is not ` +
        `${values.data.length}. Give the counts of the same samples.`,
      { data: { counts: at, values: values.data.length } },
    );
  }
  return rows;
}
