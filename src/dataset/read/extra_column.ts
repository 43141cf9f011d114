import type { Vocabulary } from "./vocabulary.ts";

/** A column that was joined to a dataset from outside, or noted in it. */
export interface ExtraColumn {
  /** Its own name, e.g. `"family"`. */
  readonly name: string;
  /** The name of the table that it is kept in, e.g. `"predictions"`; null for one in memory. */
  readonly table: string | null;
  /** The group whose rows the values belong to; null where there is one value a sample. */
  readonly group: string | null;
  readonly values: readonly (string | number | boolean | null)[];
  /** The names behind the values, where they are ids. */
  readonly vocabulary: Vocabulary | null;
  /** Whether a value is a list of texts, a line each. @default {false} */
  readonly isList?: boolean;
}

/** The name by which a column is always found: `"predictions.family"`; that of tags is `"tags"`. */
export function fullName({ name, table, isList }: ExtraColumn): string {
  return table === null || isList ? name : `${table}.${name}`;
}
