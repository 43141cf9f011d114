/**
 * Stratified splits of a dataset, written into its infoset.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { classesOfSamples, MISSING } from "../statistics/classes.ts";
import { resolveKey } from "../query/resolve_key.ts";
import type { DatasetReader } from "../read/reader.ts";
import { shownList } from "../../page/shown_list.ts";
import { splitPage } from "./split_page.ts";
import { stratify } from "./stratify.ts";

/** The subsets of a split, in order. */
export const SUBSETS: readonly SubsetName[] = ["train", "validation", "test"];

/** The name of a subset. */
export type SubsetName = "train" | "validation" | "test";

/** How to split. */
export interface SplitOptions {
  /** The key whose classes are divided in equal shares: one value a sample. */
  key: string;
  /** The group in which the key is looked for first. */
  group?: string | null;
  /** The share of the training set, 0 to 1. */
  train: number;
  /**
   * The share of the validation set, 0 to 1.
   *
   * @default {0}
   */
  validation?: number;
  /**
   * The share of the test set, 0 to 1. The three must sum to 1.
   *
   * @default {0}
   */
  test?: number;
  /**
   * The seed, an integer of 0 to 2^32 - 1: the same seed gives the same split.
   *
   * @default {42}
   */
  randomState?: number;
  /** Another name of `randomState`. */
  seed?: number;
  /**
   * How many bins of equally many samples a numeric key is put into. Null: classes as they are;
   * measurements (see {@linkcode DistributionOptions.bins}) into at most ten bins.
   *
   * @default {null}
   */
  bins?: number | null;
}

const OPTIONS: OptionNames<SplitOptions> = {
  key: true,
  group: true,
  train: true,
  validation: true,
  test: true,
  randomState: true,
  seed: true,
  bins: true,
};

/** How one class was divided. */
export interface SplitClass {
  /** Its name, or the interval of its bin. */
  readonly label: string;
  /** Samples of the class. */
  readonly size: number;
  /** Samples for training. */
  readonly train: number;
  /** Samples for validation. */
  readonly validation: number;
  /** Samples held out. */
  readonly test: number;
}

/** How a split came out. */
export interface SplitReport {
  /** The key in full, e.g. `"labels/part_category"`. */
  readonly key: string;
  /** The seed: equal ones divide equally. */
  readonly seed: number;
  /** How each class was divided, in the order of their names. */
  readonly classes: readonly SplitClass[];
  /** The classes with fewer samples than there are subsets: they cannot be in each. */
  readonly smallClasses: readonly string[];
  /** Samples without a value; they were divided as a class of their own. */
  readonly missing: number;
  /** Files whose bodies are in more than one subset. */
  readonly filesAcrossSubsets: number;
}

/** The sizes of the three subsets, by position and by name, with a report. */
export type SplitSizes =
  & readonly [train: number, validation: number, test: number]
  & Readonly<Record<SubsetName, number>>
  & { readonly report: SplitReport };

/**
 * Divides a dataset's samples into training, validation and test sets, stratified by a key, and
 * writes each sample's subset into the infoset's column `subset`, at once or not at all.
 *
 * How the samples are divided: {@linkcode stratify}.
 *
 * @throws {UsageError} when the shares do not sum to 1, when the key is unknown or has several
 *   values a sample, or when there are no samples
 * @throws {DatasetError} when the dataset has no infoset
 */
export async function splitSamples(
  reader: DatasetReader,
  options: SplitOptions,
): Promise<SplitSizes> {
  requireKnownOptions("split the dataset", options, OPTIONS);
  const { key, group = null, bins = null } = options;
  const seed = options.randomState ?? options.seed ?? 42;
  const shares = checkShares(options);
  if (bins !== null && !(Number.isInteger(bins) && bins >= 1)) {
    throw new UsageError(
      `Cannot split by '${key}': 'bins' must be null or an integer of at least 1, found ${bins}`,
    );
  }
  if (reader.infoset === null) throw reader.missingInfoset("split the samples");
  const column = await resolveKey(reader, key, group);
  if (column.group !== null) {
    throw new UsageError(
      `Cannot split by '${column.name}': a split needs one value a sample, and it has one for ` +
        `each row of '${column.group}'. Use a key of the samples, such as a column of the ` +
        `infoset: ${reader.infoset.columns.join(", ")}`,
      { data: { key, group: column.group } },
    );
  }
  if (reader.sampleCount === 0) {
    throw new UsageError(`Cannot split '${reader.location}': it has no samples`, { data: { key } });
  }
  const { labels, name } = classesOfSamples(column, bins);
  const { assignment, sizes: counts, strata } = stratify(labels, shares, seed);
  await reader.writeInfoColumn("subset", Array.from(assignment, (subset) => SUBSETS[subset]));

  const wanted = shares.filter((share) => share > 0).length;
  const [train, validation, test] = counts;
  const report: SplitReport = {
    key: column.name,
    seed,
    classes: strata.map(({ label, size, counts }) => ({
      label: name(label),
      size,
      train: counts[0],
      validation: counts[1],
      test: counts[2],
    })),
    smallClasses: strata.filter(({ size }) => size < wanted).map(({ label }) => name(label)),
    missing: strata.find(({ label }) => label === MISSING)?.size ?? 0,
    filesAcrossSubsets: countDivided(await reader.fileIds(), assignment),
  };
  const sizesByPosition: readonly [number, number, number] = [train, validation, test];
  const sizes = Object.assign([...sizesByPosition] as const, { train, validation, test, report });
  return Object.freeze(shownList(sizes, {
    page: () => splitPage(sizes),
    line: () =>
      `Split by ${report.key}: train ${train}, validation ${validation}, test ${test} ` +
      `(${report.classes.length} classes, seed ${seed}; see .report)`,
  }));
}

function checkShares({ train, validation = 0, test = 0 }: SplitOptions): number[] {
  const shares = [train, validation, test];
  SUBSETS.forEach((name, i) => {
    const share = shares[i];
    if (typeof share === "number" && share >= 0 && share <= 1) return;
    throw new UsageError(
      `Cannot split: the share '${name}' must be a number between 0 and 1, found ${share}`,
      { data: { [name]: share } },
    );
  });
  const sum = train + validation + test;
  if (Math.abs(sum - 1) > 1e-6) {
    throw new UsageError(
      `Cannot split: the shares must sum to 1, found ${shares.join(" + ")} = ` +
        `${Number(sum.toFixed(6))}`,
      { data: { train, validation, test } },
    );
  }
  return shares.map((share) => share / sum);
}

/** The number of files that have samples in more than one subset. */
function countDivided(fileIds: readonly number[], assignment: Uint8Array): number {
  const subsetOf = new Map<number, number>();
  const divided = new Set<number>();
  fileIds.forEach((file, sample) => {
    const subset = subsetOf.get(file);
    if (subset === undefined) subsetOf.set(file, assignment[sample]);
    else if (subset !== assignment[sample]) divided.add(file);
  });
  return divided.size;
}
