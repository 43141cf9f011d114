/**
 * What is shown of a dataset, as plain data.
 *
 * @module
 */
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { type Contents, contentsOf } from "../statistics/contents.ts";
import { type Distribution, distributionOf } from "../statistics/distribution.ts";
import { type ColumnSummary, columnSummary } from "./column_summary.ts";
import { type Lineage, lineageOf } from "./lineage.ts";

/** What is shown of a dataset. */
export interface Overview {
  readonly contents: Contents;
  /** Bytes on disk by `"group/array"`; empty where the store does not tell. */
  readonly bytes: ReadonlyMap<string, number>;
  /** What its run's `.flow` says; null where the dataset was opened without one. */
  readonly flow: Readonly<Record<string, unknown>> | null;
  /** The columns of the infoset, in a line each. */
  readonly columns: readonly ColumnSummary[];
  /** The samples that the lines tell of, from the first: not all where they are many. */
  readonly summarised: number;
  /** The first rows of the infoset. */
  readonly rows: readonly Readonly<Record<string, TableValue>>[];
  /** How the labels are distributed. */
  readonly labels: readonly Distribution[];
  readonly lineage: Lineage;
  /** What the root's attributes say of where it comes from. */
  readonly origin: Readonly<Record<string, unknown>>;
}

/** Rows of the infoset that are summarised, and shown; labels that are counted. */
const [MOST_SUMMARISED, MOST_ROWS, MOST_LABELS] = [20_000, 2, 3];
/** Values of a label that are counted without being asked for. */
const MOST_COUNTED = 2_000_000;

/** Collects what is shown, within a moment: it reads no large array. */
export async function overviewOf(reader: DatasetReader): Promise<Overview> {
  const { infoset } = reader;
  const summarised = Math.min(reader.sampleCount, MOST_SUMMARISED);
  const columns: ColumnSummary[] = [];
  for (const name of infoset?.columns ?? []) {
    const names = reader.vocabularies.get(name.replace(/_code$/, ""))?.names ?? null;
    const values = await infoset!.column(name, 0, summarised);
    columns.push(columnSummary(name, values, names));
  }
  const contents = await contentsOf(reader);
  const { trunnion } = reader.arrays.attributes;
  return {
    contents,
    bytes: await storedBytes(reader),
    flow: reader.flow,
    columns,
    summarised,
    rows: await infoset?.records(0, Math.min(MOST_ROWS, infoset.length)) ?? [],
    labels: await Promise.all(labelKeys(reader).map((key) => distributionOf(reader, { key }))),
    lineage: await lineageOf(reader),
    origin: typeof trunnion === "object" && trunnion !== null ? { ...trunnion } : {},
  };
}

/** The keys that are taken for labels: arrays of the group `labels`, then columns of categories. */
function labelKeys(reader: DatasetReader): string[] {
  const { arrays, vocabularies, infoset } = reader;
  const own = arrays.groups().includes("labels") ? arrays.arrays("labels") : [];
  const found = own.filter(({ name, shape, dtype }) =>
    shape.length === 1 && shape[0] <= MOST_COUNTED && !name.endsWith("_labels") &&
    dtype !== "float32" && dtype !== "float64"
  ).map(({ name }) => `labels/${name}`);
  const columns = [...vocabularies.keys()].filter((key) =>
    reader.sampleCount <= MOST_COUNTED && infoset?.has(`${key}_code`)
  );
  return [...found, ...columns].slice(0, MOST_LABELS);
}

async function storedBytes(reader: DatasetReader): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const group of reader.arrays.groups()) {
    for (const { name } of reader.arrays.arrays(group)) {
      const bytes = await reader.arrays.storedBytes(group, name);
      if (bytes !== null) found.set(`${group}/${name}`, bytes);
    }
  }
  return found;
}
