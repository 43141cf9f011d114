/**
 * Reads the `.data` form of an encoded file.
 *
 * @module
 */
import { describedBy } from "../described_by.ts";
import { bytesPerElement, createTyped, elementCount, typedFrom } from "../array_type.ts";
import type { ByteSource } from "../byte_source.ts";
import type { DataFile, DataFileArray, DataFileGroup } from "../data_file.ts";
import { corrupt, requireArray, requireAttributes, requireRows } from "../read_data_parts.ts";
import { ChunkUnpacker } from "../zarr/chunk_unpacker.ts";
import { type ArrayMetadata, chunkKey, isSingleChunkArray } from "../zarr/zarr_metadata.ts";
import { ZipReader } from "./zip_reader.ts";

/** Bytes that a document may have: it is read whole. */
const DOCUMENT_BYTES = 2 ** 26;

/** Nothing of a chunk is left in it for the next one. */
const unpacker = new ChunkUnpacker();

/**
 * Opens the file in a zip: reads its directory, and what it says of itself as a whole.
 *
 * @returns gives the file with one of its groups, or with all for null
 */
export function openDataZip(path: string, source: ByteSource): (only: string | null) => DataFile {
  const zip = new ZipReader(source, path);
  const decoder = new TextDecoder();
  const document = (name: string): Record<string, unknown> => {
    const bytes = zip.read(name, DOCUMENT_BYTES);
    if (bytes === null) throw corrupt(path, `it has no '${name}', so it is no encoded file`);
    try {
      return JSON.parse(decoder.decode(bytes));
    } catch (cause) {
      throw corrupt(path, `'${name}' is no JSON`, cause);
    }
  };
  const root = document("zarr.json");
  const attributes = requireAttributes(path, (root.attributes as { trunnion?: unknown })?.trunnion);
  return (only) => groupsOf(path, zip, attributes, document, only);
}

/** The groups of an open file. */
function groupsOf(
  path: string,
  zip: ZipReader,
  attributes: DataFile["attributes"],
  document: (name: string) => Record<string, unknown>,
  only: string | null,
): DataFile {
  const groups = new Map<string, DataFileGroup>();
  const arrays = new Map<string, Map<string, DataFileArray>>();
  for (const name of zip.names()) {
    if (!name.endsWith("/zarr.json") || (only !== null && !name.startsWith(only + "/"))) continue;
    const parts = name.split("/");
    if (parts.length === 2) {
      const { rows_per_body: rowsPerBody } = (document(name).attributes ?? {}) as {
        rows_per_body?: number[];
      };
      const members = new Map<string, DataFileArray>();
      arrays.set(parts[0], members);
      groups.set(parts[0], { rowsPerBody: rowsPerBody ?? [], arrays: members });
    } else if (parts.length === 3) {
      const metadata: unknown = document(name);
      if (!isSingleChunkArray(metadata)) {
        throw corrupt(path, `'${name}' is no array of one chunk with the codecs bytes and zstd`);
      }
      arrays.get(parts[0])?.set(parts[1], declared(metadata));
    }
  }
  for (const [name, group] of groups) requireRows(path, name, group, attributes.bodies.length);
  return {
    path,
    attributes,
    groups,
    readArray(key) {
      const { spec: { dtype }, shape } = requireArray(path, groups, key);
      const count = elementCount(shape);
      if (count === 0) return { data: createTyped(dtype, 0), shape };
      const size = count * bytesPerElement(dtype);
      // What cannot be made smaller grows by less than this.
      const bytes = zip.read(chunkKey(key, shape.length), Math.ceil(size * 1.01) + 1024);
      if (bytes === null) throw corrupt(path, `the chunk of '${key}' is not there`);
      const raw = unpacker.unpack(bytes, size, undefined, `'${key}' of '${path}'`);
      return { data: typedFrom(dtype, raw), shape };
    },
    close: () => zip.close(),
  };
}

function declared({ shape, dimension_names, data_type, attributes }: ArrayMetadata): DataFileArray {
  const { description, missing_value: missing, codes, ...chosen } = attributes;
  const described = describedBy({ description, missing, codes, attributes: chosen });
  return { shape, spec: { dims: dimension_names, dtype: data_type, ...described } };
}
