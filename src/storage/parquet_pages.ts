/**
 * The pages of a Parquet column, looked at before they are decoded: hyparquet takes memory for what
 * they say, and repeats a value as often as they ask.
 *
 * @module
 */
import {
  type ColumnMetaData,
  type Compressors,
  parquetHeader,
  readVarInt,
  snappyUncompress,
} from "./parquet_library.ts";

/** Bytes that a page may have when it is unpacked. */
const PAGE_BYTES = 1 << 28;
/** The densest that a page can be packed: zstd takes 4 bytes for 128 KiB. */
const DENSEST = 1 << 15;

/** The encodings of values that are read; of these RLE and the dictionaries have runs. */
const PLAIN_ENCODINGS = [
  "PLAIN",
  "DELTA_BINARY_PACKED",
  "DELTA_LENGTH_BYTE_ARRAY",
  "BYTE_STREAM_SPLIT",
];
const RUN_ENCODINGS = ["PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE"];

type Page = ReturnType<typeof parquetHeader>;

/** A page that was found to be in order, unpacked. */
export interface CheckedPage {
  readonly kind: "dictionary" | "values";
  /** Rows; of a dictionary its values. */
  readonly count: number;
  readonly encoding: string;
  /** Runs of 0 and 1: whether each row has a value; null where each has one. */
  readonly levels: Uint8Array | null;
  /** The encoded values. */
  readonly body: Uint8Array;
}

/** A column of which pages are looked at. */
interface PagedColumn {
  readonly metadata: ColumnMetaData;
  /** Whether it may have nulls. */
  readonly optional: boolean;
  readonly compressors: Compressors | undefined;
}

/**
 * What is wrong with the pages of a column, as a clause; null for nothing.
 *
 * @param bytes the column's part of the file
 * @param take is given each page in its turn
 * @throws RangeError and the like where bytes are not what they should be
 */
export function pagesProblem(
  bytes: ArrayBuffer,
  column: PagedColumn,
  take: (page: CheckedPage) => void = () => {},
): string | null {
  const rows = Number(column.metadata.num_values);
  const reader = { view: new DataView(bytes), offset: 0 };
  let values = 0;
  // As hyparquet reads: to the last row, or to the end.
  while (values < rows && reader.offset < bytes.byteLength - 1) {
    const page = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = page;
    if (!(packed >= 0 && unpacked >= 0)) return "a page must say its sizes";
    const left = bytes.byteLength - reader.offset;
    if (packed > left) return `a page has ${packed} bytes, where ${left} are left`;
    const most = Math.min(PAGE_BYTES, DENSEST * packed);
    if (unpacked > most) return `${packed} bytes of a page can be ${most}, found ${unpacked}`;
    const content = new Uint8Array(bytes, reader.offset, packed);
    const problem = dictionaryProblem(page, content, column, take) ??
      valuesProblem(page, content, column, rows - values, take);
    if (problem !== null) return problem;
    values += countOf(page);
    reader.offset += packed;
  }
  return values === rows ? null : `its pages must have ${rows} values, found ${values}`;
}

/** The rows of a page: none where it is a dictionary. */
function countOf({ type, data_page_header: v1, data_page_header_v2: v2 }: Page): number {
  if (type === "DATA_PAGE") return v1?.num_values ?? NaN;
  return type === "DATA_PAGE_V2" ? v2?.num_values ?? NaN : 0;
}

function dictionaryProblem(
  page: Page,
  content: Uint8Array,
  column: PagedColumn,
  take: (page: CheckedPage) => void,
): string | null {
  if (page.type !== "DICTIONARY_PAGE") return null;
  const { num_values: count = -1, encoding = "" } = page.dictionary_page_header ?? {};
  if (!(count >= 0 && count <= page.uncompressed_page_size)) {
    return "a dictionary must have at least a byte for each value";
  }
  const body = unpack(content, page.uncompressed_page_size, column);
  if (typeof body === "string") return body;
  take({ kind: "dictionary", count, encoding, levels: null, body });
  return null;
}

function valuesProblem(
  page: Page,
  content: Uint8Array,
  column: PagedColumn,
  left: number,
  take: (page: CheckedPage) => void,
): string | null {
  const { data_page_header: v1, data_page_header_v2: v2 } = page;
  const count = countOf(page);
  if (!(count >= 0)) return "a page must say how many values it has";
  if (count > left) return `a page has ${count} values, where ${left} are left`;
  if (page.type === "DICTIONARY_PAGE" || count === 0) return null;
  const encoding = (page.type === "DATA_PAGE" ? v1 : v2)?.encoding ?? "";
  const runs = RUN_ENCODINGS.includes(encoding);
  if (!runs && !PLAIN_ENCODINGS.includes(encoding)) {
    return `its values must be encoded in a way that is read, found ${encoding || "none"}`;
  }
  if (page.type === "DATA_PAGE") {
    const body = unpack(content, page.uncompressed_page_size, column);
    if (typeof body === "string") return body;
    let at = 0;
    if (column.optional) {
      const levels = viewOf(body).getUint32(0, true);
      at = 4 + levels;
      const problem = runsProblem(viewOf(body), 4, 1, count);
      if (problem !== null) return problem;
    }
    const problem = runs ? indexProblem(body, at, encoding, column, count) : null;
    if (problem !== null) return problem;
    const levels = column.optional ? body.subarray(4, at) : null;
    take({ kind: "values", count, encoding, levels, body: body.subarray(at) });
    return null;
  }
  const { num_nulls: nulls, num_rows: rows } = v2!;
  const { definition_levels_byte_length: levels, repetition_levels_byte_length: other } = v2!;
  if (!(nulls >= 0 && nulls <= count && rows === count)) return "a page must count rows and nulls";
  if (other !== 0 || !(levels >= 0 && levels <= content.length)) {
    return "a page must say how long its levels are";
  }
  const size = page.uncompressed_page_size - levels;
  if (size < 0) return "a page must say its sizes";
  const problem = column.optional
    ? runsProblem(viewOf(content.subarray(0, levels)), 0, 1, count)
    : null;
  if (problem !== null) return problem;
  const packed = content.subarray(levels);
  const body = v2!.is_compressed === false ? packed : unpack(packed, size, column);
  if (typeof body === "string") return body;
  const wrong = runs ? indexProblem(body, 0, encoding, column, count - nulls) : null;
  if (wrong !== null) return wrong;
  const own = column.optional ? content.subarray(0, levels) : null;
  take({ kind: "values", count, encoding, levels: own, body });
  return null;
}

/** Runs of booleans have their length before them, those of a dictionary the width of an index. */
function indexProblem(
  body: Uint8Array,
  at: number,
  encoding: string,
  { metadata: { type } }: PagedColumn,
  count: number,
): string | null {
  if (count === 0 || at >= body.length) return null;
  if (type === "BOOLEAN" || encoding === "RLE") return runsProblem(viewOf(body), at + 4, 1, count);
  const width = body[at];
  if (width > 32) return `an index of a dictionary has up to 32 bits, found ${width}`;
  return width === 0 ? null : runsProblem(viewOf(body), at + 1, width, count);
}

/** Looks through the runs of a hybrid of run lengths and packed bits. */
function runsProblem(view: DataView, at: number, width: number, count: number): string | null {
  const reader = { view, offset: at };
  for (let seen = 0; seen < count;) {
    const header = readVarInt(reader);
    if ((header & 1) === 0) {
      const run = header >>> 1;
      if (run > count - seen) return `a run has ${run} values, where ${count - seen} are left`;
      seen += run;
      reader.offset += (width + 7) >> 3;
    } else {
      const groups = header >>> 1;
      if (groups * width > view.byteLength - reader.offset) return "packed values are cut short";
      seen += 8 * groups;
      reader.offset += groups * width;
    }
  }
  return null;
}

function unpack(
  bytes: Uint8Array,
  size: number,
  { metadata: { codec }, compressors }: PagedColumn,
): Uint8Array | string {
  const own = compressors?.[codec];
  if (codec === "UNCOMPRESSED") return bytes;
  if (own !== undefined) return own(bytes, size);
  if (codec !== "SNAPPY") return `its pages must be packed in a way that is read, found ${codec}`;
  const out = new Uint8Array(size);
  snappyUncompress(bytes, out);
  return out;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
