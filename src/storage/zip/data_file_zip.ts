/**
 * The `.data` form of an encoded file: a Zarr v3 group in a zip with stored entries.
 *
 * @module
 */
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
  const encoder = new TextEncoder();
  const document = (name: string, value: unknown) =>
    zip.add(name, encoder.encode(JSON.stringify(value)));
  document("zarr.json", groupMetadata({ trunnion: attributes }));
  for (const [group, { rowsPerBody, arrays }] of groups) {
    document(`${group}/zarr.json`, groupMetadata({ rows_per_body: rowsPerBody }));
    for (const [name, { spec, array: { shape } }] of arrays) {
      const codecs = chunkCodecs(ZSTD_LEVEL);
      const metadata = arrayMetadata({ shape, spec, chunkShape: shape, codecs });
      document(`${group}/${name}/zarr.json`, metadata);
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
