/** Tables from outside: files, rows, and tables of Arquero and Arrow. @module */
import { loadArquero } from "../table/load_arquero.ts";
import { existsSync } from "node:fs";
import { messageOf } from "../../base/message_of.ts";
import { readPlainFile } from "../../base/plain_file.ts";
import { UsageError } from "../../base/errors.ts";
import { ParquetTable } from "../read/parquet_table.ts";
import { tableFile } from "../read/table_file.ts";
import { freeMemory } from "../../storage/column/free_memory.ts";
import { TextPacker } from "../../storage/column/text_packer.ts";
import { type JoinValue, type OutsideColumn, OutsideTexts } from "./outside_column.ts";
import { textPieces } from "./text_pieces.ts";

/** A table of Arquero: what is used of it. */
interface ArqueroLike {
  columnNames(): readonly string[];
  array(name: string): ArrayLike<unknown>;
}

/** A table of Arrow: what is used of it. */
interface ArrowLike {
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): { toArray(): ArrayLike<unknown> } | null;
}

/**
 * A table from outside: the path of a CSV, TSV or Parquet file, rows as objects, or a table of
 * Arquero or Arrow.
 */
export type JoinTable = string | readonly Readonly<Record<string, JoinValue>>[] | object;

/** A table from outside, as columns. */
export interface OutsideTable {
  /** What messages call it. */
  readonly from: string;
  readonly columns: ReadonlyMap<string, OutsideColumn>;
  readonly length: number;
  /** Whether values are texts that may mean numbers. */
  readonly isText: boolean;
  /** Whether numbers may have a comma for a point. */
  readonly decimalComma: boolean;
}

/** Bytes that a file may have: it is read whole. */
const MOST_BYTES = 2 ** 30;

/**
 * Reads a table from outside.
 *
 * @throws {UsageError} when there is none, when it is empty, or cannot be read
 */
export async function readRows(table: JoinTable): Promise<OutsideTable> {
  const found = typeof table === "string" ? await readFile(table) : ofObjects(table);
  const { columns, from, length } = found;
  if (columns.size > 0 && length > 0) return found;
  throw cannot(from, columns.size === 0 ? "it is empty" : "it has a header and no rows");
}

async function readFile(path: string): Promise<OutsideTable> {
  if (!existsSync(path)) throw cannot(path, "there is no such file");
  if (/\.(?:parquet|pq)$/i.test(path)) {
    const table = await ParquetTable.open(tableFile(path));
    const columns = new Map<string, JoinValue[]>();
    for (const name of table.columns) columns.set(name, await table.column(name));
    return { from: path, columns, length: table.length, isText: false, decimalComma: false };
  }
  if (!/\.(?:csv|tsv|txt)$/i.test(path)) {
    throw cannot(path, "it must be a .csv, .tsv or .parquet file");
  }
  return await parseText(path, decode(path));
}

function decode(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readPlainFile(path, MOST_BYTES);
  } catch (cause) {
    throw cannot(path, messageOf(cause), cause);
  }
  // What spreadsheets call Unicode text.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    freeMemory(bytes);
    return text;
  } catch (cause) {
    throw cannot(path, "it is not UTF-8. Save it as UTF-8 (in a spreadsheet: CSV UTF-8)", cause);
  }
}

async function parseText(path: string, whole: string): Promise<OutsideTable> {
  const text = whole.replace(/^\uFEFF/, "").replace(/^\s*\n/, "");
  const header = text.split(/\r?\n/, 1)[0].replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => header.split(delimiter).length;
  const delimiter = [",", ";", "\t"].reduce((a, b) => count(b) > count(a) ? b : a);
  const empty = { from: path, length: 0, isText: true, decimalComma: delimiter === ";" };
  if (text.trim() === "") return { ...empty, columns: new Map() };
  const { fromCSV } = await loadArquero();
  const columns = new Map<string, TextPacker>();
  let length = 0;
  try {
    for (const piece of textPieces(text)) {
      const table = fromCSV(piece, { autoType: false, delimiter });
      length += table.numRows();
      for (const name of table.columnNames()) {
        const values = table.array(name) as ArrayLike<string | null>;
        const column = columns.get(name.trim()) ?? new TextPacker();
        for (let i = 0; i < values.length; i++) column.push(values[i]?.trim() ?? null);
        columns.set(name.trim(), column);
      }
    }
  } catch (cause) {
    throw cannot(path, messageOf(cause), cause);
  }
  const named = [...columns].filter(([name]) => name !== "").map(([name, texts]) =>
    [name, new OutsideTexts(texts.column())] as const
  );
  return { ...empty, columns: new Map(named), length };
}

function ofObjects(table: object): OutsideTable {
  const rest = { from: "the table", isText: false, decimalComma: false };
  if (Array.isArray(table)) {
    const wrong = table.findIndex((row) => typeof row !== "object" || row === null);
    if (wrong >= 0) throw cannot("the table", `row ${wrong + 1} must be an object of values`);
    const columns = new Map<string, JoinValue[]>();
    table.forEach((row: Record<string, JoinValue>, i) => {
      for (const [name, value] of Object.entries(row)) {
        if (!columns.has(name)) columns.set(name, new Array(table.length).fill(null));
        columns.get(name)![i] = value ?? null;
      }
    });
    return { ...rest, columns, length: table.length };
  }
  const columns = new Map<string, JoinValue[]>();
  if (isArquero(table)) {
    for (const name of table.columnNames()) columns.set(name, valuesOf(table.array(name)));
  } else if (isArrow(table)) {
    for (const { name } of table.schema.fields) {
      columns.set(name, valuesOf(table.getChild(name)!.toArray()));
    }
  } else {
    throw cannot(
      "the table",
      "it must be a path, a list of rows, or a table of Arquero or Arrow",
    );
  }
  const length = [...columns.values()][0]?.length ?? 0;
  return { ...rest, columns, length };
}

function valuesOf(values: ArrayLike<unknown>): JoinValue[] {
  return Array.from(values, (value) => (value ?? null) as JoinValue);
}

function isArquero(table: object): table is ArqueroLike {
  return "columnNames" in table && typeof table.columnNames === "function" && "array" in table;
}

function isArrow(table: object): table is ArrowLike {
  return "getChild" in table && typeof table.getChild === "function" && "schema" in table;
}

function cannot(from: string, why: string, cause?: unknown): UsageError {
  const what = from === "the table" ? from : `'${from}'`;
  return new UsageError(`Cannot join ${what}: ${why}`, { data: { table: from }, cause });
}
