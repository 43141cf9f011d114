/** A split as it lasts: `<name>.splits/<split>.parquet`. @module */
import { parquetWriteBuffer } from "hyparquet-writer";
import { DatasetError } from "../errors.ts";
import { ParquetTable } from "../read/parquet_table.ts";
import type { TableFile } from "../read/read_store.ts";
import type { SplitSample } from "./split_sample.ts";
import { type SubsetName, SUBSETS } from "./subset_name.ts";

/** What a split was made by; new samples are assigned by the same. */
export interface SplitRule {
  readonly key: string;
  readonly group: string | null;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  readonly bins: number | null;
  readonly groupBy: string | null;
}

/** A sample and its subset. */
export interface SplitRow extends SplitSample {
  /** Null for one that would have linked two subsets. */
  readonly subset: SubsetName | null;
  /** The name of its class when it was assigned. */
  readonly label: string;
  /** Whether the dataset has it now; one that has left keeps its place, should it return. */
  readonly present: boolean;
}

/** A split of a dataset. */
export interface SplitRecord {
  readonly rule: SplitRule;
  /** The edges of the bins of a measured key; null for classes. */
  readonly edges: readonly number[] | null;
  /** The samples of the dataset in their order, then those that have left. */
  readonly rows: readonly SplitRow[];
}

/** The key of the metadata in the Parquet file. */
const METADATA = "trunnion_split";

/** The file of a split. No clock stands in it: equal splits are equal bytes. */
export function splitBytes({ rule, edges, rows }: SplitRecord): Uint8Array {
  const text = (name: string, data: (string | null)[]) =>
    ({ name, data, type: "STRING", nullable: true }) as const;
  const bytes = parquetWriteBuffer({
    columnData: [
      text("subset", rows.map(({ subset }) => subset)),
      text("file", rows.map(({ file }) => file)),
      text("file_hash", rows.map(({ hash }) => hash)),
      { name: "body_index", data: rows.map(({ body }) => body), type: "INT32", nullable: false },
      text("group", rows.map(({ group }) => group)),
      text("label", rows.map(({ label }) => label)),
      { name: "present", data: rows.map((row) => row.present), type: "BOOLEAN", nullable: false },
    ],
    kvMetadata: [{ key: METADATA, value: JSON.stringify({ format: 1, rule, edges }) }],
    createdBy: "trunnion",
  });
  return new Uint8Array(bytes);
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
  if (format !== 1) throw notASplit(file, `its format must be 1, found ${format}`);
  const rows = (await table.records()).map((row): SplitRow => {
    const subset = row.subset === null ? null : SUBSETS.find((name) => name === row.subset);
    if (subset === undefined) {
      throw notASplit(file, `a subset must be one of ${SUBSETS.join(", ")}, found ${row.subset}`);
    }
    return {
      subset,
      file: String(row.file),
      hash: row.file_hash === null ? null : String(row.file_hash),
      body: Number(row.body_index),
      group: row.group === null ? null : String(row.group),
      label: String(row.label),
      present: row.present === true,
    };
  });
  return { rule, edges, rows };
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
