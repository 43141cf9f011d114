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
import { suggestNames } from "../../base/suggest.ts";
import { binOf, equalBinOf, isBinCount, MOST_ASKED_BINS } from "./bins.ts";
import { binName, className, finiteNumbers, isCategorical } from "./classes.ts";
import { type BinScale, divideValues, type WantedBins } from "./divide_values.ts";
import { isPlain } from "../read/plain_numbers.ts";
import { SampleSet } from "./sample_set.ts";
import { countBins } from "./count_bins.ts";
import { histogramText } from "./histogram_text.ts";
import { type KeyColumn, type KeyValue, resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { limitText } from "../../base/limit_text.ts";

/** What to count. */
export interface DistributionOptions {
  /** The key: an array of the group, or a column of the infoset or attribset. */
  key: string;
  /** The group in which the key is looked for first. */
  group?: string | null;
  /**
   * - A number: so many bins of equal width. A list: the edges of bins, ascending.
   * - `"log"`: bins of equal ratio, on a logarithmic axis; zeros have a bin of their own.
   * - `"quantile"`: bins of about equally many values.
   * - `"auto"`, or null: classes have one bin a value, which are texts, ids of a vocabulary and
   *   integers with few distinct values. Else equally wide bins, by the finer of the rules of
   *   Freedman and Diaconis and of Sturges (numpy's `"auto"`); but where a long tail would leave
   *   three quarters of them as good as empty, and others are filled clearly better, those of
   *   `"log"`, or of `"quantile"` where a value is negative.
   *
   * @default {"auto"}
   */
  bins?: WantedBins;
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
  /** How the edges divide the axis; null for classes, and where the edges were given. */
  readonly scale: BinScale | null;
  /** How many values there are, missing ones and those outside of given edges included. */
  readonly total: number;
  /** How many values are missing: null or NaN. */
  readonly missing: number;

  /** A distribution of what was counted; {@linkcode Dataset.createDistribution} counts. */
  constructor(
    fields:
      & Pick<Distribution, "key" | "group" | "kind" | "bins" | "edges" | "total" | "missing">
      & Partial<Pick<Distribution, "scale">>,
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
    this.scale = fields.scale ?? null;
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
  const { key, group = null } = options;
  const bins = options.bins === "auto" ? null : options.bins ?? null;
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
  const ids = { files: await reader.fileIds(), samples: await reader.sampleIds() };
  return new Distribution({
    key: column.name,
    group: column.group,
    kind: categorical ? "categorical" : "numeric",
    edges: collected.edges,
    scale: collected.scale,
    total: column.values.length,
    missing: collected.missing,
    bins: collected.bins.map((bin) => withIds(bin, ids)),
  });
}

/** A bin with the ids of its samples and files, which are made when they are asked for. */
function withIds(
  { samples, ...bin }: Bin,
  ids: { readonly files: readonly number[]; readonly samples: readonly number[] },
): DistributionBin {
  let files: readonly number[] | null = null, own: readonly number[] | null = null;
  return {
    ...bin,
    get fileIds() {
      return files ??= distinctAscending(samples().map((s) => ids.files[s]));
    },
    get sampleIds() {
      return own ??= samples().map((s) => ids.samples[s]);
    },
  };
}

/** The numbers ascending, each once. */
function distinctAscending(numbers: readonly number[]): number[] {
  const ascending = numbers.every((number, i) => i === 0 || number >= numbers[i - 1]);
  const sorted = ascending ? numbers : numbers.toSorted((a, b) => a - b);
  return sorted.filter((number, i) => i === 0 || number !== sorted[i - 1]);
}

type Bin = Omit<DistributionBin, "fileIds" | "sampleIds"> & {
  /** The samples with a value in it. */
  readonly samples: () => readonly number[];
};
interface Collected {
  readonly bins: Bin[];
  readonly edges: number[];
  readonly scale: BinScale | null;
  readonly missing: number;
}

/** A class while its values are counted. */
interface Counted {
  count: number;
  readonly samples: SampleSet;
  /** The last of its samples. */
  last: number;
}

/** Codes below this are found by their place, others by a hash. */
const CODES = 1 << 16;

function collectClasses({ values, offsets, ...column }: KeyColumn): Collected {
  const found = new Map<KeyValue, Counted>();
  const codes: (Counted | undefined)[] = [];
  let missing = 0;
  for (let s = 0; s + 1 < offsets.length; s++) {
    for (let row = offsets[s]; row < offsets[s + 1]; row++) {
      const value = values[row];
      const code = typeof value === "number" && value >= 0 && value < CODES ? value : -1;
      let entry = code < 0 ? undefined : codes[code];
      if (entry === undefined) {
        if (value === null || Number.isNaN(value)) {
          missing++;
          continue;
        }
        entry = found.get(value);
        if (entry === undefined) {
          entry = { count: 0, samples: new SampleSet(offsets.length - 1), last: -1 };
          found.set(value, entry);
        }
        if (Number.isInteger(code) && code >= 0) codes[code] = entry;
      }
      entry.count++;
      if (entry.last !== s) entry.samples.add(entry.last = s);
    }
  }
  const bins = [...found].sort(([a], [b]) => compareValues(a, b)).map(([value, entry]) => ({
    label: className({ values, offsets, ...column }, value),
    value,
    lower: null,
    upper: null,
    count: entry.count,
    samples: () => entry.samples.list(),
  }));
  return { bins, edges: [], scale: null, missing };
}

function collectBins(column: KeyColumn, wanted: WantedBins): Collected {
  // Millions of numbers need not be copied for given edges, or for two ends.
  const numbers = typeof wanted === "number"
    ? extent(column)
    : Array.isArray(wanted)
    ? []
    : finiteNumbers(column.values);
  const { scale, edges } = divideValues(column.name, numbers, wanted);
  const bins = Array.from({ length: Math.max(0, edges.length - 1) }, (_, i) => ({
    // Zeros alone lie below the least positive number.
    label: scale === "log" && edges[i] === 0 ? "0" : binName(edges, i),
    value: null,
    lower: edges[i],
    upper: edges[i + 1],
  }));
  const { values, offsets } = column;
  const counted = isPlain(values) ? countBins(values, offsets, edges, scale === "linear") : null;
  if (counted !== null) {
    const { counts, missing, samplesIn } = counted;
    const own = bins.map((bin, i) => ({ ...bin, count: counts[i], samples: () => samplesIn(i) }));
    return { bins: own, edges: Array.from(edges), scale, missing };
  }
  const samples = bins.map((): number[] => []);
  const counts = new Float64Array(bins.length);
  const last = new Int32Array(bins.length).fill(-1);
  const find = scale === "linear" ? equalBinOf(edges) : (value: number) => binOf(value, edges);
  let missing = 0;
  for (let s = 0; s + 1 < offsets.length; s++) {
    for (let row = offsets[s]; row < offsets[s + 1]; row++) {
      const value = values[row];
      if (typeof value !== "number" || Number.isNaN(value)) {
        missing++;
        continue;
      }
      const bin = find(value);
      if (bin < 0) continue;
      counts[bin]++;
      if (last[bin] !== s) samples[bin].push(last[bin] = s);
    }
  }
  return {
    bins: bins.map((bin, i) => ({ ...bin, count: counts[i], samples: () => samples[i] })),
    edges: Array.from(edges),
    scale,
    missing,
  };
}

/** The least and the greatest finite number among a key's values; none where there is none. */
function extent({ values }: KeyColumn): number[] {
  let low = Infinity, high = -Infinity;
  if (isPlain(values)) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value < low && value > -Infinity) low = value;
      if (value > high && value < Infinity) high = value;
    }
    return low <= high ? [low, high] : [];
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [];
}

/** Numbers in their order, before texts in code point order. */
function compareValues(a: KeyValue, b: KeyValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  return String(a) < String(b) ? -1 : 1;
}

function firstText(column: KeyColumn): KeyValue {
  if (ArrayBuffer.isView(column.values)) return null;
  for (let i = 0; i < column.values.length; i++) {
    const value = column.values[i];
    if (typeof value === "string" || typeof value === "boolean") return value;
  }
  return null;
}

function checkBins(key: string, bins: unknown): void {
  if (bins === null || bins === "log" || bins === "quantile") return;
  const valid = Array.isArray(bins)
    ? bins.length >= 2 && bins.length <= MOST_ASKED_BINS + 1 &&
      bins.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > bins[i - 1]))
    : isBinCount(bins);
  if (valid) return;
  const near = typeof bins === "string"
    ? ` ${suggestNames(bins, ["auto", "log", "quantile"])}`
    : "";
  throw new UsageError(
    `Cannot count '${key}': 'bins' must be "auto", "log", "quantile", an integer from 1 to ` +
      `${MOST_ASKED_BINS}, or ascending edges of so many; found ${
        limitText(JSON.stringify(bins), 100)
      }.${near}`,
    { data: { key, bins } },
  );
}
