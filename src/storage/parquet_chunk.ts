/**
 * Columns of a Parquet file as bytes, page by page, and a file made of such. hyparquet-writer makes
 * an object of each value and looks each of them over several times: 160,000 texts of 64 characters
 * take it 190 ms (Snappy), and this 50 (zstd). Headers, runs and footers are its own.
 *
 * @module
 */
import type { ColumnMetaData, Encoding, KeyValue, PageHeader, SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "./parquet_library.ts";
import {
  isMostlyDifferent,
  isThere,
  listOf,
  PAGE_BYTES,
  sliceBytes,
  slicePageEnd,
} from "./column/slice_pages.ts";
import type { TextSlice } from "./column/text_rows.ts";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";

/** What the values of a column are. */
export type FlatType = "STRING" | "BOOLEAN" | "INT32" | "DOUBLE";

/** The values of a column of one row group, all of its type. */
type ListedValues = readonly (string | number | boolean | null)[] | Int32Array;

/** The same, or texts that are packed already. */
export type FlatValues = ListedValues | TextSlice;

/** A column of one row group: its pages, and what the footer says of them. */
export interface ColumnChunk {
  readonly parts: readonly Uint8Array[];
  /** Offsets are those in the parts, one behind the other. */
  readonly metadata: ColumnMetaData;
}

/** The columns of a row group, in the order of the schema. */
export interface ChunkGroup {
  readonly rows: number;
  readonly columns: readonly ColumnChunk[];
}

/** What compresses pages by zstd; null where nothing does. */
export type Compress = ((bytes: Uint8Array) => Uint8Array) | null;

/** The schema of a flat column. */
export function flatElement(
  name: string,
  type: FlatType,
  nullable: boolean,
): SchemaElement {
  const repetition_type = nullable ? "OPTIONAL" : "REQUIRED";
  if (type !== "STRING") return { name, type, repetition_type };
  return {
    name,
    type: "BYTE_ARRAY",
    converted_type: "UTF8",
    logical_type: { type: "STRING" },
    repetition_type,
  };
}

/** Encodes a column of a row group; texts of which there are few different ones by their place. */
export function columnChunk(
  element: SchemaElement,
  given: FlatValues,
  compress: Compress,
): ColumnChunk {
  const { name, type, repetition_type } = element;
  const packed = !("column" in given) ||
      !isMostlyDifferent((row) => given.column.at(given.from + row), given.to - given.from)
    ? null
    : given;
  const values = packed !== null ? [] : "column" in given ? listOf(given) : given;
  const rows = packed === null ? values.length : packed.to - packed.from;
  const parts: Uint8Array[] = [];
  const optional = repetition_type === "OPTIONAL";
  const dictionary = packed === null && type === "BYTE_ARRAY"
    ? dictionaryOf(values as (string | null)[])
    : null;
  let unpacked = 0, size = 0, nulls = 0, dataOffset = 0;
  let room: Uint8Array = NOTHING; // for the texts of one page after the other
  const page = (header: Partial<PageHeader>, levels: Uint8Array, body: Uint8Array) => {
    const packed = compress === null ? body : compress(body);
    const head = new ByteWriter(64);
    writePageHeader(head, {
      ...header,
      uncompressed_page_size: levels.length + body.length,
      compressed_page_size: levels.length + packed.length,
    } as PageHeader);
    unpacked += head.offset + levels.length + body.length;
    // It may lie in the room for the next page, or in much more memory than it needs.
    const isTight = 4 * packed.length > 3 * packed.buffer.byteLength;
    const kept = packed.buffer === room.buffer || !isTight ? packed.slice() : packed;
    for (const part of [head.getBytes(), levels, kept]) {
      size += part.length;
      parts.push(part);
    }
  };
  const inRoom = (bytes: Uint8Array) => {
    if (bytes.byteLength > room.length) room = new Uint8Array(bytes.buffer);
    return bytes;
  };
  const textBytes = (texts: readonly string[]) => inRoom(bytesOfTexts(texts, room));
  if (dictionary !== null) {
    const dictionary_page_header = { num_values: dictionary.names.length, encoding: PLAIN };
    page({ type: "DICTIONARY_PAGE", dictionary_page_header }, NOTHING, textBytes(dictionary.names));
    dataOffset = size;
  }
  for (let from = 0; from < rows;) {
    const to = packed !== null
      ? slicePageEnd(packed, from)
      : dictionary === null
      ? pageEnd(values, from)
      : rows;
    const own = from === 0 && to === values.length ? values : values.slice(from, to);
    const present = own instanceof Int32Array || !own.includes(null)
      ? own
      : own.filter((value) => value !== null);
    const has = (row: number) => packed === null ? values[row] !== null : isThere(packed, row);
    const levels = optional ? levelsOf(has, from, to) : NOTHING;
    let missing = 0;
    for (let row = from; row < to; row++) if (!has(row)) missing++;
    const header = {
      num_values: to - from,
      num_nulls: missing,
      num_rows: to - from,
      encoding: dictionary === null ? PLAIN : BY_PLACE,
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: compress !== null,
    };
    const body = packed !== null
      ? inRoom(sliceBytes(packed, from, to, room))
      : dictionary === null
      ? type === "BYTE_ARRAY"
        ? textBytes(present as string[])
        : plainBytes(type, present as ArrayLike<number | boolean>)
      : placeBytes(present as string[], dictionary.places);
    page({ type: "DATA_PAGE_V2", data_page_header_v2: header }, levels, body);
    nulls += missing;
    from = to;
  }
  const metadata: ColumnMetaData = {
    type: type!,
    encodings: dictionary === null ? [PLAIN] : [PLAIN, BY_PLACE],
    path_in_schema: [name],
    codec: compress === null ? "UNCOMPRESSED" : "ZSTD",
    num_values: BigInt(rows),
    total_uncompressed_size: BigInt(unpacked),
    total_compressed_size: BigInt(size),
    data_page_offset: BigInt(dataOffset),
    ...dictionary === null ? {} : { dictionary_page_offset: 0n },
    statistics: { null_count: BigInt(nulls) },
  };
  return { parts, metadata };
}

/** Makes a file of columns that are encoded already. */
export function fileOfChunks(
  { columns, groups, keyValues, createdBy }: {
    readonly columns: readonly SchemaElement[];
    readonly groups: readonly ChunkGroup[];
    readonly keyValues: readonly KeyValue[] | undefined;
    readonly createdBy: string | undefined;
  },
): Uint8Array<ArrayBuffer> {
  let size = 0;
  for (const { columns } of groups) {
    for (const { parts } of columns) for (const { length } of parts) size += length;
  }
  const out = new ByteWriter(size + 2 ** 14);
  const file = new ParquetWriter({
    writer: out,
    schema: [{ name: "root", num_children: columns.length }, ...columns],
    kvMetadata: keyValues === undefined ? undefined : [...keyValues],
    createdBy,
    statisticsTruncateLength: Infinity, // what the columns' own writer has said stays
  });
  for (const group of groups) {
    const start = out.offset;
    let unpacked = 0n;
    const chunks = group.columns.map(({ parts, metadata }) => {
      const at = BigInt(out.offset);
      const { dictionary_page_offset: dictionary } = metadata;
      for (const part of parts) out.appendBytes(part);
      unpacked += metadata.total_uncompressed_size;
      return {
        file_offset: at,
        meta_data: {
          ...metadata,
          data_page_offset: at + metadata.data_page_offset,
          dictionary_page_offset: dictionary === undefined ? undefined : at + dictionary,
        },
      };
    });
    file.row_groups.push({
      columns: chunks,
      total_byte_size: unpacked,
      num_rows: BigInt(group.rows),
      total_compressed_size: BigInt(out.offset - start),
    });
    file.num_rows += BigInt(group.rows);
  }
  file.finish();
  // Without the room that was left; the old memory is free at once, and waits for no collector.
  // Node 20 makes a copy.
  return new Uint8Array(out.buffer.transfer?.(out.index) ?? out.getBuffer());
}

const PLAIN: Encoding = "PLAIN";
const BY_PLACE: Encoding = "RLE_DICTIONARY";
const NOTHING = new Uint8Array(0);

interface Dictionary {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/** The different texts, in the order in which they come; null where there are many. */
function dictionaryOf(values: readonly (string | null)[]): Dictionary | null {
  if (isMostlyDifferent((row) => values[row], values.length)) return null;
  const places = new Map<string, number>();
  const most = values.length / 2;
  for (const value of values) {
    if (value === null || places.has(value)) continue;
    if (places.size >= most) return null;
    places.set(value, places.size);
  }
  return places.size === 0 ? null : { names: [...places.keys()], places };
}

/** The row after the last of a page that begins at a row. */
function pageEnd(values: ListedValues, from: number): number {
  let bytes = 0;
  for (let i = from; i < values.length; i++) {
    const value = values[i];
    bytes += typeof value === "string" ? 4 + value.length : 8;
    if (bytes > PAGE_BYTES && i > from) return i;
  }
  return values.length;
}

function levelsOf(has: (row: number) => boolean, from: number, to: number): Uint8Array {
  const levels = new Uint8Array(to - from);
  for (let i = from; i < to; i++) levels[i - from] = has(i) ? 1 : 0;
  const out = new ByteWriter();
  writeRleBitPackedHybrid(out, levels, 1);
  return out.getBytes();
}

function placeBytes(values: readonly string[], places: Dictionary["places"]): Uint8Array {
  const own = new Int32Array(values.length);
  for (let i = 0; i < own.length; i++) own[i] = places.get(values[i])!;
  const width = Math.ceil(Math.log2(places.size));
  const out = new ByteWriter();
  out.appendUint8(width);
  writeRleBitPackedHybrid(out, own, width);
  return out.getBytes();
}

function plainBytes(
  type: SchemaElement["type"],
  values: ArrayLike<number | boolean>,
): Uint8Array {
  if (type === "INT32") return new Uint8Array(new Int32Array(values as number[]).buffer);
  if (type === "DOUBLE") return new Uint8Array(new Float64Array(values as number[]).buffer);
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++) bits[i >> 3] |= Number(values[i]) << (i & 7);
  return bits;
}

/** Texts as UTF-8, the length of each before it: in the room, or in new memory if it is small. */
function bytesOfTexts(texts: readonly string[], room: Uint8Array): Uint8Array {
  let least = 0;
  for (const text of texts) least += 4 + text.length;
  let out = room.length < least ? new Uint8Array(least) : room;
  // What is left of the texts takes so much at least.
  let left = least;
  const encoder = new TextEncoder();
  let at = 0;
  for (const text of texts) {
    const { length } = text;
    left -= 4 + length;
    let size = 0;
    for (let code = 0; size < length; size++) {
      code = text.charCodeAt(size);
      if (code >= 0x80) break;
      out[at + 4 + size] = code;
    }
    // A call for each text takes longer than all else.
    if (size < length) {
      const most = at + 4 + 3 * length + left;
      if (out.length < most) {
        const larger = new Uint8Array(2 * most);
        larger.set(out.subarray(0, at));
        out = larger;
      }
      size = encoder.encodeInto(text, out.subarray(at + 4)).written;
    }
    out[at] = size;
    out[at + 1] = size >>> 8;
    out[at + 2] = size >>> 16;
    out[at + 3] = size >>> 24;
    at += 4 + size;
  }
  return out.subarray(0, at);
}
