/** What is told of one column or array. @module */
import type { ValuesSummary } from "./summarise_values.ts";

/** A column of a table, or an array of a store. */
export interface InspectedColumn extends ValuesSummary {
  /** Its name with its path: `"faces/areas"`, `"person.age"`; `"/"` where the store is an array. */
  readonly name: string;
  /** As numpy calls it: `"float32"`, `"datetime64[ns]"`, `"list<int64>"`. */
  readonly type: string;
  /** Sizes of its dimensions; of a column, its rows. */
  readonly shape: readonly number[];
  /** What is read at once; null for the columns of a table. */
  readonly chunks: readonly number[] | null;
  /** The names of its dimensions, where it has any. */
  readonly dims: readonly string[];
  /** Bytes that it takes in the file; null where that is not known. */
  readonly stored: number | null;
  /** How it is compressed: `["zstd"]`. */
  readonly codecs: readonly string[];
  /** What it says of itself. */
  readonly description: string;
  /** How many values there are. `looked` says how many of them were looked at. */
  readonly values: number;
  /** Whether `least` and `greatest` are of all values: looked at, or by the file's statistics. */
  readonly whole: boolean;
  /** Chunks that were looked for and never written: their values are the fill value. */
  readonly unwritten: number;
  /** Why its values could not be read; null where they were. */
  readonly problem: string | null;
}

/** What is known of values that were not read. */
export const NOTHING: ValuesSummary = {
  looked: 0,
  missing: 0,
  least: null,
  greatest: null,
  mean: null,
  distinct: null,
  top: [],
  lengths: null,
  first: [],
};
