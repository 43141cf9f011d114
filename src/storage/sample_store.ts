/**
 * The arrays and metadata of one sample, in memory.
 *
 * @module
 */
import type { ArraySpec, NdArray } from "./array.ts";
import { type ArrayPlace, fitTo, requireFinite } from "./schema/array_fit.ts";
import { dtypeOf } from "./array_type.ts";
import { COUNTED_DIMENSIONS, isOneASample, type SampleCounts } from "./body_rows.ts";
import type { MetadataValue, SampleStorage, SaveableData } from "./data_storage.ts";
import { fitMetadata, requireMetadata } from "./metadata_value.ts";
import {
  fitToSchema,
  flattenRows,
  requireKey,
  requireShape,
  type ShapedValues,
  toShaped,
} from "./saveable_data.ts";
import { countsOf, groupOf, isRagged } from "./schema/ragged.ts";
import { findMetadataRule, type Schema } from "./schema/schema.ts";
import { suggestion } from "../base/suggest.ts";
import { SchemaViolation, StorageError } from "./storage_errors.ts";

/** An array with its declaration. */
interface StoredArray {
  readonly array: NdArray;
  readonly spec: ArraySpec;
  /** Whether it came through `saveData`, so that a schema decides over it. */
  readonly bySchema: boolean;
}

/** What a sample shares with the file it is of. */
export interface SampleOwner {
  schema(): Schema | null;
  /** @throws {StorageError} if nothing may be saved any more */
  requireOpen(what: string, sample: SampleStore): void;
  /** The file's metadata, which its bodies inherit. */
  inherited(sample: SampleStore, key: string): MetadataValue | undefined;
}

/** One sample: a body, or a whole file. */
export class SampleStore implements SampleStorage {
  readonly arrays = new Map<string, StoredArray>();
  readonly metadata = new Map<string, MetadataValue>();
  /** The feature profiles that the arrays were pushed by. */
  readonly profiles = new Set<string>();
  readonly #owner: SampleOwner;
  readonly #counts: SampleCounts;

  /**
   * @param owner The file that the sample is of.
   * @param counts How many faces, edges and so on the sample has, as far as that is known.
   */
  constructor(owner: SampleOwner, counts: SampleCounts = {}) {
    this.#owner = owner;
    this.#counts = counts;
  }

  saveData(key: string, data: SaveableData): void {
    this.#owner.requireOpen(`save '${key}'`, this);
    const place = requireKey(key);
    const schema = this.#owner.schema();
    if (schema !== null && isRagged(schema, place)) {
      const { counts, values } = flattenRows(key, data);
      this.saveData(`${place.group}/${countsOf(place.array)}`, counts);
      this.saveData(`${groupOf(place.group, place.array)}/${place.array}`, values);
      return;
    }
    const shaped = toShaped(key, data);
    if (schema !== null) this.#put(key, place, fitToSchema(schema, place, shaped), true);
    else this.#put(key, place, this.#declare(place, shaped), true);
  }

  saveDeclared(key: string, array: NdArray, spec: ArraySpec): void {
    this.#owner.requireOpen(`save '${key}'`, this);
    const place = requireKey(key);
    const found = dtypeOf(array.data);
    if (found !== spec.dtype) {
      throw new SchemaViolation({ ...place, expected: spec.dtype, found: found ?? "other data" });
    }
    requireShape(place, array, spec);
    requireFinite(array.data, place, spec.missing);
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
    const schema = this.#owner.schema();
    const rule = schema === null ? null : findMetadataRule(schema, key);
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

  setProfile(profile: string): void {
    this.#owner.requireOpen(`set the profile '${profile}'`, this);
    this.profiles.add(profile);
  }

  getKeys(): string[] {
    return [...this.arrays.keys()];
  }

  /** How many rows an array must have, by what it counts; null where that is not known. */
  rowsFor(group: string, spec: ArraySpec): number | null {
    if (isOneASample(spec)) return 1;
    const counted = COUNTED_DIMENSIONS.find((dimension) => dimension === spec.dims[0]);
    if (counted === undefined) return this.rowsOf(group);
    const known = this.#counts[counted];
    if (known !== undefined) return known;
    const alike = this.arrays.values().find(({ spec: { dims } }) => dims[0] === counted);
    return alike?.array.shape[0] ?? null;
  }

  /** Puts in what stands for a missing value, for each array that has one and was not saved. */
  fillMissing(schema: Schema): void {
    for (const [group, { arrays }] of Object.entries(schema.groups)) {
      for (const [array, spec] of Object.entries(arrays)) {
        const key = `${group}/${array}`;
        if (spec.missing === undefined || this.arrays.has(key)) continue;
        const values = new Array(this.rowsFor(group, spec) ?? 0).fill(Number(spec.missing));
        this.#put(
          key,
          { group, array },
          fitToSchema(schema, { group, array }, {
            values,
            shape: [values.length],
          }),
          true,
        );
      }
    }
  }

  /** Takes over what was saved once for all samples of the file. */
  adopt(arrays: ReadonlyMap<string, StoredArray>): void {
    for (const [key, stored] of arrays) this.#put(key, requireKey(key), stored, true);
  }

  /** Rows of a group; null where the sample has no array of it. */
  rowsOf(group: string): number | null {
    return this.#rowArray(group)?.array.shape[0] ?? null;
  }

  /** Checks everything again that a schema decides over: for a schema that is set late. */
  applySchema(schema: Schema): void {
    for (const [key, { array, bySchema }] of this.arrays) {
      if (!bySchema) continue;
      const place = requireKey(key);
      this.#put(
        key,
        place,
        fitToSchema(schema, place, { values: array.data, shape: array.shape }),
        true,
      );
    }
    for (const [key, value] of this.metadata) {
      const rule = findMetadataRule(schema, key);
      if (rule !== null) this.metadata.set(key, fitMetadata(rule, key, value));
    }
  }

  /** The first array of a group that has the group's rows: see `divideGroup`. */
  #rowArray(group: string): StoredArray | undefined {
    const start = `${group}/`;
    let first: StoredArray | undefined;
    for (const [key, stored] of this.arrays) {
      if (!key.startsWith(start)) continue;
      if (!isOneASample(stored.spec)) return stored;
      first ??= stored;
    }
    return first;
  }

  /** Without a schema: typed arrays as they are, numbers as float64, dimensions by their place. */
  #declare(
    place: ArrayPlace,
    { values, shape }: ShapedValues,
  ): { array: NdArray; spec: ArraySpec } {
    const dtype = (Array.isArray(values) ? null : dtypeOf(values)) ?? "float64";
    const base = this.#rowArray(place.group)?.spec.dims[0] ?? `${place.group}_row`;
    const dims = shape.map((_, i) => i === 0 ? base : `${place.array}_dim_${i}`);
    return { array: { data: fitTo(dtype, values, place), shape }, spec: { dims, dtype } };
  }

  #put(
    key: string,
    place: ArrayPlace,
    stored: { array: NdArray; spec: ArraySpec },
    bySchema: boolean,
  ): void {
    this.#requireRows(key, place, stored);
    const own = stored.array.shape[0];
    const other = this.#sibling(key, place.group, stored.spec);
    if (other !== undefined && other[1].array.shape[0] !== own) {
      throw new SchemaViolation({
        ...place,
        expected: `${other[1].array.shape[0]} rows, as '${other[0]}' has`,
        found: `${own} rows`,
        advice: "All arrays of a group have one row for each of the same things",
      });
    }
    this.arrays.set(key, { ...stored, bySchema });
  }

  /** Another array of the group that has the group's rows, as an array of `spec` has. */
  #sibling(key: string, group: string, spec: ArraySpec): [string, StoredArray] | undefined {
    if (isOneASample(spec)) return undefined; // it has one row, whatever the others have
    const start = `${group}/`;
    for (const entry of this.arrays) {
      const [name, other] = entry;
      if (name !== key && name.startsWith(start) && !isOneASample(other.spec)) return entry;
    }
    return undefined;
  }

  /** Refuses rows that would stand for nothing, or for another sample. */
  #requireRows(
    key: string,
    { group, array }: ArrayPlace,
    { array: { shape }, spec }: { array: NdArray; spec: ArraySpec },
  ): void {
    const [dimension] = spec.dims;
    const isCounted = isOneASample(spec) || COUNTED_DIMENSIONS.some((name) => name === dimension);
    if (!isCounted) return;
    const expected = this.rowsFor(group, spec);
    // An array that is saved again may be the only one that says how many there are.
    if (expected === null || expected === shape[0]) return;
    const others = [...this.arrays].find(([other, { spec: { dims } }]) =>
      other !== key && dims[0] === dimension
    );
    const known = isOneASample(spec) ||
      this.#counts[dimension as keyof SampleCounts] !== undefined || others !== undefined;
    if (!known) return;
    throw new SchemaViolation({
      group,
      array,
      expected: isOneASample(spec)
        ? `one row a sample, as its first dimension '${dimension}' says`
        : `${expected} rows, one for each ${dimension} of the sample`,
      found: `${shape[0]} rows`,
      advice: isOneASample(spec)
        ? "Save one value for each body, on the storage of that body: storage.body(body)"
        : "An array that counts something else names it in its first dimension",
    });
  }
}
