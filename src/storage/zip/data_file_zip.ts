/**
 * The `.data` form of an encoded file: a Zarr v3 group in a zip with stored entries.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import type { ArraySpec } from "../array.ts";
import { arrayBytes } from "../array_type.ts";
import { writeAtomically } from "../atomic_write.ts";
import type { EncodedFile } from "../encoded_file.ts";
import { FileWriter } from "../file_writer.ts";
import { ChunkPacker } from "../zarr/chunk_packer.ts";
import { ZSTD_LEVEL } from "../zarr/zarr_codecs.ts";
import { arrayMetadata, chunkCodecs, chunkKey, groupMetadata } from "../zarr/zarr_metadata.ts";
import { ZipWriter } from "./zip_writer.ts";

/** Bytes gathered before they are written: most files are smaller. */
const BUFFER = 1 << 16;

/** Nothing of a chunk is left in it for the next one, as a file is written at once. */
const packer = new ChunkPacker();
let buffer: Uint8Array | null = null;

/** A document as it is written, with its checksum. */
interface Document {
  readonly bytes: Uint8Array;
  readonly crc: number;
}

/** Documents of arrays that were written before: files of one flow differ in their rows alone. */
const documents = new Map<string, Document>();
const MOST_DOCUMENTS = 4096;
const encoder = new TextEncoder();

function documentOf(value: unknown): Document {
  const bytes = encoder.encode(JSON.stringify(value));
  return { bytes, crc: zlib().crc32(bytes) };
}

function arrayDocument(spec: ArraySpec, shape: readonly number[]): Document {
  const key = JSON.stringify([shape, spec]);
  const found = documents.get(key);
  if (found !== undefined) return found;
  const codecs = chunkCodecs(ZSTD_LEVEL);
  const document = documentOf(arrayMetadata({ shape, spec, chunkShape: shape, codecs }));
  if (documents.size >= MOST_DOCUMENTS) documents.clear();
  documents.set(key, document);
  return document;
}

/** Writes the file, whole or not at all, and returns its size in bytes. */
export function writeZipFile(path: string, file: EncodedFile): number {
  let bytes = 0;
  writeAtomically(path, (temporary) => {
    const out = new FileWriter(temporary, buffer ??= new Uint8Array(BUFFER));
    try {
      writeEntries(new ZipWriter((part) => out.write(part)), file);
      bytes = out.position;
      out.close();
    } catch (error) {
      out.abandon();
      throw error;
    }
  });
  return bytes;
}

/** Documents first, then the chunks group by group: a reader of one group reads on. */
function writeEntries(zip: ZipWriter, { attributes, groups }: EncodedFile): void {
  const add = (name: string, { bytes, crc }: Document) => zip.add(name, bytes, crc);
  add("zarr.json", documentOf(groupMetadata({ trunnion: attributes })));
  for (const [group, { rowsPerBody, arrays }] of groups) {
    add(`${group}/zarr.json`, documentOf(groupMetadata({ rows_per_body: rowsPerBody })));
    for (const [name, { spec, array: { shape } }] of arrays) {
      add(`${group}/${name}/zarr.json`, arrayDocument(spec, shape));
    }
  }
  for (const [group, { arrays }] of groups) {
    for (const [name, { array: { data, shape } }] of arrays) {
      // Without a number there is no chunk: readers fill in nothing.
      if (data.length === 0) continue;
      zip.add(chunkKey(`${group}/${name}`, shape.length), packer.pack(arrayBytes(data)));
    }
  }
  zip.end();
}
