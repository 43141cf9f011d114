/** Rows of whatever holds rows. @module */
import { UsageError } from "../../base/errors.ts";
import { isPromise } from "../../base/is_promise.ts";

/** Rows by number, and the names of what they hold. */
export interface Rows {
  readonly columns: readonly string[];
  readonly count: number;
  cell(row: number, column: string): unknown;
}

/** A table of Arquero, as far as it is asked. */
interface ArqueroTable {
  numRows(): number;
  columnNames(): string[];
  objects(options: { limit: number }): Record<string, unknown>[];
}

/** A table of Arrow, as far as it is asked. */
interface ArrowTable {
  numRows: number;
  schema: { fields: readonly { name: string }[] };
  getChild(name: string): { get(row: number): unknown } | null;
}

/** What `dataset.table()` is of. */
interface HasTables {
  table(part?: string): Promise<unknown>;
}

const WANTED = "a dataset, a table of Arquero or Arrow, an array of objects or of values, a Map, " +
  "or an object of columns";

/**
 * Finds the rows of a value; a promise of one is awaited.
 *
 * @param attempt what the rows are for, for messages: `show a table`
 * @param part of a dataset: a group, or `infoset`, `attribset`, `errors`, `splits`
 * @param most rows that will be asked for: tables of Arquero unpack no more
 * @throws {UsageError} when it has no rows, with what has
 */
export async function rowsOf(
  attempt: string,
  value: unknown,
  part?: string,
  most = Infinity,
): Promise<Rows> {
  const what = isPromise(value) ? await value : value;
  if (isDataset(what)) {
    return await rowsOf(attempt, await what.table(part ?? "infoset"), undefined, most);
  }
  if (part !== undefined) {
    throw new UsageError(
      `Cannot ${attempt} of '${part}': only a dataset has named parts, found ${kindOf(what)}. ` +
        "Open one with openDataset()",
      { data: { part, found: kindOf(what) } },
    );
  }
  const found = readRows(what, most);
  if (found !== undefined) return found;
  throw new UsageError(
    `Cannot ${attempt}: it must be ${WANTED}; found ${kindOf(what)}`,
    { data: { found: kindOf(what) } },
  );
}

/** Whether a value is a dataset, which has tables. */
export function isDataset(value: unknown): value is HasTables & Record<string, unknown> {
  return isObject(value) && typeof value.table === "function" && !("columnNames" in value);
}

function readRows(what: unknown, most: number): Rows | undefined {
  if (!isObject(what)) return undefined;
  if (isArquero(what)) return ofRecords(what.objects({ limit: most }), what.columnNames(), what);
  if (isArrow(what)) {
    return {
      columns: what.schema.fields.map(({ name }) => name),
      count: what.numRows,
      cell: (row, column) => what.getChild(column)?.get(row),
    };
  }
  if (what instanceof Map) return ofList([...what].map(([key, value]) => ({ key, value })));
  if (isIterable(what)) return ofList([...what]);
  return ofColumns(what);
}

function ofList(list: readonly unknown[]): Rows {
  const records = list.map((one) =>
    isObject(one) && !Array.isArray(one) && !isTyped(one) && !(one instanceof Date)
      ? one
      : { value: one }
  );
  return ofRecords(records, [...new Set(records.flatMap((record) => Object.keys(record)))]);
}

function ofRecords(
  records: readonly Record<string, unknown>[],
  columns: readonly string[],
  table?: ArqueroTable,
): Rows {
  return {
    columns,
    count: table?.numRows() ?? records.length,
    cell: (row, column) => records[row][column],
  };
}

/** `{ name: [...], area: Float64Array }`. */
function ofColumns(what: Record<string, unknown>): Rows | undefined {
  const columns = Object.entries(what);
  const lists = columns.map(([, list]) => list as ArrayLike<unknown>);
  if (lists.length === 0 || !lists.every((list) => Array.isArray(list) || isTyped(list))) {
    return undefined;
  }
  return {
    columns: columns.map(([name]) => name),
    count: Math.max(...lists.map((list) => list.length)),
    cell: (row, column) => (what[column] as ArrayLike<unknown>)[row],
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function isTyped(value: unknown): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isArquero(value: object): value is ArqueroTable {
  return "columnNames" in value && "objects" in value && "numRows" in value;
}

function isArrow(value: object): value is ArrowTable {
  return "schema" in value && "getChild" in value && "numRows" in value;
}

/** A value in a few words, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "string") return `the text '${value.slice(0, 40)}'`;
  if (typeof value === "function") return `the function ${value.name || "without a name"}`;
  if (typeof value !== "object") return `the ${typeof value} ${String(value)}`;
  const name = value.constructor?.name ?? "Object";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return name === "Object" ? `an object of ${Object.keys(value).join(", ") || "nothing"}` : name;
}
