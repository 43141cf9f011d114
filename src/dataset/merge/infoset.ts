/**
 * The infoset: one row a sample, with where it comes from and all its metadata.
 *
 * @module
 */
import { isAbsolute, resolve } from "node:path";
import { nearestName } from "../../base/suggest.ts";
import type { JsonMetadata, MetadataValue } from "../../storage/data_storage.ts";
import type { EncodedAttributes } from "../../storage/encoded_file.ts";
import { metadataFromJson } from "../../storage/metadata_value.ts";
import type { ColumnType, ColumnValue, ParquetColumn } from "../../storage/parquet.ts";
import { findMetadataRule, type Schema } from "../../storage/schema/schema.ts";
import { codeColumn, type VocabularyEntries, vocabularyEntries } from "./attribset.ts";
import type { KnownVocabularies } from "./vocabulary_file.ts";
import { chooseColumn } from "./metadata_column.ts";
import { type NamedFile, nameSamples } from "./sample_names.ts";
import { type KnownFolder, placeFiles } from "./source_folders.ts";

/** The version of what the tables consist of: raise it whenever the same files give others. */
export const TABLES_VERSION = 2;

/** The columns that every infoset has, in their order. */
const STANDARD = {
  name: "string",
  id: "int64",
  content_key: "string",
  description: "string",
  flow_name: "string",
  stream_cache_png: "string",
  stream_cache_3d: "string",
  subset: "string",
  table_name: "string",
  file_id: "int64",
  file: "string",
  file_hash: "string",
  format: "string",
  units: "string",
  file_units: "string",
  body_index: "int64",
  body_name: "string",
  body_kind: "string",
  instance_count: "int64",
  face_count: "int64",
  edge_count: "int64",
  kernel: "string",
  kernel_version: "string",
  reader: "string",
  profile: "string",
  tolerance: "float64",
} as const satisfies Record<string, ColumnType>;

type StandardName = keyof typeof STANDARD;

/** Columns that provenance fills, or where it has nothing, metadata of that name. */
const PROVENANCE: readonly StandardName[] = [
  "format",
  "units",
  "file_units",
  "kernel",
  "kernel_version",
  "reader",
  "profile",
  "tolerance",
];

/** Columns that are there only where metadata of that name fills them. */
const FILLED_BY_METADATA: readonly StandardName[] = [
  "description",
  "stream_cache_png",
  "stream_cache_3d",
  "subset",
];

/** The column that is there before anything fills it: a split writes into it. */
const LASTING: StandardName = "subset";

/** What `table_name` says in every row: the table that the row is of. */
const TABLE_NAME = "file_info";

/** The tables of a dataset beside its arrays. */
export interface InfosetTables {
  readonly infoset: readonly ParquetColumn[];
  readonly vocabularies: readonly VocabularyEntries[];
  /** The folders that files are told from. */
  readonly folders: readonly KnownFolder[];
  /** Whether samples could have had one name, so that it matters which of them had it before. */
  readonly clash: boolean;
  /** What a person should know, a sentence each. */
  readonly warnings: readonly string[];
}

/** What names depend on beside the files themselves. */
export interface Naming {
  /** The codes that earlier versions of the dataset have given. */
  readonly vocabularies?: KnownVocabularies;
  /** The folders that are looked through: absolute paths with `/`. */
  readonly sourceFolders?: readonly string[];
  /** The folders of the dataset's earlier version. */
  readonly knownFolders?: readonly KnownFolder[];
  /** The names that samples had there, by their `nameKey`. */
  readonly earlierNames?: ReadonlyMap<string, string>;
}

/** A metadata while it is gathered; rows that are not set have none. */
interface Gathered {
  readonly values: MetadataValue[];
  readonly uses: Map<string, number>;
}

/** Gathers the infoset, file by file, in the order of the samples. */
export class InfosetBuilder {
  readonly #flowName: string;
  readonly #standard = new Map<StandardName, ColumnValue[]>(
    (Object.keys(STANDARD) as StandardName[]).map((name) => [name, []]),
  );
  readonly #metadata = new Map<string, Gathered>();
  readonly #files: (Omit<NamedFile, "file"> & { readonly source: EncodedAttributes["source"] })[] =
    [];
  #rows = 0;

  constructor(flowName: string) {
    this.#flowName = flowName;
  }

  /** Adds a row for each sample of a file. */
  add({ name, source, bodies, metadata }: EncodedAttributes): void {
    const hash = source?.hash || null;
    const first = this.#rows;
    for (const body of bodies) {
      const row: Partial<Record<StandardName, ColumnValue>> = {
        id: this.#rows,
        content_key: hash === null ? null : `${hash.slice(0, 12)}_${body.index}`,
        flow_name: this.#flowName,
        table_name: TABLE_NAME,
        file_id: this.#files.length,
        file_hash: hash,
        body_index: body.index,
        body_name: body.name,
        body_kind: body.kind,
        instance_count: body.instance_count,
        face_count: body.face_count,
        edge_count: body.edge_count,
      };
      for (const [column, values] of this.#standard) values.push(row[column] ?? null);
      this.#rows++;
    }
    for (const [key, value] of Object.entries(source?.provenance ?? {})) {
      if (isProvenance(key)) this.#fill(key, first, value);
      else if (value !== null) this.#save(key, value, first, this.#rows);
    }
    const samples = bodies.map((body, i) => [body.metadata, first + i, first + i + 1] as const);
    for (const [own, from, to] of [[metadata, first, this.#rows] as const, ...samples]) {
      for (const [key, json] of Object.entries(own)) this.#save(key, json, from, to);
    }
    this.#files.push({ encoded: name, bodies, source });
  }

  /** The tables for all files added; names that are known keep their codes. */
  build(schema: Schema | null, naming: Naming = {}): InfosetTables {
    const known = naming.vocabularies ?? {};
    const { folders, clash } = this.#name(naming);
    const infoset: ParquetColumn[] = [];
    const taken = new Set<string>([...this.#standard.keys(), ...this.#metadata.keys()]);
    const vocabularies: VocabularyEntries[] = [];
    const warnings: string[] = [];
    for (const [key, { values, uses }] of this.#metadata) {
      while (values.length < this.#rows) values.push(null);
      if (this.#fillStandard(key, values)) continue;
      const rule = schema === null ? null : findMetadataRule(schema, key);
      const meant = schema === null || rule !== null ? null : nearestName(key, namesOf(schema));
      if (meant !== null) {
        warnings.push(`Metadata '${key}' is named by no schema; did you mean '${meant}'?`);
      }
      const name = isStandard(key) ? freeName(`metadata_${key}`, taken) : key;
      if (name !== key) {
        warnings.push(`Metadata '${key}' has the name of a column of the infoset; it is '${name}'`);
      }
      const chosen = chooseColumn({ key: name, values, uses }, rule);
      if (chosen.warning !== null) warnings.push(chosen.warning);
      infoset.push(chosen.column);
      if (!chosen.categorical) continue;
      const vocabulary = vocabularyEntries(chosen.column, chosen.description, known[name]);
      vocabularies.push(vocabulary);
      if (chosen.column.type !== "string") continue;
      infoset.push(codeColumn(chosen.column, vocabulary, freeName(`${name}_code`, taken)));
    }
    const standard = [...this.#standard]
      .filter(([name, values]) => name === LASTING || values.some((value) => value !== null))
      .map(([name, values]): ParquetColumn => ({ name, type: STANDARD[name], values }));
    const rest = infoset.filter(({ values }) => Array.from(values).some((one) => one !== null));
    return { infoset: [...standard, ...rest], vocabularies, folders, clash, warnings };
  }

  /** Fills the columns that say what samples and files are called. */
  #name({ sourceFolders = [], knownFolders = [], earlierNames }: Naming) {
    // What has no hash is an item's name, and no file.
    const isFile = (source: EncodedAttributes["source"]) =>
      source !== null && (source.hash !== "" || isAbsolute(source.path));
    const named = this.#files.filter(({ source }) => isFile(source));
    const plain = (path: string) => resolve(path).replaceAll("\\", "/");
    const { folders, files } = placeFiles(
      named.map(({ source }) => plain(source!.path)),
      sourceFolders,
      knownFolders,
    );
    const texts = new Map(named.map((one, i) => [one, files[i]]));
    const all = this.#files.map((one): NamedFile => ({
      ...one,
      file: texts.get(one) ?? one.source?.path ?? null,
    }));
    const { names, clash } = nameSamples(all, earlierNames);
    this.#standard.set("name", names.flat());
    this.#standard.set("file", all.flatMap(({ file, bodies }) => bodies.map(() => file)));
    return { folders, clash };
  }

  #save(key: string, json: JsonMetadata, from: number, to: number): void {
    const value = metadataFromJson(json);
    const found = this.#metadata.get(key) ?? { values: [], uses: new Map<string, number>() };
    this.#metadata.set(key, found);
    while (found.values.length < from) found.values.push(null);
    for (let row = from; row < to; row++) found.values[row] = value;
    if (typeof value === "string") found.uses.set(value, (found.uses.get(value) ?? 0) + 1);
  }

  #fill(name: StandardName, from: number, value: string | number | null): void {
    const values = this.#standard.get(name)!;
    for (let row = from; row < this.#rows; row++) values[row] = fitStandard(name, value);
  }

  /** Puts metadata into the standard column of its name, where that is what it is for. */
  #fillStandard(key: string, values: readonly MetadataValue[]): boolean {
    if (!isStandard(key)) return false;
    const column = this.#standard.get(key)!;
    if (FILLED_BY_METADATA.includes(key) || PROVENANCE.includes(key)) {
      const fits = values.every((value) => value === null || fitStandard(key, value) !== null);
      if (!fits) return false;
      values.forEach((value, row) => {
        if (value !== null && column[row] === null) {
          column[row] = fitStandard(key, value);
        }
      });
    }
    // What says no more than the column itself need not be said twice.
    return values.every((value, row) => value === null || value === column[row]);
  }
}

function isStandard(key: string): key is StandardName {
  return Object.hasOwn(STANDARD, key);
}

function isProvenance(key: string): key is StandardName {
  return isStandard(key) && PROVENANCE.includes(key);
}

/** The value in the column's type; null where it has none in it. */
function fitStandard(name: StandardName, value: MetadataValue): ColumnValue {
  if (value === null) return null;
  if (STANDARD[name] !== "string") return typeof value === "number" ? value : null;
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
}

/** The name, or one like it that no column has. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}_${i}`;
  taken.add(free);
  return free;
}

/** The metadata that a schema names, patterns left out. */
function namesOf({ metadata }: Schema): string[] {
  return metadata.map(({ name }) => name).filter((name) => !name.includes("*"));
}
