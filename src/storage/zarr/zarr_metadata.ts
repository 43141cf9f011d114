/**
 * Zarr v3's metadata documents (zarr.json), as plain data.
 *
 * What other readers insist on: a document of its own for every group, a fill value that is not
 * null, and exactly one codec from array to bytes.
 *
 * Source: https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html, and the specifications
 * of the codecs "bytes", "zstd" (https://github.com/zarr-developers/zarr-extensions), "crc32c" and
 * "sharding_indexed" beside it.
 *
 * @module
 */
import type { ArraySpec, DType } from "../array.ts";
import { DTYPES } from "../schema/schema.ts";

/** A codec in an array's document. */
interface CodecMetadata {
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** The document of a group. */
export interface GroupMetadata {
  readonly zarr_format: 3;
  readonly node_type: "group";
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly consolidated_metadata?: {
    readonly kind: "inline";
    readonly must_understand: false;
    readonly metadata: Readonly<Record<string, GroupMetadata | ArrayMetadata>>;
  };
}

/** The document of an array. */
export interface ArrayMetadata {
  readonly zarr_format: 3;
  readonly node_type: "array";
  readonly shape: readonly number[];
  readonly data_type: DType;
  readonly chunk_grid: {
    readonly name: "regular";
    readonly configuration: { readonly chunk_shape: readonly number[] };
  };
  readonly chunk_key_encoding: {
    readonly name: "default";
    readonly configuration: { readonly separator: "/" };
  };
  readonly fill_value: number;
  readonly codecs: readonly CodecMetadata[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly dimension_names: readonly string[];
}

/** Little-endian numbers, compressed by zstd: the codecs of every chunk that Trunnion writes. */
export function chunkCodecs(level: number): CodecMetadata[] {
  return [
    { name: "bytes", configuration: { endian: "little" } },
    { name: "zstd", configuration: { level, checksum: false } },
  ];
}

/** Shards of chunks of `innerShape`, with their index at the end and a checksum of it. */
export function shardCodecs(innerShape: readonly number[], level: number): CodecMetadata[] {
  return [{
    name: "sharding_indexed",
    configuration: {
      chunk_shape: innerShape,
      codecs: chunkCodecs(level),
      index_codecs: [{ name: "bytes", configuration: { endian: "little" } }, { name: "crc32c" }],
      index_location: "end",
    },
  }];
}

/** The document of a group. */
export function groupMetadata(attributes: Record<string, unknown> = {}): GroupMetadata {
  return { zarr_format: 3, node_type: "group", attributes };
}

/**
 * The document of a root group that repeats those of all its members, for readers that cannot list.
 */
export function consolidated(
  attributes: Record<string, unknown>,
  members: Readonly<Record<string, GroupMetadata | ArrayMetadata>>,
): GroupMetadata {
  return {
    ...groupMetadata(attributes),
    consolidated_metadata: { kind: "inline", must_understand: false, metadata: members },
  };
}

/** The document of an array. Chunk sizes of 0 are made 1, as Zarr has none of 0. */
export function arrayMetadata(
  { shape, spec, chunkShape, codecs }: {
    shape: readonly number[];
    spec: ArraySpec;
    chunkShape: readonly number[];
    codecs: readonly CodecMetadata[];
  },
): ArrayMetadata {
  return {
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type: spec.dtype,
    chunk_grid: {
      name: "regular",
      configuration: { chunk_shape: chunkShape.map((size) => Math.max(1, size)) },
    },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: 0,
    codecs,
    attributes: {
      ...(spec.description ? { description: spec.description } : {}),
      ...(spec.missing === undefined ? {} : { missing_value: spec.missing }),
      ...(spec.codes === undefined ? {} : { codes: spec.codes }),
      ...spec.attributes,
    },
    dimension_names: spec.dims,
  };
}

/** The key of an array's only chunk, or of its n-th along the first dimension. */
export function chunkKey(path: string, dimensions: number, first = 0): string {
  return `${path}/c/${[first, ...new Array<number>(dimensions - 1).fill(0)].join("/")}`;
}

/** Whether a document is an array's as Trunnion writes it in a `.data` file: one chunk, zstd. */
export function isSingleChunkArray(document: unknown): document is ArrayMetadata {
  const found = document as Partial<ArrayMetadata> | null;
  if (found?.zarr_format !== 3 || found.node_type !== "array") return false;
  const { shape, chunk_grid: grid, codecs, dimension_names: names } = found;
  const sizes = grid?.configuration?.chunk_shape;
  return Array.isArray(shape) && shape.length > 0 && Array.isArray(sizes) &&
    Array.isArray(names) && names.length === shape.length &&
    shape.every((size, i) =>
      Number.isSafeInteger(size) && size >= 0 && Math.max(1, size) === sizes[i]
    ) &&
    DTYPES.includes(found.data_type as DType) &&
    Array.isArray(codecs) && codecs.map((codec) => codec?.name).join() === "bytes,zstd";
}
