/**
 * How an encoder's arrays are made, checked and saved: once each.
 *
 * @module
 */
import type { ArraySpec, NdArray, TypedArray } from "../../storage/array.ts";
import { firstNotFinite } from "../../storage/schema/first_not_finite.ts";
import { FeatureError } from "./feature_error.ts";

/** Arrays by their key, `group/array`. */
export type EncodedArrays = Readonly<Record<string, NdArray>>;

/** Where an encoder puts its arrays: what it needs of a sample's storage. */
export interface EncoderStorage {
  /** Takes an array, as {@linkcode SampleStorage.saveDeclared} does. */
  saveDeclared(key: string, array: NdArray, spec: ArraySpec): void;
  /** Where there is such a method, takes what is known of the body beside its arrays. */
  saveMetadata?(key: string, value: string | number | boolean): void;
  /** Where there is such a method, is told by which profile the arrays were pushed. */
  setProfile?(profile: string): void;
}

/** Arrays before they are checked: those of one number a row may come without a shape. */
export type NewArrays<Key extends string> = Partial<Record<Key, TypedArray | NdArray>>;

/** An array of rows: its length over the numbers of a row is the number of rows. */
export function rowsOf(data: TypedArray, ...row: number[]): NdArray {
  return { data, shape: [data.length / row.reduce((a, b) => a * b, 1), ...row] };
}

/** Computes arrays once each, refuses what is not finite, and hands them to the storage. */
export class ArrayPusher {
  readonly #storage: EncoderStorage | undefined;
  readonly #mayBeMissing: (key: string, row: number) => boolean;
  readonly #pushed = new Map<string, EncodedArrays>();

  /** @param mayBeMissing whether a row of an array may be NaN: none may by default */
  constructor(
    storage: EncoderStorage | undefined,
    mayBeMissing: (key: string, row: number) => boolean = () => false,
  ) {
    this.#storage = storage;
    this.#mayBeMissing = mayBeMissing;
  }

  /**
   * Gives what was computed under that name before; else computes, checks and saves it.
   *
   * @throws FeatureError where a value is not finite
   */
  push<Key extends string>(
    name: string,
    specs: Readonly<Record<Key, ArraySpec>>,
    compute: () => NewArrays<Key>,
  ): EncodedArrays {
    const known = this.#pushed.get(name);
    if (known !== undefined) return known;
    const arrays: Record<string, NdArray> = {};
    const missing = new Set<string>();
    for (const [key, value] of Object.entries(compute()) as [Key, TypedArray | NdArray][]) {
      const array = "shape" in value ? value : rowsOf(value);
      if (mustBeFinite(key, array, this.#mayBeMissing)) missing.add(key);
      arrays[key] = array;
    }
    for (const [key, array] of Object.entries(arrays)) {
      const spec = specs[key as Key];
      this.#storage?.saveDeclared(
        key,
        array,
        missing.has(key) ? { ...spec, missing: "NaN" } : spec,
      );
    }
    this.#pushed.set(name, arrays);
    return arrays;
  }

  /** Saves what is known of the body beside its arrays, where the storage takes it. */
  saveMetadata(key: string, value: string | number | boolean): void {
    this.#storage?.saveMetadata?.(key, value);
  }

  /** All arrays that were pushed. */
  get arrays(): EncodedArrays {
    return Object.assign({}, ...this.#pushed.values());
  }
}

/** Refuses what is not finite, but for NaN where it may be; says whether there is any. */
function mustBeFinite(
  key: string,
  { data, shape }: NdArray,
  mayBeMissing: (key: string, row: number) => boolean,
): boolean {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return false;
  const row = data.length / shape[0];
  let at = 0, index = 0, missing = false;
  for (;; at++) {
    at = firstNotFinite(data, at);
    if (at === data.length) return missing;
    index = Math.floor(at / row);
    if (!Number.isNaN(data[at]) || !mayBeMissing(key, index)) break;
    missing = true;
  }
  throw new FeatureError(
    `Cannot save ${key}: its values must be finite, and that of row ${index} is ${data[at]}`,
    { data: { array: key, index, component: at % row, value: String(data[at]) } },
  );
}
