/**
 * How a dataset is reached: small interfaces that files, an HTTP server or a Map can satisfy, so
 * that the readers run anywhere.
 *
 * @module
 */
import type { AsyncBuffer, Compressors } from "hyparquet";
import type { Readable } from "zarrita";
import type { TypedArray } from "../../storage/array.ts";
import type { ShardedLayout } from "./shards/sharded_layout.ts";

/** A value now or later. */
type Awaitable<T> = T | Promise<T>;

/**
 * Where the arrays are read from: any store of zarrita, for local files, HTTP or memory. Sharded
 * arrays need its `getRange`.
 */
export type ReadStore = Readable & {
  /**
   * The names in a folder, given as an absolute path such as `"/faces"`. Without it the root's
   * metadata must be consolidated (`consolidated_metadata` in `/zarr.json`), as zarr-python
   * writes it.
   */
  list?(key: `/${string}`): Awaitable<string[]>;
  /** Is waited for before zarrita reads: what it reads itself, most of our arrays, needs it not. */
  prepare?(): Awaitable<void>;
  /**
   * The bytes of all files below a folder. With it, an array that says it holds more than its files
   * can is refused before memory is taken for it.
   */
  storedBytes?(key: `/${string}`): Awaitable<number>;
  /**
   * Reads a range as `getRange` does, at once. The bytes are those of the next call as well: they
   * are looked at before it.
   */
  peekRange?(
    key: `/${string}`,
    range: { offset: number; length: number } | { suffixLength: number },
  ): Uint8Array | undefined;
  /**
   * Unpacks a zstd frame that must hold so many bytes, into `room` where that is given; what it
   * returns holds them. With it, and with `getRange`, the shards that Trunnion writes are read
   * without zarrita.
   */
  unpack?(frame: Uint8Array, size: number, room?: Uint8Array): Uint8Array;
};

/** A Parquet file beside the arrays. */
export interface TableFile {
  /** The file's name, for messages and tables of contents. */
  readonly name: string;
  /** Opens the file as it is now. */
  open(): Awaitable<AsyncBuffer>;
  /** Codecs beyond Snappy, which hyparquet brings; what they return is their caller's alone. */
  readonly decompressors?: Compressors;
  /**
   * Puts a new file of zstd pages in the old one's place, so that readers see the old or the new,
   * never a part. Left out where nothing can be written.
   */
  readonly replace?: {
    /** Null where there is no zstd to write with: the table is then not compressed. */
    readonly compressZstd: ((bytes: Uint8Array) => Uint8Array) | null;
    readonly write: (bytes: Uint8Array) => Awaitable<void>;
  };
}

/** Rows that are to be read of an array. */
export interface RowRequest {
  readonly group: string;
  readonly name: string;
  /** First row and row after the last, by turns; ascending, without overlap. */
  readonly spans: readonly number[];
}

/** Rows of an array whose layout is known, so that its metadata need not be read. */
export interface LaidOutRequest extends RowRequest {
  readonly layout: ShardedLayout;
}

/** Threads that read rows. */
export interface RowReaders {
  /** Reads rows on the thread that has least to do; an error is not told in detail. */
  read(requests: readonly LaidOutRequest[]): Promise<TypedArray[]>;
  /** Ends the threads, and what they are asked. Safe to call twice. */
  close(): void;
}

/** Where the splits of a dataset are kept, by their names. */
export interface SplitFiles {
  /** In the order of their characters. */
  names(): Awaitable<readonly string[]>;
  /** Null where there is no such split. */
  table(name: string): Awaitable<TableFile | null>;
  /** What compresses their pages by zstd; null, or left out, where nothing does. */
  readonly compressZstd?: ((bytes: Uint8Array) => Uint8Array) | null;
  /** Writes a split, whole or not at all. */
  write(name: string, bytes: Uint8Array): Awaitable<void>;
  /** Removes a split, if there is one of that name, and its scaler. */
  remove(name: string): Awaitable<void>;
  /** The scaler that was fitted on the split's `train`; null, or left out, where there is none. */
  scaler?(split: string): Awaitable<Uint8Array | null>;
  /** Writes it, whole or not at all; left out where none can be kept. */
  writeScaler?(split: string, bytes: Uint8Array): Awaitable<void>;
}

/** What is made of a body to look at it: a picture, or its triangles. */
export type PreviewKind = "png" | "glb";

/** Where the previews of a dataset are kept, by their names. */
export interface PreviewFiles {
  /** Those that are there. */
  names(kind: PreviewKind): Awaitable<ReadonlySet<string>>;
  /** The absolute path of one, whether it is there or not. */
  path(kind: PreviewKind, name: string): string;
  /** Null where there is none of that name. */
  read(kind: PreviewKind, name: string): Awaitable<Uint8Array | null>;
  /** Writes one, whole or not at all. */
  write(kind: PreviewKind, name: string, bytes: Uint8Array): Awaitable<void>;
}

/** A folder of CAD files that went into a dataset. */
export interface SourceFolder {
  /** Its absolute path, with `/`, where it was when the dataset was made. */
  readonly folder: string;
  /** What the paths of its files begin with in the infoset: `""`, or `"steel/"`. */
  readonly prefix: string;
  /** Where it is now; null where it was moved, or is on another machine. */
  readonly found: string | null;
}

/** A dataset's parts, wherever they are. */
export interface DatasetSource {
  /** What messages call it: a path or an address. */
  readonly location: string;
  readonly store: ReadStore;
  /** A row a sample; null where there is only the `.dataset`. */
  readonly infoset: TableFile | null;
  /** The vocabularies; null where there is only the `.dataset`. */
  readonly attribset: TableFile | null;
  /** What the `.flow` file says of the run; left out where there is only the `.dataset`. */
  readonly flow?: Readonly<Record<string, unknown>> | null;
  /** Reads which folders `file` in the infoset is told from; left out where that is not known. */
  readSources?(): Awaitable<readonly SourceFolder[]>;
  /** The splits that were made of it; left out where none can be kept. */
  readonly splits?: SplitFiles;
  /** What is noted of its samples: tables that were joined, tags, views; kept as splits are. */
  readonly notes?: SplitFiles;
  /** The pictures and triangles of its bodies; left out where none can be kept. */
  readonly previews?: PreviewFiles;
  /** Reads the errors of the run, a record each. */
  readErrors?(): Awaitable<readonly Readonly<Record<string, unknown>>[]>;
  /** Reads the report of the last run of the flow; null, or left out, where there is none. */
  readReport?(): Awaitable<Readonly<Record<string, unknown>> | null>;
  /** What decided the bytes of the dataset, as its merge has noted it; null where that is gone. */
  readMergeKey?(): Awaitable<string | null>;
  /** Reads a picture by its path in the infoset; null where there is none, or a large one. */
  readPicture?(path: string): Awaitable<Uint8Array | null>;
  /** Starts threads that read rows; null, or left out, where there are none. */
  startReaders?(count: number): RowReaders | null;
  /** Lets go of open files. Safe to call twice. */
  close?(): void;
}
