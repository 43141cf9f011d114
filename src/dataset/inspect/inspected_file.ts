/** What is told of one file or store. @module */
import type { InspectedColumn } from "./inspected_column.ts";

/** What a file or store holds, as plain data. */
export interface InspectedFile {
  /** What it is. */
  readonly kind: "parquet" | "zarr" | "data" | "dataset";
  /** Where it is. */
  readonly path: string;
  /** Bytes that it takes on disk. */
  readonly bytes: number;
  /** The format in words: `"Zarr v2 in a folder"`. */
  readonly format: string;
  /** Who wrote it, as far as it says. */
  readonly writer: string;
  /** The rows of a table, and the samples of an encoded file; null for others. */
  readonly rows: number | null;
  /** Groups of rows of a table; null for others. */
  readonly rowGroups: number | null;
  /** How many rows of a table were looked at; null for others. */
  readonly rowsLooked: number | null;
  /** The columns of a table, or the arrays of a store. */
  readonly columns: readonly InspectedColumn[];
  /** The paths of the groups of a store. */
  readonly groups: readonly string[];
  /** What it says of itself. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What else is to be known, a sentence each. */
  readonly notes: readonly string[];
}
