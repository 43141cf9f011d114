/** What is noted of samples, as it lasts: `<name>.notes/<table>.parquet`. @module */
import type { SchemaElement } from "hyparquet";
import {
  type ChunkGroup,
  columnChunk,
  type Compress,
  fileOfChunks,
  flatElement,
  type FlatType,
} from "../../storage/parquet_chunk.ts";
import { DatasetError } from "../errors.ts";
import { ParquetTable, type TableValue } from "../read/parquet_table.ts";
import type { TableFile } from "../read/read_store.ts";
import type { SplitSample } from "../split/sample_columns.ts";

/** A sample that something is noted of, or one of its faces. */
export interface NoteRow extends Omit<SplitSample, "group"> {
  /** The position of a face among those of the sample; null for the sample itself. */
  readonly row: number | null;
  /** A value for each column. */
  readonly values: readonly (string | number | boolean | null)[];
}

/** A column of what is noted. */
export interface NoteColumn {
  readonly name: string;
  /** The names of a vocabulary by their codes, which they keep; null where it has none. */
  readonly names: readonly string[] | null;
}

/** What is noted of samples. */
export interface Note {
  /** `"faces"`, or null for samples. */
  readonly group: string | null;
  readonly columns: readonly NoteColumn[];
  readonly rows: readonly NoteRow[];
}

/** The key of the metadata in the Parquet file. */
const METADATA = "trunnion_note";
/** The columns that say what a row is about. */
const KEYS = ["file", "file_hash", "body_index", "face_index"];

/** Rows of a row group. */
const GROUP_ROWS = 100_000;

/** Rows by their places: a list of them, or what makes each when it is asked for. */
export interface NoteRows {
  readonly length: number;
  at(place: number): NoteRow | undefined;
}

/** The file of what is noted. No clock stands in it: equal notes are equal bytes. */
export function noteBytes(
  { group, columns, rows }: Omit<Note, "rows"> & { readonly rows: NoteRows },
  compress: Compress = null,
): Uint8Array {
  const clash = columns.find(({ name }) => KEYS.includes(name));
  if (clash !== undefined) throw new TypeError(`'${clash.name}' is a key of its own`);
  const all: [SchemaElement, (row: NoteRow) => string | number | boolean | null][] = [
    [flatElement("file", "STRING", false), ({ file }) => file],
    [flatElement("file_hash", "STRING", true), ({ hash }) => hash],
    [flatElement("body_index", "INT32", false), ({ body }) => body],
    ...columns.map(({ name }, c): typeof all[number] => [
      flatElement(name, typeOf(rows, c), true),
      ({ values }) => values[c],
    ]),
  ];
  if (group !== null) all.splice(3, 0, [flatElement("face_index", "INT32", true), (r) => r.row]);
  const groups: ChunkGroup[] = [];
  for (let from = 0; from < rows.length; from += GROUP_ROWS) {
    const to = Math.min(rows.length, from + GROUP_ROWS);
    const own = all.map(() => new Array<string | number | boolean | null>(to - from));
    for (let place = from; place < to; place++) {
      const row = rows.at(place)!;
      all.forEach(([, of], c) => own[c][place - from] = of(row));
    }
    const chunks = all.map(([element], c) => columnChunk(element, own[c], compress));
    groups.push({ rows: to - from, columns: chunks });
  }
  return fileOfChunks({
    columns: all.map(([element]) => element),
    groups,
    keyValues: [{ key: METADATA, value: JSON.stringify({ format: 1, group, columns }) }],
    createdBy: "trunnion",
  });
}

/** What the values of a column are, by the first that is there. */
function typeOf(rows: NoteRows, column: number): FlatType {
  for (let place = 0; place < rows.length; place++) {
    const value = rows.at(place)!.values[column];
    if (value === null) continue;
    return typeof value === "number" ? "DOUBLE" : typeof value === "boolean" ? "BOOLEAN" : "STRING";
  }
  return "STRING";
}

/**
 * Reads what is noted.
 *
 * @throws {DatasetError} when it is damaged, or something else
 */
export async function readNote(file: TableFile): Promise<Note> {
  const table = await ParquetTable.open(file);
  const { group, columns } = parse(file, table.keyValues.get(METADATA));
  const wanted = [...KEYS.slice(0, 3), ...group === null ? [] : ["face_index"]];
  const lacking = [...wanted, ...columns.map(({ name }) => name)].find((one) => !table.has(one));
  if (lacking !== undefined) throw notANote(file, `it has no column '${lacking}'`);
  const read = (name: string): Promise<TableValue[]> => table.column(name);
  const [files, hashes, bodies] = await Promise.all(wanted.slice(0, 3).map(read));
  const faces = group === null ? null : await read("face_index");
  const values = await Promise.all(columns.map(({ name }) => read(name)));
  return {
    group,
    columns,
    rows: files.map((path, i) => ({
      file: String(path),
      hash: hashes[i] === null ? null : String(hashes[i]),
      body: Number(bodies[i]),
      row: faces === null ? null : Number(faces[i]),
      values: values.map((column) => plain(column[i])),
    })),
  };
}

function plain(value: TableValue): string | number | boolean | null {
  return value instanceof Date ? value.toISOString() : value;
}

function parse(file: TableFile, text: string | undefined): Omit<Note, "rows"> {
  if (text === undefined) throw notANote(file, `it has no metadata '${METADATA}'`);
  try {
    const { format, group, columns } = JSON.parse(text);
    const sound = format === 1 && (group === null || group === "faces") && Array.isArray(columns) &&
      columns.every(({ name, names }) =>
        typeof name === "string" && (names === null || Array.isArray(names))
      );
    if (sound) return { group, columns };
  } catch {
    // Said below.
  }
  throw notANote(file, "its metadata must say its format, group and columns, and do not");
}

function notANote({ name }: TableFile, why: string): DatasetError {
  return new DatasetError(
    `Cannot read what is noted in '${name}': ${why}. Join the table again with \`replace\`, or ` +
      "remove the file",
    { data: { table: name } },
  );
}
