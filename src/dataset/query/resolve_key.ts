/**
 * What a key of a query, a distribution or a split stands for.
 *
 * @module
 */
import type { TypedArray } from "../../storage/array.ts";
import { UsageError } from "../../base/errors.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import { arrayNames } from "../read/kind_names.ts";
import { nearestName } from "../../base/suggest.ts";
import { type ExtraColumn, fullName } from "../read/extra_column.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { ColumnParts, TableValue } from "../read/parquet_table.ts";
import type { PlainNumbers } from "../read/plain_numbers.ts";
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { numbersOf } from "../../storage/column/numbers_of.ts";
import { NumberColumn } from "../../storage/column/packed_column.ts";
import type { Vocabulary } from "../read/vocabulary.ts";

/** A value of a key. Dates have become ISO 8601 texts. */
export type KeyValue = string | number | boolean | null;

/** The values of a key. */
export interface KeyColumn {
  /** The key in full: `"labels/part_category"`, or a column's name. */
  readonly name: string;
  readonly from: "array" | "infoset" | "attribset" | "joined";
  /**
   * The group whose rows the values belong to, null where there is one value a sample (null
   * for a sample without one).
   */
  readonly group: string | null;
  readonly values: ArrayLike<KeyValue>;
  /** The same by their numbers, where they are texts of which there are few different ones. */
  readonly coded?: CodedTexts;
  /** Where the rows of each sample are; for one value a sample, that value. */
  readonly offsets: Float64Array;
  /** The names behind the values, where they are ids. */
  readonly vocabulary: Vocabulary | null;
  /** Whether each value is a list of texts, a line each: what is asked is asked of each. */
  readonly isList?: boolean;
  /** The ids behind the values, where they are names of a vocabulary. */
  readonly ids?: Vocabulary;
}

/**
 * Finds the values of a key: in the arrays of the group, then in the infoset, then in the
 * attribset. `"group.array"` and `"group/array"` name an array of any group; without a group, an
 * array that only one group has is found by its name alone.
 *
 * @throws {UsageError} when there is no such key, with what there is, or when it has no single
 *   value a row
 */
export async function resolveKey(
  reader: DatasetReader,
  key: string,
  group: string | null = null,
): Promise<KeyColumn> {
  if (typeof key !== "string" || key === "") {
    throw new UsageError(
      `Cannot find the values of a key: it must be a name, as in "faces.face_areas" or ` +
        `"face_count", found ${JSON.stringify(key) ?? "none"}`,
    );
  }
  const info = findArray(reader, key, group);
  if (info !== null) return await arrayColumn(reader, info);
  if (reader.infoset?.has(key)) return await infoColumn(reader, key);
  const vocabulary = reader.vocabularies.get(key);
  if (vocabulary !== undefined && reader.infoset?.has(`${key}_code`)) {
    const { values, ...rest } = await infoColumn(reader, `${key}_code`);
    const names = Array.from(values, (id) => vocabulary.names.get(Number(id)) ?? null);
    return {
      ...rest,
      name: key,
      from: "attribset",
      values: names,
      coded: undefined,
      vocabulary: null,
      ids: vocabulary,
    };
  }
  const extra = await findExtra(reader, key, group);
  if (extra !== null) return await extraColumn(reader, extra);
  throw await unknownKey(reader, key, group);
}

/** Finds a column that was joined: by its full name, else by its own where one has that. */
async function findExtra(
  reader: DatasetReader,
  key: string,
  group: string | null,
): Promise<ExtraColumn | null> {
  const columns = await reader.extraColumns();
  const full = columns.find((column) => fullName(column) === key.replace("/", "."));
  if (full !== undefined) return full;
  const found = columns.filter((column) =>
    column.name === key && (group === null || column.group === null || column.group === group)
  );
  if (found.length < 2) return found[0] ?? null;
  const names = found.map((column) => `'${fullName(column)}'`).join(" or ");
  throw new UsageError(
    `Cannot tell which '${key}' is meant: several tables have a column of that name. ` +
      `Write ${names}`,
    { data: { key, tables: found.map(({ table }) => table) } },
  );
}

async function extraColumn(reader: DatasetReader, extra: ExtraColumn): Promise<KeyColumn> {
  const { group, values, vocabulary, isList } = extra;
  const name = fullName(extra);
  if (group === null) {
    const offsets = reader.plain.offsets;
    return { name, from: "joined", group, values, offsets, vocabulary, isList };
  }
  const { arrays } = reader;
  const info = arrays.find(group, `body_id_code_${group}`) ?? arrays.arrays(group)[0];
  const { offsets } = await reader.layout(info);
  return { name, from: "joined", group, values, offsets, vocabulary };
}

/** Finds the array that a key names, or null. */
function findArray(reader: DatasetReader, key: string, group: string | null): ArrayInfo | null {
  const { arrays } = reader;
  if (group !== null) {
    arrays.arrays(group); // an unknown group is an error of its own
    const own = arrays.find(group, key);
    if (own !== null) return own;
  }
  const dot = key.search(/[./]/);
  if (dot > 0) {
    const named = arrays.find(key.slice(0, dot), key.slice(dot + 1));
    if (named !== null) return named;
  }
  if (group !== null) return null;
  const found = arrays.groups().flatMap((one) => arrays.find(one, key) ?? []);
  if (found.length > 1) {
    const names = found.map((info) => `'${info.group}.${info.name}'`).join(" or ");
    throw new UsageError(
      `Cannot tell which '${key}' is meant: several groups have an array of that name. ` +
        `Write ${names}`,
      { data: { key, groups: found.map((info) => info.group) } },
    );
  }
  return found[0] ?? null;
}

async function arrayColumn(reader: DatasetReader, info: ArrayInfo): Promise<KeyColumn> {
  const name = `${info.group}/${info.name}`;
  const width = info.shape.slice(1).reduce((a, b) => a * b, 1);
  if (width !== 1 || info.shape.length === 0) {
    throw new UsageError(
      `Cannot use '${name}' as a key: a key must have one value a row, found the shape ` +
        `(${info.shape.join(", ")})`,
      { data: { key: name, shape: info.shape } },
    );
  }
  const { offsets, single } = await reader.layout(info);
  const data = await reader.keyArray(info);
  const numbers = withoutMissing(
    data instanceof BigInt64Array ? numbersOf(data) : data,
    info.missing,
  );
  const vocabulary = arrayNames(reader, info);
  if (!single) {
    return { name, from: "array", group: info.group, values: numbers, offsets, vocabulary };
  }
  const { sampleCount } = reader;
  const complete = offsets[sampleCount] === sampleCount;
  const values = complete ? numbers : Array.from(
    { length: sampleCount },
    (_, s) => offsets[s] < offsets[s + 1] ? numbers[offsets[s]] : null,
  );
  return { name, from: "array", group: null, values, offsets: reader.plain.offsets, vocabulary };
}

/** The numbers with NaN where a value is missing, which no query matches and no class counts. */
function withoutMissing<T extends Exclude<TypedArray, BigInt64Array>>(
  numbers: T,
  missing: number | null,
): T | Float64Array {
  if (missing === null || Number.isNaN(missing) || !numbers.includes(missing)) return numbers;
  return Float64Array.from(numbers, (value) => value === missing ? NaN : value);
}

async function infoColumn(reader: DatasetReader, key: string): Promise<KeyColumn> {
  const found = await reader.infoParts(key);
  const offsets = reader.plain.offsets;
  const coded = found.length === 0 ? null : CodedTexts.ofParts(found.parts);
  if (coded !== null) return codedColumn(reader, key, coded);
  const values = valuesOf(found);
  const vocabulary = reader.vocabularies.get(key.replace(/_code$/, "")) ?? null;
  const ids = !Array.isArray(values) || values.some((value) => typeof value === "number");
  const ofNames = ids ? undefined : reader.vocabularies.get(key);
  return {
    name: key,
    from: "infoset",
    group: null,
    values,
    offsets,
    vocabulary: ids ? vocabulary : null,
    ...ofNames === undefined ? {} : { ids: ofNames },
  };
}

/** A column of texts that are listed when somebody asks for them. */
function codedColumn(reader: DatasetReader, key: string, coded: CodedTexts): KeyColumn {
  const ids = reader.vocabularies.get(key);
  let list: (string | null)[] | null = null;
  return {
    name: key,
    from: "infoset",
    group: null,
    get values() {
      return list ??= coded.list();
    },
    coded,
    offsets: reader.plain.offsets,
    vocabulary: null,
    ...ids === undefined ? {} : { ids },
  };
}

/** The values of a column of the infoset: plain numbers where none is missing. */
function valuesOf({ length, parts }: ColumnParts): PlainNumbers | KeyValue[] {
  const plain = length > 0 &&
    parts.every((part) => part instanceof NumberColumn && part.present === null);
  const values: PlainNumbers | TableValue[] = plain
    ? new Float64Array(length)
    : new Array<TableValue>(length);
  let at = 0;
  for (const part of parts) {
    if (values instanceof Float64Array) values.set((part as NumberColumn).values, at);
    else if (Array.isArray(values)) part.into(values, at, 0, part.length);
    at += part.length;
  }
  if (!Array.isArray(values)) return values;
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (value instanceof Date) values[i] = value.toISOString();
  }
  return values as KeyValue[];
}

async function unknownKey(
  reader: DatasetReader,
  key: string,
  group: string | null,
): Promise<UsageError> {
  const arrayNames = (one: string) => reader.arrays.arrays(one).map(({ name }) => name);
  const groups = reader.arrays.groups();
  const near = group === null ? groups.flatMap(arrayNames) : arrayNames(group);
  const columns = reader.infoset?.columns ?? [];
  const qualified = groups.flatMap((one) => arrayNames(one).map((name) => `${one}.${name}`));
  const joined = (await reader.extraColumns()).map(fullName);
  const names = [...near, ...columns, ...reader.vocabularies.keys(), ...joined, ...qualified];
  const nearest = nearestName(key, names) ?? names.find((name) => name.endsWith(`.${key}`)) ?? null;
  const parts = [
    group === null
      ? `The groups are: ${list(groups)}.`
      : `The group '${group}' has: ${list(arrayNames(group))}.`,
    reader.infoset === null ? "There is no infoset." : `The infoset has: ${list(columns)}.`,
    ...joined.length === 0 ? [] : [`Joined to it are: ${list(joined)}.`],
  ];
  return new UsageError(
    `Cannot find the key '${key}'${group === null ? "" : ` for the group '${group}'`}. ${
      nearest === null ? "" : `Did you mean '${nearest}'? `
    }${parts.join(" ")}`,
    { data: { key, group, nearest } },
  );
}

function list(names: readonly string[]): string {
  if (names.length === 0) return "nothing";
  const shown = names.slice(0, 40).join(", ");
  return names.length > 40 ? `${shown} and ${names.length - 40} more` : shown;
}
