/** What is exported: arrays, columns of the infoset, samples by subset. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { ColumnType } from "../../storage/parquet.ts";
import { DatasetError } from "../errors.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { subsetsOfSplit } from "../read/subsets_of_split.ts";
import { type ExportedArray, exportedArrays } from "./read_block.ts";

/** A column of the infoset. */
export interface ExportedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** A value a sample, in the order of the dataset. */
  readonly values: readonly TableValue[];
}

/** What is exported. */
export interface ExportPlan {
  readonly reader: DatasetReader;
  readonly arrays: readonly ExportedArray[];
  readonly columns: readonly ExportedColumn[];
  /** Positions of samples by the name of their subset; "train" has all where there is no split. */
  readonly subsets: ReadonlyMap<string, readonly number[]>;
  /** Samples that are in no subset of the split, and so are left out. */
  readonly leftOut: number;
  /** Said in every format: names of codes, what each array is. */
  readonly about: ExportAbout;
}

/** What goes along with the numbers. */
export interface ExportAbout {
  readonly format: 1;
  readonly flow: string;
  /** Names by code, by the key of the vocabulary: `{ family: { "0": "gear" } }`. */
  readonly vocabularies: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly arrays: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Samples that are exported as one subset, instead of those of a split. */
export interface ExportedSamples {
  /** What the subset is called. */
  readonly name: string;
  /** Positions in the dataset, ascending. */
  readonly indices: readonly number[];
}

/** Which samples and arrays are exported. */
interface PlanOptions {
  readonly split: string;
  readonly subsets: readonly string[] | null;
  readonly groups: readonly string[] | null;
  /** Null for the samples of the split. */
  readonly only: ExportedSamples | null;
}

const COLUMN_TYPES = {
  text: "string",
  integer: "int64",
  number: "float64",
  boolean: "boolean",
  time: "timestamp",
} as const satisfies Record<string, ColumnType>;

/**
 * Decides what is exported.
 *
 * @throws {UsageError} when there is no such group, split or subset, with what there is
 */
export async function exportPlan(
  reader: DatasetReader,
  { split, subsets: wanted, groups, only }: PlanOptions,
): Promise<ExportPlan> {
  const arrays = await exportedArrays(reader, groups ?? reader.arrays.groups());
  const found = only === null ? await subsetsOfSplit(reader, split) : [];
  const subsets = new Map<string, number[]>();
  found.forEach((name, s) => {
    if (name === null) return;
    if (subsets.has(name)) subsets.get(name)!.push(s);
    else subsets.set(name, [s]);
  });
  if (only !== null) subsets.set(only.name, [...only.indices]);
  const isSplit = subsets.size > 0;
  if (!isSplit) subsets.set("train", found.map((_, s) => s));
  for (const name of wanted ?? []) {
    if (subsets.has(name)) continue;
    const names = suggestNames(name, subsets.keys());
    throw new UsageError(`Cannot export the subset '${name}'. ${names}`, { data: { name } });
  }
  if (reader.sampleCount === 0) {
    throw new DatasetError(`Cannot export '${reader.location}': it has no samples`);
  }
  const kept = [...subsets].filter(([name]) => wanted?.includes(name) ?? true);
  return {
    reader,
    arrays,
    columns: await columnsOf(reader),
    subsets: new Map(kept.sort(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))),
    leftOut: isSplit ? found.filter((name) => name === null).length : 0,
    about: aboutOf(reader, arrays),
  };
}

/** Train, validation, test; then others. */
function order(subset: string): number {
  const at = ["train", "validation", "test"].indexOf(subset);
  return at < 0 ? 3 : at;
}

async function columnsOf({ infoset }: DatasetReader): Promise<ExportedColumn[]> {
  return await Promise.all((infoset?.columns ?? []).map(async (name) => ({
    name,
    type: COLUMN_TYPES[infoset!.typeOf(name)],
    values: await infoset!.column(name),
  })));
}

function aboutOf(reader: DatasetReader, arrays: readonly ExportedArray[]): ExportAbout {
  const { trunnion } = reader.arrays.attributes as { trunnion?: { flow_name?: unknown } };
  return {
    format: 1,
    flow: String(trunnion?.flow_name ?? ""),
    vocabularies: Object.fromEntries(
      [...reader.vocabularies].map(([key, { names }]) => [key, Object.fromEntries(names)]),
    ),
    arrays: Object.fromEntries(arrays.map((array) => {
      const { key, dims, dtype, shape, description, missing, attributes } = array;
      const none = missing === null ? {} : { missing: Number.isNaN(missing) ? "NaN" : missing };
      const inner = shape.slice(1);
      return [key, { dims, dtype, inner, description, ...none, ...attributes }];
    })),
  };
}
