/**
 * Reads the `.data` form of an encoded file.
 *
 * @module
 */
import { describedBy } from "../described_by.ts";
import { bytesPerElement, elementCount, typedFrom } from "../array_type.ts";
import type { ByteSource } from "../byte_source.ts";
import type { DataFile, DataFileArray, DataFileGroup } from "../data_file.ts";
import { corrupt, requireArray, requireAttributes, requireRows } from "../read_data_parts.ts";
import { ChunkUnpacker } from "../zarr/chunk_unpacker.ts";
import { chunkKey, isSingleChunkArray } from "../zarr/zarr_metadata.ts";
import { KnownArrays } from "./known_arrays.ts";
import { ZipReader } from "./zip_reader.ts";

/** Bytes that a document may have: it is read whole. */
const DOCUMENT_BYTES = 2 ** 26;

/** Nothing of a chunk is left in it for the next one. */
const unpacker = new ChunkUnpacker();

/** What the documents of arrays said that were read last: many files have the same ones. */
const known = new KnownArrays();

/** A file in a zip whose directory was read. */
interface OpenedDataZip {
  /** The file with one of its groups, or with all for null. */
  group(only: string | null): DataFile;
  /** The bytes of an array that is known to be there: see `OpenedDataFile`. */
  bytesOf(key: string, dimensions: number, size: number, room?: Uint8Array): Uint8Array;
}

/** Opens the file in a zip. What it says of itself is read when that is asked for. */
export function openDataZip(path: string, source: ByteSource): OpenedDataZip {
  const zip = new ZipReader(source, path);
  const decoder = new TextDecoder();
  const textOf = (name: string): string => {
    const bytes = zip.read(name, DOCUMENT_BYTES);
    if (bytes === null) throw corrupt(path, `it has no '${name}', so it is no encoded file`);
    return decoder.decode(bytes);
  };
  let attributes: DataFile["attributes"] | null = null;
  const bytesOf: OpenedDataZip["bytesOf"] = (key, dimensions, size, room) => {
    if (size === 0) return new Uint8Array(0);
    // What cannot be made smaller grows by less than this.
    const bytes = zip.read(chunkKey(key, dimensions), Math.ceil(size * 1.01) + 1024);
    if (bytes === null) throw corrupt(path, `the chunk of '${key}' is not there`);
    return unpacker.unpack(bytes, size, room, `'${key}' of '${path}'`);
  };
  return {
    group: (only) => {
      attributes ??= rootOf(path, textOf("zarr.json"));
      return groupsOf(path, zip, attributes, textOf, bytesOf, only);
    },
    bytesOf,
  };
}

function rootOf(path: string, text: string): DataFile["attributes"] {
  const { attributes } = parse(path, "zarr.json", text);
  return requireAttributes(path, (attributes as { trunnion?: unknown } | undefined)?.trunnion);
}

function parse(path: string, name: string, text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw corrupt(path, `'${name}' is no JSON`, cause);
  }
}

/** The groups of an open file. */
function groupsOf(
  path: string,
  zip: ZipReader,
  attributes: DataFile["attributes"],
  textOf: (name: string) => string,
  bytesOf: OpenedDataZip["bytesOf"],
  only: string | null,
): DataFile {
  const groups = new Map<string, DataFileGroup>();
  const arrays = new Map<string, Map<string, DataFileArray>>();
  for (const name of zip.names()) {
    if (!name.endsWith("/zarr.json") || (only !== null && !name.startsWith(only + "/"))) continue;
    const parts = name.split("/");
    if (parts.length === 2) {
      const { attributes } = parse(path, name, textOf(name));
      const { rows_per_body: rowsPerBody } = (attributes ?? {}) as {
        rows_per_body?: number[];
      };
      const members = new Map<string, DataFileArray>();
      arrays.set(parts[0], members);
      groups.set(parts[0], { rowsPerBody: rowsPerBody ?? [], arrays: members });
    } else if (parts.length === 3) {
      const text = textOf(name);
      const found = known.find(text, () => declared(path, name, text));
      arrays.get(parts[0])?.set(parts[1], found);
    }
  }
  for (const [name, group] of groups) requireRows(path, name, group, attributes.bodies.length);
  return {
    path,
    attributes,
    groups,
    readArray(key) {
      const { spec: { dtype }, shape } = requireArray(path, groups, key);
      const size = elementCount(shape) * bytesPerElement(dtype);
      return { data: typedFrom(dtype, bytesOf(key, shape.length, size)), shape };
    },
    close: () => zip.close(),
  };
}

function declared(path: string, name: string, text: string): DataFileArray {
  const metadata: unknown = parse(path, name, text);
  if (!isSingleChunkArray(metadata)) {
    throw corrupt(path, `'${name}' is no array of one chunk with the codecs bytes and zstd`);
  }
  const { shape, dimension_names, data_type, attributes } = metadata;
  const { description, missing_value: missing, codes, ...chosen } = attributes;
  const described = describedBy({ description, missing, codes, attributes: chosen });
  return { shape, spec: { dims: dimension_names, dtype: data_type, ...described } };
}
