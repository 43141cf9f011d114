/** One sample of a dataset. @module */
import type { NdArray } from "../../storage/array.ts";
import type { TableValue } from "../read/parquet_table.ts";

/** One sample: a distinct body's arrays and metadata. */
export interface Sample {
  /** The sample's position in the dataset. */
  readonly index: number;
  /** The sample's `id` in the infoset. */
  readonly id: number;
  /** The sample's row of the infoset; empty without an infoset. */
  readonly metadata: Readonly<Record<string, TableValue>>;
  /** The sample's rows of each array, by `"group/array"`; the first dimension may be 0. */
  readonly arrays: Readonly<Record<string, NdArray>>;
}
