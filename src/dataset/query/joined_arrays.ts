/** Columns that were joined to faces, as arrays of their group. @module */
import type { DType, TypedArray } from "../../storage/array.ts";
import { createTyped } from "../../storage/array_type.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import { type ExtraColumn, fullName } from "../read/extra_column.ts";
import type { DatasetReader } from "../read/reader.ts";

/** A joined column as an array: in memory, with a number for each row of its group. */
interface JoinedArray {
  readonly info: ArrayInfo;
  readonly data: TypedArray;
  /** The rows of sample s are `offsets[s]` to `offsets[s + 1]`. */
  readonly offsets: Float64Array;
}

/**
 * The columns that were joined to the rows of some groups, under their full names: numbers,
 * booleans as 0 and 1, classes as the codes of their column `..._code`. Where a row has none, all
 * are `float64` and it is NaN. Columns of texts are left out.
 */
export async function joinedArrays(
  reader: DatasetReader,
  groups: readonly string[],
): Promise<JoinedArray[]> {
  const found: JoinedArray[] = [];
  for (const column of await reader.extraColumns()) {
    const { group } = column;
    if (group === null || !groups.includes(group)) continue;
    const numbers = numbersOf(column);
    const rows = reader.arrays.find(group, `body_id_code_${group}`) ??
      reader.arrays.arrays(group)[0];
    if (numbers === null) continue;
    const { offsets } = await reader.layout(rows);
    const info: ArrayInfo = {
      group,
      name: fullName(column),
      shape: [numbers.data.length],
      chunks: [numbers.data.length],
      dtype: numbers.dtype,
      dims: rows.dims.slice(0, 1),
      description: "joined from outside",
      missing: numbers.dtype === "float64" ? NaN : null,
      attributes: {},
    };
    found.push({ info, data: numbers.data, offsets });
  }
  return found;
}

/** The numbers of a column in the narrowest of three types; null where it has texts. */
function numbersOf({ values }: ExtraColumn): { dtype: DType; data: TypedArray } | null {
  let whole = true, truths = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === "string") return null;
    if (typeof value !== "boolean") truths = false;
    if (typeof value !== "number" || (value | 0) !== value) whole = false;
  }
  const dtype = truths && values.length > 0 ? "uint8" : whole ? "int32" : "float64";
  const data = createTyped(dtype, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    (data as Float64Array)[i] = value === null ? NaN : Number(value);
  }
  return { dtype, data };
}

/** Spans of an array's rows, one behind the other. */
export function cutSpans(
  data: TypedArray,
  dtype: DType,
  spans: readonly number[],
): TypedArray {
  if (spans.length === 2) return data.subarray(spans[0], spans[1]);
  const parts: TypedArray[] = [];
  let rows = 0;
  for (let i = 0; i < spans.length; i += 2) {
    const part = data.subarray(spans[i], spans[i + 1]);
    rows += part.length;
    parts.push(part);
  }
  const whole = createTyped(dtype, rows);
  let at = 0;
  for (const part of parts) {
    whole.set(part as never, at);
    at += part.length;
  }
  return whole;
}
