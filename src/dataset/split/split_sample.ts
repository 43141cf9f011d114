/** What a split knows a sample by. @module */
import { UsageError } from "../../base/errors.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { GroupFunction } from "./split_options.ts";

/** One sample as splits know it, in any version of its dataset. */
export interface SplitSample {
  /** The path of its file. */
  readonly file: string;
  /** The hash of its file's bytes; null where no file was named. */
  readonly hash: string | null;
  /** Which body of the file it is. */
  readonly body: number;
  /** Samples with one text here stay together; null for one that is free. */
  readonly group: string | null;
}

/**
 * The samples of a dataset, in their order.
 *
 * @param groupBy the key whose equal values stay together, or a function; null for none
 * @throws {UsageError} when there is no such key, or it has several values a sample
 */
export async function samplesOf(
  reader: DatasetReader,
  groupBy: string | null | GroupFunction,
): Promise<SplitSample[]> {
  const column = async (name: string) =>
    reader.infoset?.has(name) ? await reader.infoColumn(name) : null;
  const [files, hashes, bodies, names] = await Promise.all(
    ["file", "file_hash", "body_index", "name"].map(column),
  );
  const ids = await reader.fileIds();
  const groups = groupBy === null || groupBy === "file" ? null : await groupsOf(reader, groupBy);
  return ids.map((id, s) => {
    // Items without a source file are known by their names, which the body's stands behind.
    const file = String(files?.[s] ?? names?.[s]?.toString().replace(/\/.*$/, "") ?? `file ${id}`);
    return {
      file,
      hash: hashes?.[s] == null ? null : String(hashes[s]),
      body: Number(bodies?.[s] ?? 0),
      group: groupBy === "file" ? file : groups?.[s] ?? null,
    };
  });
}

async function groupsOf(
  reader: DatasetReader,
  groupBy: string | GroupFunction,
): Promise<(string | null)[]> {
  const textOf = (value: unknown) => {
    if (value === null || value === undefined || Number.isNaN(value)) return null;
    return value instanceof Date ? value.toISOString() : String(value);
  };
  if (typeof groupBy !== "function") {
    if (reader.infoset?.has(groupBy)) return (await reader.infoColumn(groupBy)).map(textOf);
    const { name, group, values } = await resolveKey(reader, groupBy);
    if (group === null) return Array.from(values, textOf);
    throw new UsageError(
      `Cannot split with groupBy '${name}': it must have one value a sample, and it has one for ` +
        `each row of '${group}'. Take a column of the infoset: ${
          reader.infoset?.columns.join(", ")
        }`,
      { data: { groupBy } },
    );
  }
  const columns = reader.infoset?.columns ?? [];
  const values = await Promise.all(columns.map((name) => reader.infoColumn(name)));
  return Array.from({ length: reader.sampleCount }, (_, s) => {
    const row: Record<string, TableValue> = {};
    columns.forEach((name, c) => row[name] = values[c][s]);
    const group: unknown = groupBy(row);
    if (["string", "number", "boolean", "undefined"].includes(typeof group) || group === null) {
      return textOf(group);
    }
    throw new UsageError(
      "Cannot split with a function as groupBy: it must return a text, a number, a boolean or " +
        `null at once, found ${group instanceof Promise ? "a promise" : `an ${typeof group}`}`,
      { data: { sample: s } },
    );
  });
}
