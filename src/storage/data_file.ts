/**
 * An encoded file that is open for reading.
 *
 * @module
 */
import type { ArraySpec, NdArray } from "./array.ts";
import type { EncodedAttributes } from "./encoded_file.ts";

/** What a file says of one array. */
export interface DataFileArray {
  readonly spec: ArraySpec;
  readonly shape: readonly number[];
}

/** A group of an encoded file. */
export interface DataFileGroup {
  /** How many rows each sample has, in the order of the bodies. */
  readonly rowsPerBody: readonly number[];
  readonly arrays: ReadonlyMap<string, DataFileArray>;
}

/** An open encoded file. */
export interface DataFile {
  readonly path: string;
  readonly attributes: EncodedAttributes;
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
