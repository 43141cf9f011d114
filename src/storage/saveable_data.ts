/**
 * What a user hands to a storage, checked and brought into one form.
 *
 * @module
 */
import type { ArraySpec, NdArray, TypedArray } from "./array.ts";
import { dtypeOf, elementCount } from "./array_type.ts";
import { type ArrayPlace, fitTo } from "./schema/array_fit.ts";
import type { SaveableData } from "./data_storage.ts";
import { findArray, findGroup, type Schema, splitKey } from "./schema/schema.ts";
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
  return {
    array: { data: fitTo(spec.dtype, values, place, spec.missing), shape: [...shape] },
    spec,
  };
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

function unsuitable(key: string, found: string): StorageError {
  return new StorageError(
    `Cannot save '${key}': data must be a number, a list of numbers, a typed array of integers ` +
      `of 8 to 32 bits, int64 or floats, or { data, shape } of one; found ${found}`,
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
