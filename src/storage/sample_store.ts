/**
 * The arrays and metadata of one sample, in memory.
 *
 * @module
 */
import type { ArraySpec, NdArray, TypedArray } from "./array.ts";
import { fitTo, requireFinite } from "./array_fit.ts";
import { dtypeOf, elementCount } from "./array_type.ts";
import type { MetadataValue, SampleStorage, SaveableData } from "./data_storage.ts";
import { fitMetadata, requireMetadata } from "./metadata_value.ts";
import { findArray, findGroup, findMetadataRule, type Schema, splitKey } from "./schema.ts";
import { nameProblem, suggestion } from "./schema_names.ts";
import { SchemaViolation, StorageError } from "./storage_errors.ts";

/** An array with its declaration. */
export interface StoredArray {
  readonly array: NdArray;
  readonly spec: ArraySpec;
  /** Whether it came through `saveData`, so that a schema decides over it. */
  readonly bySchema: boolean;
}

/** What a sample shares with the file it is of. */
export interface SampleOwner {
  readonly schema: Schema | null;
  /** @throws {StorageError} if nothing may be saved any more */
  requireOpen(what: string, sample: SampleStore): void;
  /** The file's metadata, which its bodies inherit. */
  inherited(sample: SampleStore, key: string): MetadataValue | undefined;
}

/** One sample: a body, or a whole file. */
export class SampleStore implements SampleStorage {
  readonly arrays = new Map<string, StoredArray>();
  readonly metadata = new Map<string, MetadataValue>();
  readonly #owner: SampleOwner;

  /** @param owner The file that the sample is of. */
  constructor(owner: SampleOwner) {
    this.#owner = owner;
  }

  saveData(key: string, data: SaveableData): void {
    this.#owner.requireOpen(`save '${key}'`, this);
    const place = requireKey(key);
    const { values, shape } = toShaped(key, data);
    const schema = this.#owner.schema;
    if (schema !== null) this.#put(key, place, fitToSchema(schema, place, values, shape), true);
    else this.#put(key, place, this.#declare(place, values, shape), true);
  }

  saveDeclared(key: string, array: NdArray, spec: ArraySpec): void {
    this.#owner.requireOpen(`save '${key}'`, this);
    const place = requireKey(key);
    const found = dtypeOf(array.data);
    if (found !== spec.dtype) {
      throw new SchemaViolation({ ...place, expected: spec.dtype, found: found ?? "other data" });
    }
    requireShape(place, array, spec);
    requireFinite(array.data, place);
    this.#put(key, place, { array, spec }, false);
  }

  loadData(key: string): NdArray {
    const found = this.arrays.get(key);
    if (found !== undefined) return found.array;
    throw new StorageError(
      `Cannot load '${key}': no such array was saved${suggestion(key, this.arrays.keys())}. ` +
        `Saved are: ${[...this.arrays.keys()].join(", ") || "none"}`,
      { data: { key } },
    );
  }

  saveMetadata(key: string, value: MetadataValue): void {
    this.#owner.requireOpen(`save metadata '${key}'`, this);
    const checked = requireMetadata(key, value);
    const rule = this.#owner.schema === null ? null : findMetadataRule(this.#owner.schema, key);
    this.metadata.set(key, rule === null ? checked : fitMetadata(rule, key, checked));
  }

  loadMetadata(key: string): MetadataValue {
    const own = this.metadata.get(key);
    const found = own !== undefined ? own : this.#owner.inherited(this, key);
    if (found !== undefined) return found;
    throw new StorageError(
      `Cannot load metadata '${key}': none was saved${suggestion(key, this.metadata.keys())}`,
      { data: { key } },
    );
  }

  getKeys(): string[] {
    return [...this.arrays.keys()];
  }

  /** Rows of a group; null where the sample has no array of it. */
  rowsOf(group: string): number | null {
    for (const [key, { array }] of this.arrays) {
      if (key.startsWith(group + "/")) return array.shape[0];
    }
    return null;
  }

  /** Checks everything again that a schema decides over: for a schema that is set late. */
  applySchema(schema: Schema): void {
    for (const [key, { array, bySchema }] of this.arrays) {
      if (!bySchema) continue;
      const place = requireKey(key);
      this.#put(key, place, fitToSchema(schema, place, array.data, array.shape), true);
    }
    for (const [key, value] of this.metadata) {
      const rule = findMetadataRule(schema, key);
      if (rule !== null) this.metadata.set(key, fitMetadata(rule, key, value));
    }
  }

  /** Without a schema: typed arrays as they are, numbers as float64, dimensions by their place. */
  #declare(
    place: { group: string; array: string },
    values: TypedArray | readonly number[],
    shape: readonly number[],
  ): { array: NdArray; spec: ArraySpec } {
    const dtype = (Array.isArray(values) ? null : dtypeOf(values)) ?? "float64";
    const sibling = [...this.arrays].find(([key]) => key.startsWith(place.group + "/"));
    const base = sibling?.[1].spec.dims[0] ?? `${place.group}_row`;
    const dims = shape.map((_, i) => i === 0 ? base : `${place.array}_dim_${i}`);
    return { array: { data: fitTo(dtype, values, place), shape }, spec: { dims, dtype } };
  }

  #put(
    key: string,
    place: { group: string; array: string },
    stored: { array: NdArray; spec: ArraySpec },
    bySchema: boolean,
  ): void {
    const rows = stored.array.shape[0];
    for (const [other, { array }] of this.arrays) {
      if (other === key || !other.startsWith(place.group + "/")) continue;
      if (array.shape[0] === rows) break;
      throw new SchemaViolation({
        ...place,
        expected: `${array.shape[0]} rows, as '${other}' has`,
        found: `${rows} rows`,
        advice: "All arrays of a group have one row for each of the same things",
      });
    }
    this.arrays.set(key, { ...stored, bySchema });
  }
}

/** The array as the schema wants it. */
function fitToSchema(
  schema: Schema,
  place: { group: string; array: string },
  values: TypedArray | readonly number[],
  shape: readonly number[],
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
  return { array: { data: fitTo(spec.dtype, values, place), shape: [...shape] }, spec };
}

function requireKey(key: string): { group: string; array: string } {
  const place = splitKey(key);
  const problem = place === null
    ? "a key is 'group/array'"
    : nameProblem(place.group) ?? nameProblem(place.array);
  if (place === null || problem !== null) {
    throw new StorageError(`Cannot save '${key}': ${problem}`, { data: { key } });
  }
  return place;
}

function toShaped(
  key: string,
  data: SaveableData,
): { values: TypedArray | readonly number[]; shape: readonly number[] } {
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

function requireShape(
  place: { group: string; array: string },
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
