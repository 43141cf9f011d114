/**
 * Reads the SQLite form of an encoded file.
 *
 * @module
 */
import type { DType } from "../array.ts";
import { bytesPerElement, elementCount, typedFrom } from "../array_type.ts";
import type { DataFile, DataFileArray, DataFileGroup } from "../data_file.ts";
import { describedBy } from "../described_by.ts";
import { corrupt, requireArray, requireAttributes, requireRows } from "../read_data_parts.ts";
import { DTYPES } from "../schema/schema.ts";
import { openSqlite, TABLES } from "./sqlite_form.ts";

/** The bytes that every SQLite file begins with. */
export const SQLITE_MAGIC = "SQLite format 3\0";

/** The file, of which the arrays are read when they are asked for. */
export function sqliteDataFile(path: string, only: string | null): DataFile {
  const database = openSqlite(path, true);
  try {
    database.exec("PRAGMA trusted_schema = OFF");
    requireTables(path, database.prepare("SELECT name, sql FROM sqlite_schema").all());
    const text = database.prepare("SELECT json FROM attributes").get()?.json;
    const attributes = requireAttributes(path, json(path, text));
    const groups = new Map<string, DataFileGroup>();
    for (const { name, rows_per_body: rows } of database.prepare("SELECT * FROM groups").all()) {
      if (typeof name !== "string" || (only !== null && name !== only)) continue;
      const rowsPerBody = numbers(path, name, rows);
      groups.set(name, { rowsPerBody, arrays: new Map() });
    }
    const arrays = database.prepare(
      "SELECT key, dtype, shape, dims, described, length(data) AS bytes FROM arrays",
    );
    for (const row of arrays.all()) {
      const key = String(row.key), slash = key.indexOf("/");
      const group = groups.get(key.slice(0, slash));
      if (group === undefined) continue;
      const members = group.arrays as Map<string, DataFileArray>;
      members.set(key.slice(slash + 1), arrayOf(path, key, row));
    }
    for (const [name, group] of groups) {
      requireRows(path, name, group, attributes.bodies.length);
    }
    const dataOf = database.prepare("SELECT data FROM arrays WHERE key = ?");
    let open = true;
    return {
      path,
      attributes,
      groups,
      readArray(key) {
        const { spec: { dtype }, shape } = requireArray(path, groups, key);
        const data = dataOf.get(key)?.data;
        if (!(data instanceof Uint8Array)) throw corrupt(path, `'${key}' has no bytes`);
        return { data: typedFrom(dtype, data), shape };
      },
      close() {
        if (open) database.close();
        open = false;
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Refuses other tables, views and triggers: a view may compute for ever. */
function requireTables(path: string, found: readonly Record<string, unknown>[]): void {
  const others = found.filter(({ name, sql }) =>
    !(typeof name === "string" && Object.hasOwn(TABLES, name) && TABLES[name] === sql) &&
    !String(name).startsWith("sqlite_autoindex_")
  );
  const lacking = Object.keys(TABLES).filter((name) => !found.some((one) => one.name === name));
  const wrong = others[0]?.name ?? lacking[0];
  if (wrong === undefined) return;
  throw corrupt(path, `it is a SQLite file with other tables than an encoded one: '${wrong}'`);
}

function arrayOf(path: string, key: string, row: Record<string, unknown>): DataFileArray {
  const shape = numbers(path, key, row.shape);
  const dims = json(path, row.dims);
  const described = json(path, row.described) as Record<string, never> | null;
  const dtype = DTYPES.find((one) => one === row.dtype) as DType | undefined;
  const isWhole = dtype !== undefined && Array.isArray(dims) && dims.length === shape.length &&
    elementCount(shape) * bytesPerElement(dtype) === row.bytes;
  if (!isWhole) throw corrupt(path, `'${key}' has another type or size than it says`);
  return {
    shape,
    spec: { dims: dims.map(String), dtype, ...describedBy(described ?? {}) },
  };
}

function numbers(path: string, what: string, text: unknown): number[] {
  const list = json(path, text);
  if (Array.isArray(list) && list.every((one) => Number.isSafeInteger(one) && one >= 0)) {
    return list;
  }
  throw corrupt(path, `'${what}' must have a list of whole numbers`);
}

function json(path: string, text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch (cause) {
    throw corrupt(path, "what it says of itself is no JSON", cause);
  }
}
