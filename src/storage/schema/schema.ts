/**
 * What a dataset is agreed to hold: groups, their arrays, and where metadata goes.
 *
 * A schema is plain data: it survives JSON, and it is written into every file made by it.
 *
 * @module
 */
import type { ArraySpec, DType } from "../array.ts";

/** The number types that a schema may name. */
export const DTYPES: readonly DType[] = [
  "float32",
  "float64",
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
];

/** The types that a metadata value may be declared to have. */
export type MetadataType = DType | "string" | "boolean" | "date";

/** The least and the greatest of what is allowed, both included; null for no limit. */
export type Range = readonly [least: number | null, greatest: number | null];

/** One array of a group. */
export interface ArraySchema extends ArraySpec {
  /** What its values are. */
  readonly description: string;
  /**
   * What its values may be.
   *
   * @default {any value of the type}
   */
  readonly range?: Range;
}

/** Arrays that share their first dimension. */
export interface GroupSchema {
  /** What one row of the group stands for, e.g. `"face"`. */
  readonly baseDimension: string;
  /** What the group is. */
  readonly description: string;
  /** Its arrays, by name. */
  readonly arrays: Readonly<Record<string, ArraySchema>>;
}

/** One rule of metadata: a name, or a pattern of names. */
export interface MetadataRule {
  /** The name of the metadata; `*` stands for any run of characters. */
  readonly name: string;
  /** `file`: a column of the infoset. `categorical`: also a vocabulary in the attribset. */
  readonly kind: "file" | "categorical";
  /** The type of its values. */
  readonly dtype: MetadataType;
  /** What the values say. */
  readonly description: string;
  /**
   * Whether each sample must have it.
   *
   * @default {true}
   */
  readonly required?: boolean;
  /**
   * What numbers may be.
   *
   * @default {any value of the type}
   */
  readonly range?: Range;
  /**
   * The texts or codes that there are.
   *
   * @default {any}
   */
  readonly values?: readonly (string | number)[];
}

/** A schema, as {@linkcode SchemaBuilder} builds it. */
export interface Schema {
  /** What the data is about, such as `"parts"`. */
  readonly domain: string;
  /** The version of the agreement. */
  readonly version: string;
  /** The groups, by name. */
  readonly groups: Readonly<Record<string, GroupSchema>>;
  /** In order of definition: of the patterns that fit a name, the first one counts. */
  readonly metadata: readonly MetadataRule[];
}

/** Splits `"faces/face_areas"` at its first slash; null where there is none. */
export function splitKey(key: string): { group: string; array: string } | null {
  const slash = key.indexOf("/");
  if (slash <= 0 || slash === key.length - 1) return null;
  return { group: key.slice(0, slash), array: key.slice(slash + 1) };
}

/** The group of that name; null where the schema has none. */
export function findGroup(schema: Schema, group: string): GroupSchema | null {
  return Object.hasOwn(schema.groups, group) ? schema.groups[group] : null;
}

/** The array of that name; null where the schema has none. */
export function findArray(schema: Schema, group: string, array: string): ArraySchema | null {
  const arrays = findGroup(schema, group)?.arrays;
  return arrays !== undefined && Object.hasOwn(arrays, array) ? arrays[array] : null;
}

/**
 * The rule for a metadata name: the one of exactly that name, else the first pattern that fits
 * (`*` stands for any run of characters, case does not count); null where there is none.
 */
export function findMetadataRule(schema: Schema, name: string): MetadataRule | null {
  const exact = schema.metadata.find((rule) => rule.name === name);
  if (exact !== undefined) return exact;
  const fits = (rule: MetadataRule) => rule.name.includes("*") && matchesPattern(rule.name, name);
  return schema.metadata.find(fits) ?? null;
}

/** Whether `name` fits `pattern`; compared by runs, as a regular expression could run away. */
function matchesPattern(pattern: string, name: string): boolean {
  const runs = pattern.toLowerCase().split("*");
  const text = name.toLowerCase();
  const first = runs[0], last = runs[runs.length - 1];
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const run of runs.slice(1, -1)) {
    const at = text.indexOf(run, from);
    if (at < 0 || at + run.length > end) return false;
    from = at + run.length;
  }
  return true;
}
