/** A split as it lasts: `<name>.splits/<split>.parquet`. @module */
import type { SchemaElement } from "hyparquet";
import {
  type ColumnChunk,
  columnChunk,
  type Compress,
  fileOfChunks,
  flatElement,
  type FlatValues,
  renamedChunk,
} from "../../storage/parquet_chunk.ts";
import { DatasetError } from "../errors.ts";
import { ParquetTable } from "../read/parquet_table.ts";
import type { TableFile } from "../read/read_store.ts";
import type { SplitRule } from "./split_rule.ts";
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { ListedTexts } from "../../storage/column/text_rows.ts";
import { columnsOf, type SampleColumns, type SplitSample } from "./sample_columns.ts";

/**
 * Why a sample is in no subset: it would have linked two, another one stands for it, or the
 * split's query leaves it out.
 */
type SplitReason = "linking" | "duplicate" | "excluded";

/** A sample and its subset. */
export interface SplitRow extends SplitSample {
  /** Null for one that is in none. */
  readonly subset: string | null;
  /** Why it is in none; null for one that is in some. */
  readonly reason: SplitReason | null;
  /** The name of its class when it was assigned, of several labels a JSON list; null for none. */
  readonly label: string | null;
  /** Whether the dataset has it now; one that has left keeps its place, should it return. */
  readonly present: boolean;
}

/** A split of a dataset. */
export interface SplitRecord {
  readonly rule: SplitRule;
  /** The edges of the bins of each key; null for one of classes. */
  readonly edges: readonly (readonly number[] | null)[];
  /** The samples of the dataset in their order, then those that have left. */
  readonly rows: readonly SplitRow[];
}

/** The key of the metadata in the Parquet file. */
const METADATA = "trunnion_split";
const FORMAT = 2;

/** Rows of a row group. */
const GROUP_ROWS = 100_000;

/** The rows of a split as columns. */
export interface SplitColumns {
  readonly samples: SampleColumns;
  readonly subsets: CodedTexts;
  /** Null where none has one; so are the labels. */
  readonly reasons: readonly SplitRow["reason"][] | null;
  readonly labels: CodedTexts | null;
  /** Left out where all are. */
  readonly present?: readonly boolean[];
}

/** The columns of a split's rows. */
export function splitColumns(rows: readonly SplitRow[]): SplitColumns {
  return {
    samples: columnsOf(rows),
    subsets: CodedTexts.of(rows.map(({ subset }) => subset)),
    reasons: rows.map(({ reason }) => reason),
    labels: CodedTexts.of(rows.map(({ label }) => label)),
    present: rows.map(({ present }) => present),
  };
}

/** The file of a split. No clock stands in it: equal splits are equal bytes. */
export function splitBytes(
  { rule, edges }: Omit<SplitRecord, "rows">,
  { samples, subsets, reasons, labels, present }: SplitColumns,
  compress: Compress = null,
): Uint8Array {
  const { files, hashes, bodies, groups: together, length } = samples;
  const none = new CodedTexts(new Int32Array(length).fill(-1), []);
  type Slices = { slice(from: number, to: number): FlatValues };
  const columns: readonly (readonly [SchemaElement, Slices])[] = [
    [flatElement("subset", "STRING", true), subsets],
    [flatElement("file", "STRING", true), files],
    [flatElement("file_hash", "STRING", true), hashes],
    [flatElement("body_index", "INT32", false), {
      slice: (from, to) => bodies.subarray(from, to),
    }],
    [flatElement("group", "STRING", true), together],
    [flatElement("label", "STRING", true), labels ?? none],
    [flatElement("reason", "STRING", true), reasons === null ? none : new ListedTexts(reasons)],
    [flatElement("present", "BOOLEAN", false), {
      slice: (from, to) => present?.slice(from, to) ?? { same: true, rows: to - from },
    }],
  ];
  const groups = Array.from({ length: Math.ceil(length / GROUP_ROWS) }, (_, g) => {
    const [from, to] = [g * GROUP_ROWS, Math.min(length, (g + 1) * GROUP_ROWS)];
    // By default the files are the groups: the same texts are encoded once.
    const made = new Map<Slices, ColumnChunk>();
    const chunks = columns.map(([element, rows]) => {
      const known = made.get(rows);
      if (known !== undefined) return renamedChunk(known, element.name);
      const chunk = columnChunk(element, rows.slice(from, to), compress);
      made.set(rows, chunk);
      return chunk;
    });
    return { rows: to - from, columns: chunks };
  });
  return fileOfChunks({
    columns: columns.map(([element]) => element),
    groups,
    keyValues: [{ key: METADATA, value: JSON.stringify({ format: FORMAT, rule, edges }) }],
    createdBy: "trunnion",
  });
}

/**
 * Reads the file of a split.
 *
 * @throws {DatasetError} when it is damaged, or not a split
 */
export async function readSplit(file: TableFile): Promise<SplitRecord> {
  const table = await ParquetTable.open(file);
  const metadata = table.keyValues.get(METADATA);
  if (metadata === undefined) throw notASplit(file, `it has no metadata '${METADATA}'`);
  const { format, rule, edges } = parse(file, metadata);
  if (format !== FORMAT) throw notASplit(file, `its format must be ${FORMAT}, found ${format}`);
  const names = rule.subsets.map(({ name }) => name);
  const column = async (name: string) => await table.column(name);
  const [subsets, files, hashes, bodies, groups, labels, reasons, present] = await Promise.all([
    column("subset"),
    column("file"),
    column("file_hash"),
    column("body_index"),
    column("group"),
    column("label"),
    column("reason"),
    column("present"),
  ]);
  const textOf = (value: unknown) => value === null ? null : String(value);
  const rows = subsets.map((one, i): SplitRow => {
    const subset = textOf(one);
    if (subset !== null && !names.includes(subset)) {
      throw notASplit(file, `a subset must be one of ${names.join(", ")}, found ${subset}`);
    }
    return {
      subset,
      file: String(files[i]),
      hash: textOf(hashes[i]),
      body: Number(bodies[i]),
      group: textOf(groups[i]),
      label: textOf(labels[i]),
      reason: textOf(reasons[i]) as SplitReason | null,
      present: present[i] === true,
    };
  });
  // The first splits of this format had no query.
  return { rule: { ...rule, where: rule.where ?? null }, edges, rows };
}

function parse(file: TableFile, text: string): { format: number } & Omit<SplitRecord, "rows"> {
  try {
    return JSON.parse(text);
  } catch {
    throw notASplit(file, "its metadata must be JSON, and are not");
  }
}

function notASplit({ name }: TableFile, why: string): DatasetError {
  return new DatasetError(
    `Cannot read the split '${name}': ${why}. Split again with \`replace\`, or remove the file`,
    { data: { table: name } },
  );
}
