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
      const key = `${group}/${name}`;
      add(`${key}/zarr.json`, arrayDocument(key, spec, shape));
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

/** A document as it is written, with its checksum. */
interface Document {
  readonly bytes: Uint8Array;
  readonly crc: number;
}

/** The document of an array but for its rows. */
interface Template {
  /** What it says of the array, as it was then: who declares it may change it. */
  readonly spec: ArraySpec;
  readonly named: string;
  /** All sizes but the first. */
  readonly inner: readonly number[];
  /** What stands before, between and behind its rows, which it has in two places. */
  readonly parts: readonly [string, string, string];
}

/** Templates of names that were written before: files of one flow differ in their rows alone. */
const templates = new Map<string, Template>();
const MOST_TEMPLATES = 1000;
const encoder = new TextEncoder();

/** Anything as a JSON document. */
function documentOf(value: unknown): Document {
  return written(JSON.stringify(value));
}

/**
 * The document of an array in one chunk.
 *
 * @param key `"group/array"`
 */
function arrayDocument(
  key: string,
  spec: ArraySpec,
  shape: readonly number[],
): Document {
  const [first, between, rest] = templateOf(key, spec, shape).parts;
  return written(`${first}${shape[0]}${between}${Math.max(1, shape[0])}${rest}`);
}

function templateOf(key: string, spec: ArraySpec, [, ...inner]: readonly number[]): Template {
  const known = templates.get(key);
  if (known !== undefined && sameItems(known.inner, inner) && says(known, spec)) return known;
  const shape = [0, ...inner];
  const codecs = chunkCodecs(ZSTD_LEVEL);
  const text = JSON.stringify(arrayMetadata({ shape, spec, chunkShape: shape, codecs }));
  // What a user may have written stands behind both.
  const rows = behind(text, '"shape":['), chunk = behind(text, '"chunk_shape":[');
  const parts = [text.slice(0, rows), text.slice(rows + 1, chunk), text.slice(chunk + 1)] as const;
  const made = { spec: { ...spec, dims: [...spec.dims] }, named: namedOf(spec), inner, parts };
  if (templates.size >= MOST_TEMPLATES) templates.clear();
  templates.set(key, made);
  return made;
}

function behind(text: string, words: string): number {
  return text.indexOf(words) + words.length;
}

function says({ spec: known, named }: Template, spec: ArraySpec): boolean {
  return known.dtype === spec.dtype && known.description === spec.description &&
    Object.is(known.missing, spec.missing) && sameItems(known.dims, spec.dims) &&
    named === namedOf(spec);
}

/** What a declaration has by names, which most do not. */
function namedOf({ codes, attributes }: ArraySpec): string {
  return codes === undefined && attributes === undefined ? "" : JSON.stringify([codes, attributes]);
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function written(text: string): Document {
  const bytes = encoder.encode(text);
  return { bytes, crc: zlib().crc32(bytes) };
}
