/**
 * Arrays as they travel between rooms: typed data with a shape.
 *
 * @module
 */

/** The number types an array of a dataset can have, by their Zarr v3 names. */
export type DType =
  | "float32"
  | "float64"
  | "int8"
  | "uint8"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "int64";

/** The typed arrays behind the number types. */
export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array;

/** An n-dimensional array in C order: `data.length` is the product of `shape`. */
export interface NdArray {
  /** The numbers, the last dimension fastest. */
  readonly data: TypedArray;
  /** How many there are along each dimension. */
  readonly shape: readonly number[];
}

/**
 * What stands for a missing value: a number of the array's type, or NaN, which JSON cannot hold.
 */
export type MissingValue = number | "NaN";

/** What is known about an array beside its values: everything Zarr needs but the shape. */
export interface ArraySpec {
  /** Names of the dimensions, the first of which is the group's rows, e.g. `["face", "dim"]`. */
  readonly dims: readonly string[];
  /** The type of its numbers. */
  readonly dtype: DType;
  /** What its values are. */
  readonly description?: string;
  /** What stands where a sample has no value. */
  readonly missing?: MissingValue;
  /**
   * What its numbers stand for: codes by their names, e.g. `{ hole: 0, slot: 1 }`.
   *
   * @default {its numbers are numbers}
   */
  readonly codes?: Readonly<Record<string, number>>;
  /**
   * What was chosen where an array can be made in several ways, by name; in one dataset it is the
   * same for all files.
   *
   * @default {{}}
   */
  readonly attributes?: Readonly<Record<string, string>>;
}
