/** Finds which samples, or which of their faces, the rows of a table are about. @module */
import { UsageError } from "../../base/errors.ts";
import { nearestName, suggestNames } from "../../base/suggest.ts";
import type { DatasetReader } from "../read/reader.ts";
import { keyText } from "./column_values.ts";
import type { OutsideTable } from "./read_rows.ts";
import { numberText, sampleFinder } from "./sample_finder.ts";

/** Which columns of the table are which keys of the dataset. */
export type JoinOn = string | readonly string[] | Readonly<Record<string, string>>;

/** Where the rows of a table belong. */
interface MatchedRows {
  /** The columns of the table that were keys. */
  readonly keys: readonly string[];
  /** `"faces"` where rows are about faces; null where they are about samples. */
  readonly group: string | null;
  /** By sample or face: the row of the table; -1 for none. */
  readonly rows: Int32Array;
  /** Where the faces of each sample are; null for samples. */
  readonly offsets: Float64Array | null;
  /** Rows about nothing that is there: their positions, and their keys. */
  readonly unmatched: readonly { readonly row: number; readonly key: string }[];
}

/** Keys that name a face of a sample. */
const FACE_KEYS = ["face_index", "face_entity_id"];
/** Sets of keys that are looked for where none are named, the best first. */
const USUAL = [["name"], ["file", "body_index"], ["file"], ["content_key"], ["id"]];

/**
 * Matches rows by their keys.
 *
 * @throws {UsageError} when a column is missing, two rows are about the same, or no row is about
 *   anything that is there
 */
export async function matchRows(
  reader: DatasetReader,
  table: OutsideTable,
  on: JoinOn | undefined,
): Promise<MatchedRows> {
  if (reader.infoset === null) throw reader.missingInfoset("join a table to the samples");
  const pairs = keysOf(reader, table, on);
  const faceKey = pairs.find(({ ours }) => FACE_KEYS.includes(ours)) ?? null;
  const sampleKeys = pairs.filter((pair) => pair !== faceKey);
  if (sampleKeys.length === 0) {
    throw cannot(
      table,
      `'${faceKey!.theirs}' tells a face of a sample; name the sample too, e.g. ` +
        `on: ["name", "${faceKey!.theirs}"]`,
    );
  }
  const find = await sampleFinder(
    reader,
    sampleKeys.map(({ ours }) => ours),
    (why) => cannot(table, why),
  );
  const keyColumns = pairs.map(({ theirs }) => table.columns.get(theirs)!);
  const shown = (row: number) =>
    keyColumns.map((column) => keyText(column.at(row)) ?? "").join(", ");
  const sampleColumns = sampleKeys.map(({ theirs }) => table.columns.get(theirs)!);
  const faces = faceKey === null ? null : await faceFinder(reader, faceKey.ours);
  const rows = new Int32Array(faces?.offsets[reader.sampleCount] ?? reader.sampleCount).fill(-1);
  const unmatched: { row: number; key: string }[] = [];
  const seen = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    const parts = sampleColumns.map((column) => keyText(column.at(row)));
    const samples = parts.includes(null) ? [] : find(parts as string[]);
    const face = faceKey === null ? null : keyText(table.columns.get(faceKey.theirs)!.at(row));
    const places = faces === null
      ? samples
      : samples.flatMap((s) => face === null ? [] : faces.find(s, face) ?? []);
    for (const place of places) {
      // The same key again, or another spelling of it, such as a path and its end.
      if (rows[place] >= 0) throw twice(table, rows[place], row, shown(row));
      rows[place] = row;
    }
    if (places.length > 0) continue;
    const key = shown(row);
    const twin = seen.get(key);
    if (twin !== undefined) throw twice(table, twin, row, key);
    seen.set(key, row);
    unmatched.push({ row, key });
  }
  if (unmatched.length === table.length) {
    throw await noneMatches(reader, table, sampleKeys, shown(0));
  }
  const keys = pairs.map(({ theirs }) => theirs);
  return {
    keys,
    group: faces === null ? null : "faces",
    rows,
    offsets: faces?.offsets ?? null,
    unmatched,
  };
}

interface KeyPair {
  readonly theirs: string;
  readonly ours: string;
}

function keysOf(reader: DatasetReader, table: OutsideTable, on: JoinOn | undefined): KeyPair[] {
  const pairs = on === undefined ? usualKeys(reader, table) : pairsOf(on);
  if (pairs.length === 0) throw cannot(table, "'on' must name at least one column");
  const known = [...reader.infoset!.columns, ...FACE_KEYS];
  for (const { theirs, ours } of pairs) {
    if (!table.columns.has(theirs)) {
      throw cannot(
        table,
        `it has no column '${theirs}'. ${suggestNames(theirs, table.columns.keys())}`,
      );
    }
    if (!known.includes(ours)) {
      throw cannot(
        table,
        `samples have no '${ours}'. ${
          suggestNames(ours, known)
        } A column of another name is given ` +
          `by on: { "${theirs}": "name" }`,
      );
    }
  }
  return pairs;
}

function pairsOf(on: JoinOn): KeyPair[] {
  if (typeof on === "string") return [{ theirs: on, ours: on }];
  if (Array.isArray(on)) return on.map((name: string) => ({ theirs: name, ours: name }));
  return Object.entries(on).map(([theirs, ours]) => ({ theirs, ours: String(ours) }));
}

function usualKeys(reader: DatasetReader, table: OutsideTable): KeyPair[] {
  const has = (name: string) => table.columns.has(name) && reader.infoset!.has(name);
  const found = USUAL.find((names) => names.every(has));
  if (found === undefined) {
    const names = [...table.columns.keys()];
    throw cannot(
      table,
      `it has none of the columns name, file, content_key and id. Say which of its columns ` +
        `(${names.join(", ")}) names the samples, e.g. on: { "${names[0]}": "name" }`,
    );
  }
  const face = FACE_KEYS.find((name) => table.columns.has(name));
  const names = face === undefined ? found : [...found, face];
  return names.map((name) => ({ theirs: name, ours: name }));
}

/** What finds the row of a face: by its position in the sample, or by its entity number. */
async function faceFinder(reader: DatasetReader, key: string) {
  const name = key === "face_index" ? "body_id_code_faces" : "face_entity_ids";
  const info = reader.arrays.groups().includes("faces") ? reader.arrays.find("faces", name) : null;
  if (info === null) {
    throw new UsageError(
      `Cannot join a table by '${key}' to '${reader.location}': it has no 'faces/${name}'`,
    );
  }
  const { offsets } = await reader.layout(info);
  if (key === "face_index") {
    const find = (sample: number, face: string): number | null => {
      const row = offsets[sample] + Number(face);
      return /^\d+$/.test(face) && row < offsets[sample + 1] ? row : null;
    };
    return { offsets, find };
  }
  const { data } = await reader.read("faces", name);
  const places = new Map<string, number>();
  for (let s = 0; s < reader.sampleCount; s++) {
    for (let row = offsets[s]; row < offsets[s + 1]; row++) places.set(`${s} ${data[row]}`, row);
  }
  return {
    offsets,
    find: (sample: number, face: string) =>
      places.get(`${sample} ${numberText(face.replace(/^#/, ""))}`) ?? null,
  };
}

async function noneMatches(
  reader: DatasetReader,
  table: OutsideTable,
  keys: readonly KeyPair[],
  first: string,
): Promise<UsageError> {
  const { ours, theirs } = keys[0];
  const values = (await reader.infoColumn(ours)).flatMap((one) => keyText(one) ?? []);
  const their = keyText([...table.columns.get(theirs)!].find((one) => keyText(one) !== null)) ??
    first;
  const near = nearestName(their, new Set(values.slice(0, 2000)));
  return cannot(
    table,
    `none of its ${table.length} rows is about a sample of the dataset: its '${theirs}' has ` +
      `'${their}', and '${ours}' of the samples has '${
        near ?? values[0] ?? "nothing"
      }'. Name the ` +
      'columns that mean the same, e.g. on: { part: "name" }',
  );
}

function twice(table: OutsideTable, first: number, second: number, key: string): UsageError {
  return cannot(
    table,
    `the rows ${first + 1} and ${
      second + 1
    } are both about '${key}', and one must be. Remove one, ` +
      "or name more columns in 'on'",
  );
}

function cannot({ from }: OutsideTable, why: string): UsageError {
  const what = from === "the table" ? from : `'${from}'`;
  return new UsageError(`Cannot join ${what}: ${why}`, { data: { table: from } });
}
