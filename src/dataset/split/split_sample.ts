/** What a split knows a sample by. @module */
import { UsageError } from "../../base/errors.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { NumberColumn } from "../../storage/column/packed_column.ts";
import { ListedTexts, PackedTexts } from "../../storage/column/text_rows.ts";
import type { SampleColumns, SampleTexts, SplitSample } from "./sample_columns.ts";
import type { GroupFunction } from "./split_options.ts";

/** The samples of a dataset, in their order, as {@linkcode sampleColumns} has them. */
export async function samplesOf(
  reader: DatasetReader,
  groupBy: string | null | GroupFunction,
): Promise<SplitSample[]> {
  const columns = await sampleColumns(reader, groupBy);
  const [files, hashes, groups] = [columns.files, columns.hashes, columns.groups].map((texts) =>
    texts.list()
  );
  return files.map((file, s) => ({
    file: file!,
    hash: hashes[s],
    body: columns.bodies[s],
    group: groups[s],
  }));
}

/**
 * The samples of a dataset, in their order, as columns.
 *
 * @param groupBy the key whose equal values stay together, or a function; null for none
 * @throws {UsageError} when there is no such key, or it has several values a sample
 */
export async function sampleColumns(
  reader: DatasetReader,
  groupBy: string | null | GroupFunction,
): Promise<SampleColumns> {
  const length = reader.sampleCount;
  const files = await filesOf(reader);
  return {
    length,
    files,
    hashes: await textsOf(reader, "file_hash") ?? noTexts(length),
    bodies: await bodiesOf(reader),
    groups: groupBy === "file"
      ? files
      : groupBy === null
      ? noTexts(length)
      : new ListedTexts(await groupsOf(reader, groupBy)),
  };
}

/** Items without a source file are known by their names, which the body's stands behind. */
async function filesOf(reader: DatasetReader): Promise<SampleTexts> {
  const files = await textsOf(reader, "file");
  if (files !== null && files instanceof PackedTexts && !files.hasNone()) return files;
  const names = await textsOf(reader, "name");
  const ids = await reader.fileIds();
  return new ListedTexts(
    ids.map((id, s) => files?.at(s) ?? names?.at(s)?.replace(/\/.*$/, "") ?? `file ${id}`),
  );
}

/** Which body of its file each sample is. */
async function bodiesOf(reader: DatasetReader): Promise<Int32Array> {
  const bodies = new Int32Array(reader.sampleCount);
  if (!reader.infoset?.has("body_index")) return bodies;
  let at = 0;
  for (const part of (await reader.infoParts("body_index")).parts) {
    const isPlain = part instanceof NumberColumn && part.present === null;
    if (isPlain) bodies.set(part.values, at);
    else for (let row = 0; row < part.length; row++) bodies[at + row] = Number(part.at(row) ?? 0);
    at += part.length;
  }
  return bodies;
}

/** A column of the infoset as texts; null where there is none. */
async function textsOf(reader: DatasetReader, name: string): Promise<SampleTexts | null> {
  if (!reader.infoset?.has(name)) return null;
  const { parts } = await reader.infoParts(name);
  const texts = PackedTexts.of(parts);
  if (texts !== null) return texts;
  const values = await reader.infoColumn(name);
  return new ListedTexts(values.map((value) => value === null ? null : String(value)));
}

function noTexts(length: number): ListedTexts {
  return new ListedTexts(new Array<null>(length).fill(null));
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
