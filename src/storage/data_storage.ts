/**
 * Where one file's encoded arrays and metadata are kept: the interfaces.
 *
 * @module
 */
import type { ArraySpec, NdArray, TypedArray } from "./array.ts";
import type { Schema } from "./schema/schema.ts";

/** A value of metadata. Numbers are finite; null says that the value is not known. */
export type MetadataValue = string | number | boolean | Date | null;

/** Lists of numbers in lists, such as the rows of a matrix. */
export interface NestedNumbers
  extends ReadonlyArray<number | TypedArray | readonly number[] | NestedNumbers> {}

/**
 * What {@linkcode SampleStorage.saveData} takes: a number, a list, lists in a list, a typed array,
 * or a shape too.
 */
export type SaveableData = TypedArray | readonly number[] | number | NdArray | NestedNumbers;

/** What a storage needs to know of a body; a `Body` of the CAD room fits. */
export interface BodyInfo {
  /** Position among the file's bodies, from 0. */
  readonly index: number;
  /** What the body is: `"solid"`, `"shell"`, ... */
  readonly kind: string;
  /** The name that the file gives it, or null. */
  readonly name: string | null;
  /** Where the body stands in the file; transforms are three rows of four numbers. */
  readonly instances: readonly {
    readonly transform: Float64Array | null;
    readonly path: readonly number[];
  }[];
  /** Its faces and edges, of which only the number counts here. */
  readonly brep: {
    readonly faces: { readonly length: number };
    readonly edges: { readonly length: number };
    /** Three numbers each. */
    readonly vertices?: { readonly length: number };
    /** How many there are. */
    readonly coedges?: number;
  };
}

/** The arrays and metadata of one sample. */
export interface SampleStorage {
  /**
   * Saves an array, replacing one of the same key.
   *
   * With a schema, the array must be in it, and is converted to its type where no value is lost.
   * Without one it is declared on the spot: typed arrays keep their type, plain numbers become
   * float64.
   *
   * @param key `"group/array"`.
   * @param data A number (one row), a list or typed array (one dimension), lists of one length in
   *   a list (a dimension more each), or `{ data, shape }`. For an array that the schema declares
   *   as ragged, a list of lists of any length.
   * @throws {SchemaViolation} if the data does not fit, with group, array, expected and found
   * @throws {StorageError} if the storage is sealed, or the arrays belong to a body
   */
  saveData(key: string, data: SaveableData): void;
  /** Saves an array with its own declaration, whether or not a schema names it. */
  saveDeclared(key: string, array: NdArray, spec: ArraySpec): void;
  /**
   * The array of that key, as it was saved.
   *
   * @throws {StorageError} if there is none
   */
  loadData(key: string): NdArray;
  /**
   * Saves a metadata value, replacing one of the same key. On a file, it holds for all its
   * bodies, unless a body says otherwise. The key `"Item"` sets the path of the source.
   *
   * @throws {StorageError} if the value is no metadata, such as NaN
   */
  saveMetadata(key: string, value: MetadataValue): void;
  /**
   * The metadata value of that key; a body also has those of its file.
   *
   * @throws {StorageError} if there is none
   */
  loadMetadata(key: string): MetadataValue;
  /** The keys of the saved arrays, in order of first save. */
  getKeys(): string[];
  /**
   * Says by which feature profile the arrays were pushed, such as `"uvnet@3"`. It stands in the
   * attributes of the file and of the dataset; of several, all are named.
   */
  setProfile(profile: string): void;
}

/** The CAD file that was encoded. */
export interface SourceInfo {
  /** Where it is. */
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly hash: string;
  /** Bytes of the file. */
  readonly size: number;
  /**
   * `kernel`, `kernel_version`, `reader`, `format`, `units`, `file_units`, `profile`, `tolerance`.
   */
  readonly provenance: Readonly<Record<string, string | number | null>>;
}

/** The storage of one file. */
export interface DataStorage extends SampleStorage {
  /**
   * Says what may be saved. What is saved already is checked at once.
   *
   * @throws {SchemaViolation} if a saved array does not fit
   */
  setSchema(schema: Schema): void;
  /**
   * The storage of one body: a sample of its own. Asked twice for the same index, it is the
   * same object. Where the body's instances stand is saved with it, as `instances/transform`.
   *
   * @throws {StorageError} if arrays were saved on the file itself, which makes it one sample
   */
  body(body: BodyInfo): SampleStorage;
  /** Says which CAD file this is of, and what read it. */
  setSource(source: SourceInfo): void;
  /**
   * Writes everything to a temporary name and renames it: the file is whole or not there.
   * Nothing can be saved afterwards. A second call does nothing.
   *
   * @throws {SchemaViolation} if the arrays of a group disagree
   */
  compressStore(): void;
  /** The path of the file that {@linkcode compressStore} writes; with a name, of one beside it. */
  getFilePath(name?: string): string;
  /** What does not agree with the schema, a sentence each: arrays that it names and are missing. */
  validateDataAgainstSchema(): string[];
  /** What the file holds, as plain data. */
  summary(): FileSummary;
  /** Lets go of the arrays. What was not sealed is not written. A second call does nothing. */
  close(): void;
}

/** One array in a {@linkcode FileSummary}. */
export interface ArraySummary {
  /** `"group/array"`. */
  readonly key: string;
  /** Its size along each dimension. */
  readonly shape: readonly number[];
  /** The type of its numbers. */
  readonly dtype: string;
}

/** One sample in a {@linkcode FileSummary}, and in the root attributes of a `.data` file. */
export interface BodySummary {
  /** Position among the file's bodies, from 0. */
  readonly index: number;
  /** What the body is: `"solid"`, `"shell"`, ... */
  readonly kind: string;
  /** The name that the file gives it, or null. */
  readonly name: string | null;
  /** How often it stands in the file. */
  readonly instance_count: number;
  /** How many faces it has; null where that was not said. */
  readonly face_count: number | null;
  /** How many edges it has; null where that was not said. */
  readonly edge_count: number | null;
  /** Where the instances stand in the assembly: positions of children, such as `"0/1"`. */
  readonly paths: readonly string[];
  /** What is known of this body alone. */
  readonly metadata: Readonly<Record<string, JsonMetadata>>;
}

/** Metadata as JSON has it: a date becomes `{ "date": "2025-01-31T12:00:00.000Z" }`. */
export type JsonMetadata = string | number | boolean | null | { readonly date: string };

/** What a file holds, as plain data. */
export interface FileSummary {
  /** Where the file is, or would be. */
  readonly path: string;
  /** Whether it is written, so that nothing more can be saved. */
  readonly sealed: boolean;
  /** Bytes of the file written; null before, and where none is written. */
  readonly bytes: number | null;
  /** The CAD file, where one was named. */
  readonly source: SourceInfo | null;
  /** Its samples. */
  readonly bodies: readonly BodySummary[];
  /** What is known of the file as a whole. */
  readonly metadata: Readonly<Record<string, JsonMetadata>>;
  /** Its arrays, with the rows of all samples. */
  readonly arrays: readonly ArraySummary[];
}
