/**
 * Which samples a query finds.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { CodedTexts } from "../../storage/column/coded_texts.ts";
import { type KeyColumn, type KeyValue, resolveKey } from "./resolve_key.ts";
import { operand, ORDER, present } from "./operand.ts";
import { requireNoNearText } from "./list_texts.ts";
import { asStored, rangeOf, samplesInRange } from "./number_range.ts";
import type { DatasetReader } from "../read/reader.ts";
import { counting } from "../read/sample_positions.ts";
import {
  type Comparison,
  type Query,
  type QueryValue,
  type RowsQuery,
  Where,
  where as makeWhere,
} from "./where.ts";

/**
 * One row as a query's function sees it: the value of any key, e.g. `row.face_count` or
 * `row["labels.family"]`.
 */
export interface QueryRow {
  /** The value of a key in this row; null where it is missing. */
  // deno-lint-ignore no-explicit-any -- the data alone knows a key's type; `row.n > 1` must compile
  readonly [key: string]: any;
}

/** A query: as data, or as a function of a row. */
export type WhereLike = Where | Query | ((row: QueryRow) => unknown);

/**
 * Finds the samples that a query matches.
 *
 * A query is asked of every row. Its rows are the samples where all its keys have one value a
 * sample; where a key has several, such as `face_types` with one value a face, they are the rows
 * of that key's group, and the other keys' values are repeated for each. **A sample matches if
 * one of its rows matches the whole query**: `face_types == 1 and face_areas > 5` finds the
 * samples with a cylinder larger than 5. A sample without rows in the group does not match.
 * `any`, `all` and `count` have one answer a sample, so each may be about rows of its own.
 *
 * @returns positions of samples, ascending
 * @throws {UsageError} when a key is unknown, when values cannot be compared, or when keys are of
 *   the rows of different groups
 */
export async function evaluateQuery(
  reader: DatasetReader,
  where: WhereLike,
  group: string | null = null,
): Promise<number[]> {
  if (typeof where === "function") return await matchFunction(reader, where, group);
  const query = where instanceof Where ? where.query : queryOf(where);
  const { columns, answers } = await resolveQuery(reader, query, group);
  const column = "key" in query ? columns.get(query.key)! : null;
  const range = "key" in query ? rangeOf(asStored(query, column!.values)) : null;
  const found = range === null ? null : samplesInRange(column!, range);
  if (found !== null) return found;
  const rows = commonRows(reader, columns);
  return matchRows(rows, compile(query, { columns, answers }, rows));
}

/** A query of its data, which is checked: it may come from anywhere. */
function queryOf(data: unknown): Query {
  if (typeof (data as { eq?: unknown } | null)?.eq === "function") {
    throw new UsageError(
      "Cannot find samples by a key alone: a query compares its key with something, as in " +
        `where("face_count").gt(3). Add .eq(...), .gt(...), .in([...]) or another`,
    );
  }
  if (typeof data === "object" && data !== null) return makeWhere.fromJSON(data).query;
  throw new UsageError(
    `Cannot find samples by ${JSON.stringify(data)}: a query is made by where(...), as in ` +
      `where("face_count").gt(3), or is a function of a row, as in (row) => row.face_count > 3`,
  );
}

/** What a query is asked of. */
interface Resolved {
  readonly columns: ReadonlyMap<string, KeyColumn>;
  /** The answers to the queries in it that have one a sample: 1 where it matches. */
  readonly answers: ReadonlyMap<Query, Uint8Array>;
}

async function resolveQuery(
  reader: DatasetReader,
  query: Query,
  group: string | null,
): Promise<Resolved> {
  const columns = new Map<string, KeyColumn>(), answers = new Map<Query, Uint8Array>();
  const visit = async (one: Query): Promise<void> => {
    if (isOfRows(one)) answers.set(one, await answerRows(reader, one, group));
    else if ("queries" in one) { for (const part of one.queries) await visit(part); }
    else if ("query" in one) await visit(one.query);
    else if (!columns.has(one.key)) {
      columns.set(one.key, await resolveKey(reader, one.key, group));
    }
  };
  await visit(query);
  return { columns, answers };
}

function isOfRows(query: Query): query is RowsQuery {
  return query.op === "any" || query.op === "all" || query.op === "count";
}

/** Asks each row, and then each sample of its rows. */
async function answerRows(
  reader: DatasetReader,
  query: RowsQuery,
  group: string | null,
): Promise<Uint8Array> {
  const resolved = await resolveQuery(reader, query.query, group);
  const rows = commonRows(reader, resolved.columns);
  const test = compile(query.query, resolved, rows);
  const answer = new Uint8Array(rows.offsets.length - 1);
  for (let s = 0; s < answer.length; s++) {
    let count = 0;
    const end = rows.offsets[s + 1];
    for (let row = rows.offsets[s]; row < end; row++) if (test(row)) count++;
    const matches = query.op === "count"
      ? COUNTS[query.is.op](count, query.is.value)
      : query.op === "any"
      ? count > 0
      : count === end - rows.offsets[s];
    answer[s] = matches ? 1 : 0;
  }
  return answer;
}

const COUNTS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
};

/** The rows that a query is asked of. */
interface Rows {
  readonly group: string | null;
  readonly offsets: Float64Array;
  /** The sample of each row; made when it is first needed. */
  readonly samples: () => Uint32Array;
}

type Test = (row: number) => boolean;

/** A query that compares a key with one or two values. */
type Compared = Exclude<
  Extract<Query, { value: QueryValue } | { low: QueryValue }>,
  { op: "includes" }
>;

function matchRows({ offsets }: Rows, test: Test): number[] {
  const found: number[] = [];
  for (let s = 0; s + 1 < offsets.length; s++) {
    for (let row = offsets[s]; row < offsets[s + 1]; row++) {
      if (!test(row)) continue;
      found.push(s);
      break;
    }
  }
  return found;
}

function commonRows(reader: DatasetReader, columns: ReadonlyMap<string, KeyColumn>): Rows {
  const wide = [...columns].filter(([, column]) => column.group !== null);
  const other = wide.find(([, column]) => column.group !== wide[0][1].group);
  if (other !== undefined) {
    throw new UsageError(
      `Cannot ask '${wide[0][0]}' and '${
        other[0]
      }' in one query: one has a value for each row of ` +
        `'${wide[0][1].group}', the other for each row of '${other[1].group}'. Ask each of its ` +
        `own rows, as in where("${wide[0][0]}").gt(1).any().and(where("${other[0]}").gt(1).any())`,
      { data: { keys: [wide[0][0], other[0]] } },
    );
  }
  const count = reader.sampleCount;
  const offsets = wide[0]?.[1].offsets ?? counting(count);
  let samples: Uint32Array | null = null;
  return {
    group: wide[0]?.[1].group ?? null,
    offsets,
    samples() {
      if (samples !== null) return samples;
      samples = new Uint32Array(offsets[count]);
      for (let s = 0; s < count; s++) samples.fill(s, offsets[s], offsets[s + 1]);
      return samples;
    },
  };
}

/** Reads a column by the rows of the query. */
function accessor(column: KeyColumn, rows: Rows): (row: number) => KeyValue {
  const { values } = column;
  if (column.group !== null || rows.group === null) return (row) => values[row];
  const samples = rows.samples();
  return (row) => values[samples[row]];
}

/**
 * Compares the numbers of a column by the rows of the query, as fast as can be. Null where its
 * values are no plain numbers, are of other rows, or are compared with none.
 *
 * No comparison with NaN holds but `ne`, as with a missing value.
 */
function numberTest(query: Compared, column: KeyColumn, rows: Rows): Test | null {
  const { values } = column;
  if (
    !(values instanceof Float32Array || values instanceof Float64Array ||
      values instanceof Int32Array || values instanceof Uint8Array)
  ) return null;
  if (column.group === null && rows.group !== null) return null;
  if (query.op === "between") {
    const { low, high } = query;
    if (typeof low !== "number" || typeof high !== "number") return null;
    return (row) => values[row] >= low && values[row] <= high;
  }
  const { value } = query;
  if (typeof value !== "number" || Number.isNaN(value)) return null;
  switch (query.op) {
    case "eq":
      return (row) => values[row] === value;
    case "ne":
      return (row) => values[row] !== value;
    case "gt":
      return (row) => values[row] > value;
    case "ge":
      return (row) => values[row] >= value;
    case "lt":
      return (row) => values[row] < value;
    case "le":
      return (row) => values[row] <= value;
  }
}

/** Asks each of few different texts once, and the rows by their numbers. */
function codedTest(
  query: Extract<Query, { key: string }>,
  { name, from, offsets, vocabulary, ids }: KeyColumn,
  { codes, names }: CodedTexts,
  rows: Rows,
): Test {
  const values = [null, ...names];
  const few: KeyColumn = { name, from, group: null, values, offsets, vocabulary, ids };
  const columns = new Map([[query.key, few]]);
  const none: Rows = { group: null, offsets, samples: () => new Uint32Array(0) };
  const test = compile(query, { columns, answers: new Map() }, none);
  const matches = Uint8Array.from(values, (_, place) => test(place) ? 1 : 0);
  if (rows.group === null) return (row) => matches[codes[row] + 1] === 1;
  const samples = rows.samples();
  return (row) => matches[codes[samples[row]] + 1] === 1;
}

function compile(query: Query, resolved: Resolved, rows: Rows): Test {
  switch (query.op) {
    case "and": {
      const tests = query.queries.map((one) => compile(one, resolved, rows));
      return (row) => tests.every((test) => test(row));
    }
    case "or": {
      const tests = query.queries.map((one) => compile(one, resolved, rows));
      return (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = compile(query.query, resolved, rows);
      return (row) => !test(row);
    }
    case "any":
    case "all":
    case "count": {
      const answer = resolved.answers.get(query)!;
      if (rows.group === null) return (sample) => answer[sample] === 1;
      const samples = rows.samples();
      return (row) => answer[samples[row]] === 1;
    }
  }
  const column = resolved.columns.get(query.key)!;
  return compileKey(asStored(query, column.values), column, rows);
}

/** A query that compares one key. */
function compileKey(
  query: Extract<Query, { key: string }>,
  column: KeyColumn,
  rows: Rows,
): Test {
  if (column.coded !== undefined) return codedTest(query, column, column.coded, rows);
  const fast = query.op === "in" || query.op === "includes"
    ? null
    : numberTest(query, column, rows);
  if (fast !== null) return fast;
  const at = accessor(column, rows);
  if (column.isList) return compileList(query, column, at);
  if (query.op === "includes") {
    const wanted = String(operand(column, query.value));
    return (row) => String(present(at(row)) ?? "").includes(wanted);
  }
  if (query.op === "in") {
    const wanted = new Set(query.values.map((value) => operand(column, value, true)));
    return (row) => wanted.has(present(at(row)));
  }
  if (query.op === "between") {
    const [low, high] = [operand(column, query.low), operand(column, query.high)];
    return (row) => {
      const value = present(at(row));
      return value !== null && low !== null && high !== null && value >= low && value <= high;
    };
  }
  const named = query.op === "eq" || query.op === "ne";
  const wanted = operand(column, query.value, named);
  if (query.op === "eq") return (row) => present(at(row)) === wanted;
  if (query.op === "ne") return (row) => present(at(row)) !== wanted;
  const compare = ORDER[query.op];
  return (row) => {
    const value = present(at(row));
    return value !== null && wanted !== null && compare(value, wanted);
  };
}

/** What is asked of a list of texts: whether it has one, or has any. */
function compileList(
  query: Extract<Query, { key: string }>,
  { name, values }: KeyColumn,
  at: (row: number) => KeyValue,
): Test {
  requireNoNearText(name, values, query);
  const list = (row: number) => String(at(row) ?? "").split("\n").filter((text) => text !== "");
  switch (query.op) {
    case "includes":
    case "eq":
    case "ne": {
      const { value, op } = query;
      if (value === null) return (row) => (list(row).length === 0) === (op === "eq");
      return (row) => list(row).includes(String(value)) === (op !== "ne");
    }
    case "in": {
      const wanted = query.values.map(String);
      return (row) => list(row).some((text) => wanted.includes(text));
    }
    default:
      throw new UsageError(
        `Cannot compare '${name}' by '${query.op}': it holds lists of texts. Ask includes, eq, ` +
          "ne or in",
        { data: { key: name } },
      );
  }
}

/** Thrown out of a query's function where it asks for a key that is not loaded yet. */
class NotLoaded {
  constructor(readonly key: string) {}
}

/**
 * Asks a function. Which keys it uses is found by calling it: where it meets a key that is not
 * loaded, the key is loaded, and the row begun again.
 */
async function matchFunction(
  reader: DatasetReader,
  where: (row: QueryRow) => unknown,
  group: string | null,
): Promise<number[]> {
  const columns = new Map<string, KeyColumn>();
  for (;;) {
    const rows = commonRows(reader, columns);
    const loaded = new Map([...columns].map(([key, column]) => [key, accessor(column, rows)]));
    let current = 0;
    const view = new Proxy({}, {
      get(_, key) {
        if (typeof key === "symbol") return undefined;
        const at = loaded.get(key);
        if (at === undefined) throw new NotLoaded(key);
        return at(current);
      },
    });
    try {
      return matchRows(rows, (row) => {
        current = row;
        const result = where(view);
        if (!(result instanceof Promise)) return Boolean(result);
        throw new UsageError("Cannot query by an async function: it must return a boolean at once");
      });
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      columns.set(error.key, await resolveKey(reader, error.key, group));
    }
  }
}
