/**
 * Values of metadata: what is one, and how it looks in JSON.
 *
 * @module
 */
import type { JsonMetadata, MetadataValue } from "./data_storage.ts";
import { suggestion } from "../base/suggest.ts";
import type { MetadataRule, MetadataType } from "./schema/schema.ts";
import { isWithin, rangeText } from "./schema/schema_types.ts";
import { SchemaViolation, StorageError } from "./storage_errors.ts";

/**
 * Returns the value, if it is one of metadata.
 *
 * @throws {StorageError} if it is not, such as NaN, an object or an invalid date
 */
export function requireMetadata(key: string, value: unknown): MetadataValue {
  if (key === "") throw new StorageError("Cannot save a metadata value: its key is empty");
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date && Number.isFinite(value.getTime())) return new Date(value);
  throw new StorageError(
    `Cannot save metadata '${key}': a value must be a text, a finite number, a boolean, a valid ` +
      `Date or null; found ${describe(value)}`,
    { data: { key } },
  );
}

/**
 * The value as a rule of the schema wants it; texts that state a date in ISO 8601 become dates.
 *
 * @throws {SchemaViolation} if it does not fit
 */
export function fitMetadata(rule: MetadataRule, key: string, value: MetadataValue): MetadataValue {
  if (value === null) return null;
  if (rule.dtype === "date" && typeof value === "string" && isIsoDate(value)) {
    return new Date(value);
  }
  if (fits(rule.dtype, value)) {
    requireAllowed(rule, key, value);
    return value;
  }
  throw new SchemaViolation({
    group: "metadata",
    array: key,
    expected: `${rule.dtype}, as '${rule.name}' of the schema says`,
    found: describe(value),
  });
}

function requireAllowed(
  { name, range, values }: MetadataRule,
  key: string,
  value: string | number | boolean | Date,
): void {
  const expected = typeof value === "number" && range !== undefined && !isWithin(value, range)
    ? rangeText(range)
    : values !== undefined && !values.some((one) => one === value)
    ? `one of ${values.map((one) => JSON.stringify(one)).join(", ")}`
    : null;
  if (expected === null) return;
  const meant = typeof value === "string" ? suggestion(value, (values ?? []).map(String)) : "";
  throw new SchemaViolation({
    group: "metadata",
    array: key,
    expected: `${expected}, as '${name}' of the schema says`,
    found: describe(value) + meant,
  });
}

function fits(dtype: MetadataType, value: string | number | boolean | Date): boolean {
  if (dtype === "string") return typeof value === "string";
  if (dtype === "boolean") return typeof value === "boolean";
  if (dtype === "date") return value instanceof Date;
  if (typeof value !== "number") return false;
  if (dtype === "float64") return true;
  if (dtype === "float32") return Number.isFinite(Math.fround(value));
  if (!Number.isSafeInteger(value)) return false;
  if (dtype === "int64") return true;
  const unsigned = dtype.startsWith("u");
  const bits = Number(dtype.replace(/\D/g, ""));
  const low = unsigned ? 0 : -(2 ** (bits - 1));
  return value >= low && value < low + 2 ** bits;
}

/** Whether a text is a date, or a date and time, in ISO 8601. */
export function isIsoDate(text: string): boolean {
  const form = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

/** The value as JSON has it. */
export function metadataToJson(value: MetadataValue): JsonMetadata {
  return value instanceof Date ? { date: value.toISOString() } : value;
}

/** The value back from JSON. */
export function metadataFromJson(value: JsonMetadata): MetadataValue {
  return typeof value === "object" && value !== null ? new Date(value.date) : value;
}

function describe(value: unknown): string {
  if (typeof value === "string") return `the text ${JSON.stringify(value.slice(0, 80))}`;
  if (value instanceof Date) return `the date ${String(value)}`;
  if (typeof value === "object" && value !== null) return `an object (${value.constructor?.name})`;
  return `the ${typeof value} ${String(value)}`;
}
