/**
 * An encoded file that is open for reading.
 *
 * @module
 */
import type { ArraySpec, NdArray } from "./array.ts";
import type { EncodedAttributes } from "./encoded_file.ts";

/** What a file says of one array. */
export interface DataFileArray {
  /** How it is declared. */
  readonly spec: ArraySpec;
  /** Its size along each dimension; the first is rows. */
  readonly shape: readonly number[];
}

/** A group of an encoded file. */
export interface DataFileGroup {
  /** How many rows each sample has, in the order of the bodies. */
  readonly rowsPerBody: readonly number[];
  /** Its arrays, by name. */
  readonly arrays: ReadonlyMap<string, DataFileArray>;
}

/** An open encoded file. */
export interface DataFile {
  /** Where it is. */
  readonly path: string;
  /** What it says of itself. */
  readonly attributes: EncodedAttributes;
  /** Its groups, by name. */
  readonly groups: ReadonlyMap<string, DataFileGroup>;
  /**
   * The array of a key, with the rows of all bodies.
   *
   * @throws {StorageError} if there is none
   * @throws {CorruptData} if its bytes are damaged
   */
  readArray(key: string): NdArray;
  /** Closes the file. A second call does nothing. */
  close(): void;
}
