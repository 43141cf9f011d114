/** An array as it is read for each sample. @module */
import type { DType, TypedArray } from "../../storage/array.ts";
import { bytesPerElement } from "../../storage/array_type.ts";
import type { ArrayGeometry } from "./array_geometry.ts";

/** An array that is read for each sample. */
export interface LoadedArray {
  /** `"group/array"`. */
  readonly key: string;
  readonly group: string;
  readonly name: string;
  readonly dtype: DType;
  /** Sizes of a row's dimensions. */
  readonly width: readonly number[];
  /** Numbers of a row. */
  readonly rowSize: number;
  /** The rows of sample s are `offsets[s]` to `offsets[s + 1]`. */
  readonly offsets: Float64Array;
  /** Whether each sample has one row, beside what other rows its group may have. */
  readonly single: boolean;
  /** Null where its values do not change with the body's place. */
  readonly geometry: ArrayGeometry | null;
  /** Whether its points are counted from the middle of the body's box. */
  readonly relative: boolean;
  /** Its values, where it was joined from outside; null where they are read. */
  readonly joined: TypedArray | null;
  /** Whether it is read for what is made of it, and is not given itself. */
  readonly helper: boolean;
}

/** The bytes that a sample takes in memory. */
export function sampleBytes(arrays: readonly LoadedArray[], sample: number): number {
  let bytes = 0;
  for (const { offsets, rowSize, dtype } of arrays) {
    bytes += (offsets[sample + 1] - offsets[sample]) * rowSize * bytesPerElement(dtype);
  }
  return bytes;
}
