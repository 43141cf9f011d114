/**
 * What a user hands to a storage, checked and brought into one form.
 *
 * @module
 */
import type { ArraySpec, MissingValue, NdArray, TypedArray } from "./array.ts";
import { dtypeOf, elementCount } from "./array_type.ts";
import { type ArrayPlace, fitTo } from "./schema/array_fit.ts";
import type { NestedNumbers, SaveableData } from "./data_storage.ts";
import {
  type ArraySchema,
  findArray,
  findGroup,
  type Range,
  type Schema,
  splitKey,
} from "./schema/schema.ts";
import { isWithin, rangeText } from "./schema/schema_types.ts";
import { suggestion } from "../base/suggest.ts";
import { nameProblem } from "./schema/schema_names.ts";
import { SchemaViolation, StorageError } from "./storage_errors.ts";

/** Numbers with their shape, of any type yet. */
export interface ShapedValues {
  readonly values: TypedArray | readonly number[];
  readonly shape: readonly number[];
}

/** The array as the schema wants it. */
export function fitToSchema(
  schema: Schema,
  place: ArrayPlace,
  { values, shape }: ShapedValues,
): { array: NdArray; spec: ArraySpec } {
  const group = findGroup(schema, place.group);
  const spec = findArray(schema, place.group, place.array);
  if (group === null || spec === null) {
    const known = Object.keys(group === null ? schema.groups : group.arrays);
    const unknown = group === null ? place.group : place.array;
    throw new SchemaViolation({
      ...place,
      expected: `${group === null ? "a group" : `an array of group '${place.group}'`} of the ` +
        `schema '${schema.domain}' (${known.join(", ") || "it has none"})`,
      found: `'${unknown}'${suggestion(unknown, known)}`,
      advice: "Add it to the schema, or save it under a name that the schema has",
    });
  }
  if (shape.length !== spec.dims.length) {
    throw new SchemaViolation({
      ...place,
      expected: `${spec.dims.length} dimensions (${spec.dims.join(", ")})`,
      found: `${shape.length} (shape ${shape.join(" x ")})`,
      advice: "Give the shape with the numbers: { data, shape }",
    });
  }
  const data = fitTo(spec.dtype, values, place, spec.missing);
  if (spec.range !== undefined) requireWithin(spec.range, data, place, spec.missing);
  if (spec.codes !== undefined) requireCoded(spec.codes, data, place, spec.missing);
  return { array: { data, shape: [...shape] }, spec: arraySpec(spec) };
}

/** A range is the schema's own: what stands beside an array in a dataset does not have it. */
function arraySpec({ range: _, ...spec }: ArraySchema): ArraySpec {
  return spec;
}

function requireWithin(
  range: Range,
  data: TypedArray,
  place: ArrayPlace,
  missing?: MissingValue,
): void {
  const absent = missing === undefined ? null : Number(missing);
  const wrong = data.findIndex((value: number | bigint) =>
    !isWithin(value, range) && !Object.is(Number(value), absent)
  );
  if (wrong < 0) return;
  throw new SchemaViolation({
    ...place,
    expected: `numbers in the range of the schema, ${rangeText(range)}`,
    found: `${data[wrong]} at index ${wrong}`,
    advice: "Correct the value, or widen the range of createArray",
  });
}

function requireCoded(
  codes: Readonly<Record<string, number>>,
  data: TypedArray,
  place: ArrayPlace,
  missing?: MissingValue,
): void {
  const known = new Set([...Object.values(codes), ...(missing === undefined ? [] : [missing])]);
  const wrong = data.findIndex((value: number | bigint) => !known.has(Number(value)));
  if (wrong < 0) return;
  const all = Object.entries(codes).map(([name, code]) => `${name} ${code}`);
  throw new SchemaViolation({
    ...place,
    expected: `codes of the schema (${all.slice(0, 20).join(", ")}${
      all.length > 20 ? ", ..." : ""
    })`,
    found: `${data[wrong]} at index ${wrong}`,
    advice: "Correct the value, or add it to `codes` of createArray",
  });
}

/** The two names of a key, if they may be names. */
export function requireKey(key: string): ArrayPlace {
  const place = splitKey(key);
  const problem = place === null
    ? "a key is 'group/array'"
    : nameProblem(place.group) ?? nameProblem(place.array);
  if (place === null || problem !== null) {
    throw new StorageError(`Cannot save '${key}': ${problem}`, { data: { key } });
  }
  return place;
}

/** Numbers with their shape, from any form that may be saved. */
export function toShaped(key: string, data: SaveableData): ShapedValues {
  if (typeof data === "number") return { values: [data], shape: [1] };
  if (Array.isArray(data)) {
    const wrong = data.findIndex((value) => typeof value !== "number");
    if (wrong < 0) return { values: data, shape: [data.length] };
    if (data.every(isRow)) return nested(key, data);
    throw unsuitable(key, `a list with ${describe(data[wrong])} at index ${wrong}`);
  }
  if (dtypeOf(data) !== null) {
    const values = data as TypedArray;
    return { values, shape: [values.length] };
  }
  const { data: values, shape } = (data ?? {}) as NdArray;
  if (dtypeOf(values) === null || !Array.isArray(shape)) throw unsuitable(key, describe(data));
  requireShape(splitKey(key)!, { data: values, shape });
  return { values, shape };
}

/** Whether something is a list of numbers or of lists, or a typed array. */
function isRow(value: unknown): value is NestedNumbers {
  return Array.isArray(value) || dtypeOf(value) !== null;
}

/** Lists of lists as one list and a shape; all rows of a dimension have one length. */
function nested(key: string, rows: readonly NestedNumbers[]): ShapedValues {
  const parts = rows.map((row) => toShaped(key, row as SaveableData));
  const [first] = parts;
  const wrong = parts.findIndex(({ shape }) => shape.join() !== first.shape.join());
  if (wrong >= 0) {
    throw new StorageError(
      `Cannot save '${key}': all rows must have one shape, and row 0 has ` +
        `${first.shape.join(" x ")} numbers, row ${wrong} has ${parts[wrong].shape.join(" x ")}. ` +
        "Rows of different lengths are for an array that the schema declares as ragged: " +
        "group.createRaggedArray(name, itemDimension, dtype)",
      { data: { key, row: wrong } },
    );
  }
  return {
    values: parts.flatMap(({ values }) => Array.from(values, Number)),
    shape: [rows.length, ...first.shape],
  };
}

/** Rows of different lengths: how many numbers each has, and all of them end to end. */
export function flattenRows(
  key: string,
  data: SaveableData,
): { counts: number[]; values: number[] } {
  const rows = Array.isArray(data) ? data as readonly unknown[] : [];
  if (!Array.isArray(data) || !rows.every(isRow)) {
    throw new StorageError(
      `Cannot save '${key}': the schema declares it as ragged, so that it must be a list with a ` +
        `list of numbers for each row; found ${describe(Array.isArray(data) ? data[0] : data)}`,
      { data: { key } },
    );
  }
  const shaped = rows.map((row) => toShaped(key, row as SaveableData));
  const deep = shaped.findIndex(({ shape }) => shape.length !== 1);
  if (deep >= 0) throw unsuitable(key, `rows of ${shaped[deep].shape.length} dimensions`);
  return {
    counts: shaped.map(({ values }) => values.length),
    values: shaped.flatMap(({ values }) => Array.from(values, Number)),
  };
}

function unsuitable(key: string, found: string): StorageError {
  return new StorageError(
    `Cannot save '${key}': data must be a number, a list of numbers or of such lists, a typed ` +
      `array of integers of 8 to 32 bits, int64 or floats, or { data, shape } of one; found ` +
      found,
    { data: { key } },
  );
}

function describe(value: unknown): string {
  if (value === null || typeof value !== "object") return `${typeof value} ${String(value)}`;
  return value.constructor?.name ?? "an object";
}

/** Checks that a shape has the declared dimensions and as many elements as there are numbers. */
export function requireShape(
  place: ArrayPlace,
  array: NdArray,
  spec?: ArraySpec,
): void {
  const { data, shape } = array;
  const sizes = shape.join(" x ");
  if (spec !== undefined && spec.dims.length !== shape.length) {
    const expected = `${spec.dims.length} dimensions (${spec.dims.join(", ")})`;
    throw new SchemaViolation({ ...place, expected, found: `${shape.length} (shape ${sizes})` });
  }
  if (shape.length === 0 || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
    const expected = "a shape of one or more whole numbers";
    throw new SchemaViolation({ ...place, expected, found: `shape (${sizes})` });
  }
  if (elementCount(shape) !== data.length) {
    const expected = `${elementCount(shape)} numbers for the shape ${sizes}`;
    throw new SchemaViolation({ ...place, expected, found: `${data.length}` });
  }
}
