/** Joins a table from outside to the samples of a dataset, or to their faces. @module */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { ExtraColumn } from "../read/extra_column.ts";
import type { DatasetReader } from "../read/reader.ts";
import { samplesOf } from "../split/split_sample.ts";
import { noteColumns } from "./apply_note.ts";
import { columnValues } from "./column_values.ts";
import { notesOf } from "./kept_notes.ts";
import { EXAMPLES, type JoinReport } from "./join_report.ts";
import { type JoinOn, matchRows } from "./match_rows.ts";
import { type Note, noteBytes, type NoteColumn, type NoteRows, readNote } from "./note_file.ts";
import { type JoinTable, readRows } from "./read_rows.ts";

/** How a table is joined. */
export interface JoinOptions {
  /**
   * The columns by which rows are told: one, several, or the table's name of each with the
   * dataset's (`{ part: "name" }`). Any column of the infoset names samples, and one row may be
   * about several, such as all bodies of a `file`. `face_index` or `face_entity_id` beside it
   * names a face. A `file` may be the end of its path, or longer than the dataset has it.
   *
   * @default {the first that the table has: name, file and body_index, file, content_key, id; with
   * face_index or face_entity_id if it has that}
   */
  readonly on?: JoinOn;
  /**
   * Keeps the columns under this name, beside the dataset: they are there when it is opened again,
   * and in its later versions, and `"name.column"` always finds them.
   *
   * @default {kept in memory, for what `join` returns}
   */
  readonly name?: string;
  /**
   * The columns that are taken.
   *
   * @default {all but the keys}
   */
  readonly columns?: readonly string[];
  /**
   * Whether what is kept under the name is replaced. Codes of its classes stay.
   *
   * @default {false}
   */
  readonly replace?: boolean;
}

const OPTIONS: OptionNames<JoinOptions> = { on: true, name: true, columns: true, replace: true };

/** Names that a table cannot be kept under: they are kept for other notes. */
const RESERVED = ["tags", "views"];
/** More different texts than this are no vocabulary; each comes twice on average. */
const LARGEST_VOCABULARY = 1000;
/**
 * Joins a table.
 *
 * @throws {UsageError} when it cannot be read, its keys are not found or not unique, a name is
 * taken, or no row is about anything that is there
 */
export async function joinTable(
  reader: DatasetReader,
  outside: JoinTable,
  options: JoinOptions = {},
): Promise<{ columns: ExtraColumn[]; report: JoinReport }> {
  requireKnownOptions("join a table", options, OPTIONS);
  const { on, name = null, replace = false } = options;
  const before = name === null ? null : await requireName(reader, name, replace);
  const table = await readRows(outside);
  const { keys, group, rows, offsets, unmatched } = await matchRows(reader, table, on);
  const chosen = chosenColumns(options.columns, [...table.columns.keys()], keys, table.from);
  const values = chosen.map((column) => columnValues(table.columns.get(column)!, table));
  const noted = chosen.map((column, c): NoteColumn => ({
    name: column,
    names: vocabularyNames(reader, column, values[c], before),
  }));
  const matched = rows.map((_, place) => place).filter((place) => rows[place] >= 0);
  const columns = noteColumns(reader, { group, columns: noted, table: name }, (c) => {
    const own = new Array<string | number | boolean | null>(rows.length).fill(null);
    for (const place of matched) own[place] = values[c][rows[place]];
    return own;
  });
  if (name === null) await requireFree(reader, columns);
  else {
    const kept = await noteRows(reader, { matched, rows, offsets, values });
    const notes = notesOf(reader, `keep '${name}'`);
    await notes.write(
      name,
      noteBytes({ group, columns: noted, rows: kept }, notes.compressZstd),
    );
  }
  return {
    columns,
    report: {
      name,
      columns: columns.map((column) => name === null ? column.name : `${name}.${column.name}`),
      level: group === null ? "sample" : "face",
      rows: table.length,
      unmatchedRows: unmatched.length,
      unmatchedExamples: unmatched.slice(0, EXAMPLES).map(({ row, key }) => ({
        row: row + 1,
        key,
      })),
      matched: matched.length,
      without: rows.length - matched.length,
      withoutExamples: await namesOf(reader, examplesWithout(rows, offsets)),
    },
  };
}

/** What is noted of the samples or faces that rows are about. */
async function noteRows(
  reader: DatasetReader,
  { matched, rows, offsets, values }: {
    readonly matched: Int32Array;
    readonly rows: Int32Array;
    readonly offsets: Float64Array | null;
    readonly values: readonly (string | number | boolean | null)[][];
  },
): Promise<NoteRows> {
  const samples = await samplesOf(reader, null);
  const sampleOf = offsets === null ? null : new Int32Array(rows.length);
  if (offsets !== null) samples.forEach((_, s) => sampleOf!.fill(s, offsets[s], offsets[s + 1]));
  return {
    length: matched.length,
    at(i) {
      const place = matched[i];
      const sample = sampleOf === null ? place : sampleOf[place];
      const { file, hash, body } = samples[sample];
      const own = values.map((column) => column[rows[place]]);
      return {
        file,
        hash,
        body,
        row: offsets === null ? null : place - offsets[sample],
        values: own,
      };
    },
  };
}

/** Some samples of which no row is, or of a face of which none is. */
function examplesWithout(rows: Int32Array, offsets: Float64Array | null): number[] {
  const found: number[] = [];
  const samples = offsets === null ? rows.length : offsets.length - 1;
  for (let s = 0; s < samples && found.length < EXAMPLES; s++) {
    const [from, to] = offsets === null ? [s, s + 1] : [offsets[s], offsets[s + 1]];
    let place = from;
    while (place < to && rows[place] >= 0) place++;
    if (place < to) found.push(s);
  }
  return found;
}

/** The names of some samples; their positions where they have none. */
async function namesOf(reader: DatasetReader, samples: readonly number[]): Promise<string[]> {
  const columns = reader.infoset!.has("name") ? ["name"] : [];
  return await Promise.all(samples.map(async (s) => {
    const [name] = await reader.infoRow(columns, s);
    return String(name ?? s);
  }));
}

/** Checks a name, and gives the note that is there. */
async function requireName(
  reader: DatasetReader,
  name: string,
  replace: boolean,
): Promise<Note | null> {
  const wrong = (why: string) =>
    new UsageError(`Cannot keep a table as '${name}': ${why}`, { data: { name } });
  if (typeof name !== "string" || !/^[\w-]+$/.test(name)) {
    throw wrong("its name must be of letters, digits, '-' and '_', as it is that of a file");
  }
  if (RESERVED.includes(name) || reader.arrays.groups().includes(name)) {
    throw wrong(
      `${RESERVED.includes(name) ? "tags and views" : "a group of the dataset"} have ` +
        "that name. Choose another one",
    );
  }
  const file = await notesOf(reader, `keep '${name}'`).table(name);
  if (file === null) return null;
  if (!replace) throw wrong("there is one of that name. Choose another, or say `replace: true`");
  return await readNote(file).catch(() => null); // a damaged one is what is being replaced
}

function chosenColumns(
  wanted: readonly string[] | undefined,
  there: readonly string[],
  keys: readonly string[],
  from: string,
): string[] {
  const unknown = wanted?.find((name) => !there.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `Cannot join '${from}': it has no column '${unknown}'. ${suggestNames(unknown, there)}`,
      { data: { column: unknown } },
    );
  }
  // What says what a row is about is known of the sample already.
  const known = [...keys, "file", "file_hash", "body_index", "face_index"];
  const chosen = [...new Set(wanted ?? there)].filter((name) => !known.includes(name));
  if (chosen.length > 0) return chosen;
  throw new UsageError(
    `Cannot join '${from}': it has no column beside its keys ${keys.join(", ")}. A table to be ` +
      "joined has a column with what is to be known",
  );
}

/** The names of a vocabulary by code, those that were known first; null where there is none. */
function vocabularyNames(
  { vocabularies }: DatasetReader,
  name: string,
  values: readonly (string | number | boolean | null)[],
  before: Note | null,
): string[] | null {
  const distinct = new Set<string>();
  let count = 0;
  for (const value of values) {
    if (typeof value !== "string") continue;
    count++;
    distinct.add(value);
    if (distinct.size > LARGEST_VOCABULARY) return null;
  }
  if (count === 0 || 2 * distinct.size > count) return null;
  const known = before?.columns.find((column) => column.name === name)?.names ??
    [...vocabularies.get(name)?.names ?? []].sort(([a], [b]) => a - b).map(([, text]) => text);
  for (const text of known) distinct.delete(text);
  return [...known, ...[...distinct].sort((a, b) => a < b ? -1 : 1)];
}

/** Columns in memory are found by their own names, which nothing else may have. */
async function requireFree(reader: DatasetReader, columns: readonly ExtraColumn[]): Promise<void> {
  const arrays = reader.arrays.groups()
    .flatMap((group) => reader.arrays.arrays(group).map(({ name }) => name));
  const others = (await reader.extraColumns()).map(({ name }) => name);
  const taken = [...arrays, ...others, ...reader.infoset?.columns ?? []];
  const clash = columns.find(({ name }) => taken.includes(name));
  if (clash === undefined) return;
  throw new UsageError(
    `Cannot join the column '${clash.name}': the dataset has one of that name. Keep the table ` +
      `under a name, by which its columns are found: join(table, { name: "predictions" }) gives ` +
      `'predictions.${clash.name}'. Or take others: columns: [...]`,
    { data: { column: clash.name } },
  );
}
