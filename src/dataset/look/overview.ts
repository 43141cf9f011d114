/**
 * What is shown of a dataset, as plain data.
 *
 * @module
 */
import type { TableValue } from "../read/parquet_table.ts";
import type { DatasetReader } from "../read/reader.ts";
import { reportOfRun, type RunTimings, runTimings } from "../read/run_timings.ts";
import { splitNames, splitSizes } from "../read/subsets_of_split.ts";
import { type Contents, contentsOf } from "../statistics/contents.ts";
import { type Distribution, distributionOf } from "../statistics/distribution.ts";
import { type ColumnSummary, columnSummary } from "../statistics/column_summary.ts";
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
  /** How many samples each subset of each split has, the first splits. */
  readonly splits: readonly { readonly name: string; readonly sizes: Record<string, number> }[];
  /** How many splits there are beside those. */
  readonly moreSplits: number;
  /** Small pictures of the first samples that have one. */
  readonly pictures: readonly { readonly name: string; readonly png: Uint8Array }[];
  /** The errors of the run by kind, the most frequent first; empty where they are not known. */
  readonly failures: readonly Failure[];
  /** Where the run's time went; null where nothing tells. */
  readonly timings: RunTimings | null;
  /** What decided the bytes, the beginning of a hash; null where it is not known. */
  readonly fingerprint: string | null;
  readonly lineage: Lineage;
  /** What the root's attributes say of where it comes from. */
  readonly origin: Readonly<Record<string, unknown>>;
}

/** Errors of one kind. */
interface Failure {
  readonly count: number;
  readonly errorClass: string;
  /** The message without what differs from item to item. */
  readonly template: string;
  /** One of the items; empty where none is named. */
  readonly example: string;
}

/** Splits and pictures that are shown, and the bytes that these may take. */
const [MOST_SPLITS, MOST_PICTURES, PICTURE_BYTES] = [6, 8, 48_000];
/** Rows in which a picture is looked for. */
const LOOKED_THROUGH = 200;
const FINGERPRINT = 16;

/** Rows of the infoset that are summarised, and shown; labels that are counted. */
const [MOST_SUMMARISED, MOST_ROWS, MOST_LABELS] = [20_000, 2, 3];
/** Values of a label that are counted without being asked for. */
const MOST_COUNTED = 2_000_000;

/** Collects what is shown, within a moment: it reads no large array. */
export async function overviewOf(reader: DatasetReader): Promise<Overview> {
  const { infoset } = reader;
  const summarised = Math.min(reader.sampleCount, MOST_SUMMARISED);
  const columns: ColumnSummary[] = [];
  const rows = Array.from(
    { length: Math.min(MOST_ROWS, summarised) },
    (): Record<string, TableValue> => ({}),
  );
  for (const name of infoset?.columns ?? []) {
    const names = reader.vocabularies.get(name.replace(/_code$/, ""))?.names ?? null;
    const values = await infoset!.column(name, 0, summarised);
    columns.push(columnSummary(name, values, names));
    rows.forEach((row, i) => row[name] = values[i]);
  }
  const contents = await contentsOf(reader);
  const { trunnion } = reader.arrays.attributes;
  const splits = await splitNames(reader);
  return {
    contents,
    splits: await Promise.all(
      splits.slice(0, MOST_SPLITS).map(async (name) => ({
        name,
        sizes: await splitSizes(reader, name),
      })),
    ),
    moreSplits: Math.max(0, splits.length - MOST_SPLITS),
    pictures: await picturesOf(reader),
    failures: failuresOf(await reportOfRun(reader)),
    timings: await runTimings(reader),
    fingerprint: (await reader.mergeKey())?.slice(0, FINGERPRINT) ?? null,
    bytes: await storedBytes(reader),
    flow: reader.flow,
    columns,
    summarised,
    rows: infoset === null ? [] : rows,
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
  ).map(({ name }) => name);
  const columns = [...vocabularies.keys()].filter((key) =>
    reader.sampleCount <= MOST_COUNTED && infoset?.has(`${key}_code`)
  );
  // Names say what a code beside them does, and more.
  const codes = found.filter((name) => !columns.includes(name.replace(/_(?:id|code)$/, "")));
  return [...columns, ...codes.map((name) => `labels/${name}`)].slice(0, MOST_LABELS);
}

/** Pictures of the first samples, as far as there are any and they are small. */
async function picturesOf(reader: DatasetReader): Promise<Overview["pictures"]> {
  const { infoset } = reader;
  if (!infoset?.has("stream_cache_png")) return [];
  const count = Math.min(infoset.length, LOOKED_THROUGH);
  const paths = await infoset.column("stream_cache_png", 0, count);
  const names = infoset.has("name") ? await infoset.column("name", 0, count) : [];
  const found: { name: string; png: Uint8Array }[] = [];
  let room = PICTURE_BYTES;
  for (let s = 0; s < count && found.length < MOST_PICTURES; s++) {
    const path = paths[s];
    if (typeof path !== "string" || path === "") continue;
    const png = await reader.picture(path);
    if (png === null || png.length > room) continue;
    room -= png.length;
    found.push({ name: String(names[s] ?? s), png });
  }
  return found;
}

function failuresOf(report: Readonly<Record<string, unknown>> | null): Failure[] {
  const groups = Array.isArray(report?.errors) ? report.errors : [];
  return groups.map((group) => ({
    count: Number(group?.count ?? 0),
    errorClass: String(group?.errorClass ?? ""),
    template: String(group?.template ?? ""),
    example: String(group?.examples?.[0]?.item ?? ""),
  }));
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
