/** Puts what is noted of samples beside those of a dataset's present version. @module */
import type { ExtraColumn } from "../read/extra_column.ts";
import type { DatasetReader } from "../read/reader.ts";
import type { Vocabulary } from "../read/vocabulary.ts";
import type { SplitSample } from "../split/sample_columns.ts";
import { samplesOf } from "../split/split_sample.ts";
import { findSamples } from "./find_samples.ts";
import type { Note, NoteColumn } from "./note_file.ts";

/**
 * The columns of a note. A sample is the one that was noted by path, hash and body, else by hash
 * and body, else by path and body. Of faces only the first two count: where a file was edited, its
 * faces may be others, and they have no value.
 *
 * @param table the name that the note is kept under; null for one in memory
 */
export async function applyNote(
  reader: DatasetReader,
  { group, columns, rows }: Note,
  table: string | null,
): Promise<ExtraColumn[]> {
  // A note of samples has a row for each.
  const [earlier, rowsOf] = group === null
    ? [rows.map((row) => ({ ...row, group: null })), null]
    : samplesIn(rows);
  const found = findSamples(earlier, await samplesOf(reader, null));
  const offsets = group === null ? null : await offsetsOf(reader, group);
  const length = offsets === null ? reader.sampleCount : offsets[reader.sampleCount];
  const from = new Int32Array(length).fill(-1);
  found.forEach((one, s) => {
    if (one === null || (offsets !== null && one.match === "edited")) return;
    if (offsets === null || rowsOf === null) {
      from[s] = one.index;
      return;
    }
    for (const r of rowsOf[one.index]) {
      if (offsets[s] + rows[r].row! < offsets[s + 1]) from[offsets[s] + rows[r].row!] = r;
    }
  });
  const values = (c: number) => Array.from(from, (r) => r < 0 ? null : rows[r].values[c]);
  return noteColumns(reader, { group, columns, table }, values);
}

/**
 * The columns of a table, by samples or by faces.
 *
 * @param valuesOf the values of a column, by its place
 */
export function noteColumns(
  reader: DatasetReader,
  { group, columns, table }: Pick<Note, "group" | "columns"> & { readonly table: string | null },
  valuesOf: (column: number) => (string | number | boolean | null)[],
): ExtraColumn[] {
  return columns.flatMap((column, c) => {
    const values = valuesOf(c);
    const base = { name: column.name, table, group };
    if (column.names === null) {
      return [{ ...base, values, vocabulary: knownVocabulary(reader, column, values) }];
    }
    const vocabulary = vocabularyOf(column);
    const codes = values.map((value) => vocabulary.ids.get(String(value)) ?? null);
    return [
      { ...base, values, vocabulary: null },
      { ...base, name: `${column.name}_code`, values: codes, vocabulary },
    ];
  });
}

/** Different samples among rows, with the rows that each has. */
function samplesIn(rows: Note["rows"]): [SplitSample[], number[][]] {
  const samples: SplitSample[] = [];
  const rowsOf: number[][] = [];
  const known = new Map<string, number>();
  rows.forEach(({ file, hash, body }, r) => {
    const key = `${body} ${hash ?? ""}\n${file}`;
    let at = known.get(key);
    if (at === undefined) {
      known.set(key, at = samples.length);
      samples.push({ file, hash, body, group: null });
      rowsOf.push([]);
    }
    rowsOf[at].push(r);
  });
  return [samples, rowsOf];
}

/** Where the rows of each sample are in a group; none where the dataset lacks it. */
async function offsetsOf(reader: DatasetReader, group: string): Promise<Float64Array> {
  const info = reader.arrays.groups().includes(group)
    ? reader.arrays.find(group, `body_id_code_${group}`) ?? reader.arrays.arrays(group)[0]
    : null;
  return info === null
    ? new Float64Array(reader.sampleCount + 1)
    : (await reader.layout(info)).offsets;
}

function vocabularyOf({ name, names }: NoteColumn): Vocabulary {
  const pairs = names!.map((text, id) => [id, text] as const);
  return {
    key: name,
    names: new Map(pairs),
    ids: new Map(pairs.map(([id, text]) => [text, id])),
  };
}

/** Whole numbers of a column that is called like one of the dataset's vocabularies: its codes. */
function knownVocabulary(
  { vocabularies }: DatasetReader,
  { name }: NoteColumn,
  values: readonly (string | number | boolean | null)[],
): Vocabulary | null {
  const vocabulary = vocabularies.get(name.replace(/_code$/, "")) ?? null;
  return values.every((value) => value === null || Number.isInteger(value)) ? vocabulary : null;
}
