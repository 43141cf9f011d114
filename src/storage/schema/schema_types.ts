/**
 * The types and ranges that a schema may name, checked.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestion } from "../../base/suggest.ts";
import type { MetadataType, Range } from "./schema.ts";

/** Other spellings of the types, as Python has them. */
const ALIASES: Readonly<Record<string, MetadataType>> = {
  str: "string",
  bool: "boolean",
  datetime: "date",
  timestamp: "date",
  int: "int64",
  float: "float64",
};

/** The types of a metadata value, spelt as in TypeScript or as in Python. */
export type MetadataTypeName =
  | MetadataType
  | "str"
  | "bool"
  | "datetime"
  | "timestamp"
  | "int"
  | "float";

/**
 * The type that a name stands for.
 *
 * @param what what was attempted, for the error
 * @throws {UsageError} if it is none of those allowed
 */
export function typeOf(
  what: string,
  dtype: MetadataTypeName,
  allowed: readonly MetadataType[],
): MetadataType {
  const found = Object.hasOwn(ALIASES, dtype) ? ALIASES[dtype] : allowed.find((t) => t === dtype);
  if (found === undefined || !allowed.includes(found)) throw unknownType(what, dtype, allowed);
  return found;
}

/** Says which types there are, and which was probably meant. */
export function unknownType(what: string, dtype: string, allowed: readonly string[]): UsageError {
  return new UsageError(
    `${what}: its type must be one of ${allowed.join(", ")}; found '${dtype}'` +
      suggestion(dtype, allowed),
    { data: { dtype, allowed: [...allowed] } },
  );
}

/**
 * Checks a range.
 *
 * @throws {UsageError} if it is no pair of numbers or nulls in their order
 */
export function requireRange(what: string, range: Range): void {
  const isPair = Array.isArray(range) && range.length === 2 &&
    range.every((end) => end === null || Number.isFinite(end));
  if (isPair && (range[0] === null || range[1] === null || range[0] <= range[1])) return;
  throw new UsageError(
    `${what}: 'range' must be [least, greatest], numbers or null for no limit; found ` +
      JSON.stringify(range),
    { data: { range } },
  );
}

/** Whether a number lies in a range. */
export function isWithin(value: number | bigint, [least, greatest]: Range): boolean {
  return (least === null || value >= least) && (greatest === null || value <= greatest);
}

/** A range for people: `0 to 9`, `0 or more`. */
export function rangeText([least, greatest]: Range): string {
  if (least === null) return greatest === null ? "any number" : `${greatest} or less`;
  return greatest === null ? `${least} or more` : `${least} to ${greatest}`;
}
