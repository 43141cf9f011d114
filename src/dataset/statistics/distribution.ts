/**
 * How the values of a key are distributed over a dataset.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import { distributionPage } from "./distribution_page.ts";
import { binOf } from "./bins.ts";
import { binName, className, distributionEdges, isCategorical } from "./classes.ts";
import { histogramText } from "./histogram_text.ts";
import { type KeyColumn, type KeyValue, resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";

/** What to count. */
export interface DistributionOptions {
  /** The key: an array of the group, or a column of the infoset or attribset. */
  key: string;
  /** The group in which the key is looked for first. */
  group?: string | null;
  /**
   * The number of bins, or their edges. Null bins by itself. Classes have one bin a value: texts,
   * ids of a vocabulary, integers with few distinct values ({@linkcode isCategorical}). Else bins
   * are equally wide, by the finer of the rules of Freedman and Diaconis and of Sturges (numpy's
   * `"auto"`).
   *
   * @default {null}
   */
  bins?: number | readonly number[] | null;
}

/** One bin of a {@linkcode Distribution}. */
export interface DistributionBin {
  /** The class's name, or the interval, e.g. `"[0, 12.5)"`. */
  readonly label: string;
  /** The class itself; null for an interval. */
  readonly value: string | number | boolean | null;
  /** The interval's lower end; null for a class. */
  readonly lower: number | null;
  /** The interval's upper end, which only the last bin includes; null for a class. */
  readonly upper: number | null;
  /** How many values are in the bin: rows of the group, or samples. */
  readonly count: number;
  /** The files with a value in the bin, ascending. */
  readonly fileIds: readonly number[];
  /** The samples with a value in the bin, in sample order. */
  readonly sampleIds: readonly number[];
}

/** Counts by bin; printed as text it is a histogram. */
export class Distribution {
  /** The key in full. */
  readonly key: string;
  /** What was counted: a group's rows, or samples where it is null. */
  readonly group: string | null;
  /** Whether there is a bin a class, or a bin an interval. */
  readonly kind: "categorical" | "numeric";
  /** The bins, ascending. */
  readonly bins: readonly DistributionBin[];
  /** The edges of a numeric distribution, one more than there are bins; else empty. */
  readonly edges: readonly number[];
  /** How many values there are, missing ones and those outside of given edges included. */
  readonly total: number;
  /** How many values are missing: null or NaN. */
  readonly missing: number;

  /** A distribution of what was counted; {@linkcode Dataset.createDistribution} counts. */
  constructor(
    fields: Pick<Distribution, "key" | "group" | "kind" | "bins" | "edges" | "total" | "missing">,
  ) {
    ({
      key: this.key,
      group: this.group,
      kind: this.kind,
      bins: this.bins,
      edges: this.edges,
      total: this.total,
      missing: this.missing,
    } = fields);
  }

  /** The counts by bin. */
  get counts(): number[] {
    return this.bins.map(({ count }) => count);
  }

  /** The files by bin. */
  get fileIds(): (readonly number[])[] {
    return this.bins.map(({ fileIds }) => fileIds);
  }

  /** A histogram for a terminal. */
  toString(): string {
    return histogramText(this);
  }

  /** What a notebook shows: a MIME bundle. */
  [JUPYTER_DISPLAY](): Record<string, string> {
    return pageBundle(distributionPage(this));
  }

  /** What `console.log` writes: the histogram. */
  [INSPECT](): string {
    return this.toString();
  }
}

/**
 * Counts the values of a key by bin.
 *
 * @throws {UsageError} when the key is unknown, or the bins cannot be
 */
export async function distributionOf(
  reader: DatasetReader,
  options: DistributionOptions,
): Promise<Distribution> {
  requireKnownOptions("count values by bin", options, { key: true, group: true, bins: true });
  const { key, group = null, bins = null } = options;
  checkBins(key, bins);
  const column = await resolveKey(reader, key, group);
  const categorical = bins === null && isCategorical(column);
  if (!categorical && firstText(column) !== null) {
    throw new UsageError(
      `Cannot put '${column.name}' into ${
        JSON.stringify(bins)
      } bins: only numbers can be binned, ` +
        `found ${JSON.stringify(firstText(column))}. Leave 'bins' out: each value gets its own bin`,
      { data: { key, bins } },
    );
  }
  const collected = categorical ? collectClasses(column) : collectBins(column, bins);
  const [fileIds, sampleIds] = [await reader.fileIds(), await reader.sampleIds()];
  return new Distribution({
    key: column.name,
    group: column.group,
    kind: categorical ? "categorical" : "numeric",
    edges: collected.edges,
    total: column.values.length,
    missing: collected.missing,
    bins: collected.bins.map(({ samples, ...bin }) => ({
      ...bin,
      fileIds: [...new Set(samples.map((s) => fileIds[s]))].sort((a, b) => a - b),
      sampleIds: samples.map((s) => sampleIds[s]),
    })),
  });
}

type Bin = Omit<DistributionBin, "fileIds" | "sampleIds"> & { samples: number[] };
type Collected = { bins: Bin[]; edges: number[]; missing: number };

function collectClasses(column: KeyColumn): Collected {
  const found = new Map<KeyValue, { count: number; samples: number[] }>();
  let missing = 0;
  eachValue(column, (value, sample) => {
    if (value === null || Number.isNaN(value)) return void missing++;
    let entry = found.get(value);
    if (entry === undefined) found.set(value, entry = { count: 0, samples: [] });
    entry.count++;
    if (entry.samples.at(-1) !== sample) entry.samples.push(sample);
  });
  const bins = [...found].sort(([a], [b]) => compareValues(a, b)).map(([value, entry]) => ({
    label: className(column, value),
    value,
    lower: null,
    upper: null,
    ...entry,
  }));
  return { bins, edges: [], missing };
}

function collectBins(column: KeyColumn, wanted: number | readonly number[] | null): Collected {
  const edges = distributionEdges(column, wanted);
  const bins = Array.from({ length: Math.max(0, edges.length - 1) }, (_, i): Bin => ({
    label: binName(edges, i),
    value: null,
    lower: edges[i],
    upper: edges[i + 1],
    count: 0,
    samples: [],
  }));
  const counts = new Float64Array(bins.length);
  let missing = 0;
  eachValue(column, (value, sample) => {
    if (typeof value !== "number" || Number.isNaN(value)) return void missing++;
    const bin = binOf(value, edges);
    if (bin < 0) return;
    counts[bin]++;
    const { samples } = bins[bin];
    if (samples.at(-1) !== sample) samples.push(sample);
  });
  return {
    bins: bins.map((bin, i) => ({ ...bin, count: counts[i] })),
    edges: Array.from(edges),
    missing,
  };
}

function eachValue(column: KeyColumn, visit: (value: KeyValue, sample: number) => void): void {
  const { values, offsets } = column;
  for (let s = 0; s + 1 < offsets.length; s++) {
    for (let row = offsets[s]; row < offsets[s + 1]; row++) visit(values[row], s);
  }
}

/** Numbers in their order, before texts in code point order. */
function compareValues(a: KeyValue, b: KeyValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return String(a) < String(b) ? -1 : 1;
}

function firstText(column: KeyColumn): KeyValue {
  for (let i = 0; i < column.values.length; i++) {
    const value = column.values[i];
    if (typeof value === "string" || typeof value === "boolean") return value;
  }
  return null;
}

function checkBins(key: string, bins: DistributionOptions["bins"]): void {
  if (bins === null || bins === undefined) return;
  const valid = typeof bins === "number" ? Number.isInteger(bins) && bins >= 1 : bins.length >= 2 &&
    bins.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > bins[i - 1]));
  if (valid) return;
  throw new UsageError(
    `Cannot count '${key}': 'bins' must be null, an integer of at least 1, or at least two ` +
      `ascending edges; found ${JSON.stringify(bins)}`,
    { data: { key, bins } },
  );
}
