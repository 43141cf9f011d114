/**
 * Stratified splits of a dataset, kept beside it.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { classesOfSamples, MISSING } from "../statistics/classes.ts";
import { suggestNames } from "../../base/suggest.ts";
import { resolveKey } from "../query/resolve_key.ts";
import { DatasetError } from "../errors.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import { shownList } from "../../page/shown_list.ts";
import { splitPage } from "./split_page.ts";
import { filesOfCopiesAcross, unitOf } from "./carry_split.ts";
import { assignUnits } from "./assign_units.ts";
import {
  readSplit,
  splitBytes,
  type SplitRecord,
  type SplitRow,
  type SplitRule,
} from "./split_record.ts";
import { samplesOf, type SplitSample } from "./split_sample.ts";
import { unitsOf } from "./split_units.ts";
import { compareLabels, stratify } from "./stratify.ts";
import { type SubsetName, SUBSETS } from "./subset_name.ts";

/** How to split. */
export interface SplitOptions {
  /**
   * The split's name: letters, digits, `-` and `_`. The subsets of `"default"` stand in the
   * infoset too.
   *
   * @default {"default"}
   */
  name?: string;
  /**
   * The column of the infoset whose equal values stay in one subset, beside exact copies: `"file"`
   * keeps the bodies of one file together. Null keeps copies together alone.
   *
   * @default {"file"}
   */
  groupBy?: string | null;
  /**
   * Whether a split of that name that was made otherwise is made anew. Its samples may then be in
   * other subsets than those that models were trained on.
   *
   * @default {false}
   */
  replace?: boolean;
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
  name: true,
  groupBy: true,
  replace: true,
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
  /** The split's name. */
  readonly name: string;
  /** The column whose equal values stayed together; null for none. */
  readonly groupBy: string | null;
  /** Of what stays together, how many there are. */
  readonly groups: number;
  /** Files with an exact copy in another subset. */
  readonly copiesAcrossSubsets: number;
  /** Whether a split of that name, made by the same rule, was there and stayed. */
  readonly kept: boolean;
}

/** The sizes of the three subsets, by position and by name, with a report. */
export type SplitSizes =
  & readonly [train: number, validation: number, test: number]
  & Readonly<Record<SubsetName, number>>
  & { readonly report: SplitReport };

/**
 * Divides a dataset's samples into training, validation and test sets, stratified by a key.
 *
 * The split belongs to the dataset: it is kept beside it and applied again to every new version,
 * where nobody moves and new samples are assigned by the same rule. The subsets of the split
 * `default` stand in the infoset's column `subset` as well.
 *
 * Where every sample may go anywhere, shares are exact ({@linkcode stratify}); where samples stay
 * together, they are as near as that allows ({@linkcode assignUnits}). To ask again for a split
 * that is there gives it as it is.
 *
 * @throws {UsageError} when the shares do not sum to 1, when the key is unknown or has several
 *   values a sample, when there are no samples, or fewer groups than subsets, or when there is
 *   another split of that name
 * @throws {DatasetError} when the dataset has no infoset
 */
export async function splitSamples(
  reader: DatasetReader,
  options: SplitOptions,
): Promise<SplitSizes> {
  requireKnownOptions("split the dataset", options, OPTIONS);
  const { name = DEFAULT_SPLIT, replace = false } = options;
  const rule = ruleOf(options);
  const { key, group, bins, groupBy, seed } = rule;
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
  if (groupBy !== null && groupBy !== "file" && !reader.infoset.has(groupBy)) {
    throw new UsageError(
      `Cannot split with groupBy '${groupBy}': it must be a column of the infoset. ` +
        suggestNames(groupBy, reader.infoset.columns),
      { data: { groupBy } },
    );
  }
  const samples = await samplesOf(reader, groupBy);
  const file = await reader.splits?.table(name) ?? null;
  // A split that is to be replaced need not be one that can be read.
  const before = file === null || replace ? null : await readSplit(file);
  if (before !== null) requireSameRule(name, before.rule, rule);
  const { labels, name: nameOf, edges } = classesOfSamples(column, bins, before?.edges ?? null);
  const units = unitsOf(samples);
  const subsets = before === null
    ? divide(rule, samples, labels, labels.map(nameOf), units)
    : keptSubsets(name, before, samples);
  if (before === null) {
    if (name === DEFAULT_SPLIT) await reader.writeInfoColumn("subset", subsets);
    const rows = samples.map((sample, s): SplitRow => (
      { ...sample, subset: subsets[s], label: nameOf(labels[s]), present: true }
    ));
    // Who has left an earlier split is forgotten with it: nothing is promised of the old one.
    await reader.splits?.write(name, splitBytes({ rule, edges, rows } satisfies SplitRecord));
  }

  const wanted = SUBSETS.filter((subset) => rule[subset] > 0).length;
  const strata = strataOf(labels, subsets);
  const report: SplitReport = {
    name,
    key: column.name,
    seed,
    groupBy,
    groups: new Set(units).size,
    classes: strata.map(({ label, ...counts }) => ({ label: nameOf(label), ...counts })),
    smallClasses: strata.filter(({ size }) => size < wanted).map(({ label }) => nameOf(label)),
    missing: strata.find(({ label }) => label === MISSING)?.size ?? 0,
    filesAcrossSubsets: countDivided(await reader.fileIds(), subsets),
    copiesAcrossSubsets: filesOfCopiesAcross(
      samples.map((sample, s) => ({ ...sample, subset: subsets[s], label: "", present: true })),
    ).length,
    kept: before !== null,
  };
  const [train, validation, test] = SUBSETS.map((subset) =>
    subsets.filter((one) => one === subset).length
  );
  const sizes = Object.assign([train, validation, test] as const, {
    train,
    validation,
    test,
    report,
  });
  return Object.freeze(shownList(sizes, {
    page: () => splitPage(sizes),
    line: () =>
      `Split by ${report.key}: train ${train}, validation ${validation}, test ${test} ` +
      `(${report.classes.length} classes, seed ${seed}; see .report)`,
  }));
}

function ruleOf(options: SplitOptions): SplitRule {
  const { key, name = DEFAULT_SPLIT, group = null, bins = null, groupBy = "file" } = options;
  if (typeof name !== "string" || !/^[\w-]+$/.test(name)) {
    throw new UsageError(
      `Cannot name a split '${name}': its name must be of letters, digits, '-' and '_', as it is ` +
        "that of a file",
      { data: { name } },
    );
  }
  const [train, validation, test] = checkShares(options);
  if (bins !== null && !(Number.isInteger(bins) && bins >= 1)) {
    throw new UsageError(
      `Cannot split by '${key}': 'bins' must be null or an integer of at least 1, found ${bins}`,
    );
  }
  const seed = options.randomState ?? options.seed ?? 42;
  return { key, group, train, validation, test, seed, bins, groupBy };
}

function requireSameRule(name: string, found: SplitRule, wanted: SplitRule): void {
  const names = Object.keys(wanted) as (keyof SplitRule)[];
  const differing = names.filter((key) => found[key] !== wanted[key]);
  if (differing.length === 0) return;
  const told = differing.map((key) => `${key} ${found[key]} (asked for: ${wanted[key]})`);
  throw new UsageError(
    `Cannot split as '${name}': there is a split of that name, and it was made with ` +
      `${told.join(", ")}. Give this one another \`name\`, or have the other made anew with ` +
      "`replace: true`",
    { data: { name, differing } },
  );
}

/** The subsets of a split that is there; it must be of this version of the dataset. */
function keptSubsets(
  name: string,
  { rows }: SplitRecord,
  samples: readonly SplitSample[],
): (SubsetName | null)[] {
  const identity = ({ file, hash, body }: SplitSample) => JSON.stringify([file, hash, body]);
  const present = rows.filter((row) => row.present);
  const same = present.length === samples.length &&
    samples.every((sample, s) => identity(sample) === identity(present[s]));
  if (same) return present.map(({ subset }) => subset);
  throw new DatasetError(
    `Cannot take the split '${name}' as it is: it must be of this version of the dataset, and ` +
      "has other samples. Run the flow again, which applies it, or split with `replace: true`",
    { data: { name, found: present.length, samples: samples.length } },
  );
}

/** The subset of each sample. */
function divide(
  rule: SplitRule,
  samples: readonly SplitSample[],
  labels: readonly (string | number)[],
  names: readonly string[],
  units: readonly number[],
): SubsetName[] {
  const shares = SUBSETS.map((subset) => rule[subset]);
  const members = new Map<number, number[]>();
  units.forEach((unit, s) => {
    if (members.has(unit)) members.get(unit)!.push(s);
    else members.set(unit, [s]);
  });
  if (members.size === samples.length) {
    return Array.from(stratify(labels, shares, rule.seed).assignment, (subset) => SUBSETS[subset]);
  }
  const wanted = shares.filter((share) => share > 0).length;
  if (members.size < wanted) {
    throw new UsageError(
      `Cannot split into ${wanted} subsets: what stays together by '${rule.groupBy}', and exact ` +
        `copies, make ${members.size} groups of ${samples.length} samples. Add files, ask for ` +
        "fewer subsets, or say `groupBy: null` to part them",
      { data: { groups: members.size, subsets: wanted } },
    );
  }
  const groups = [...members.values()];
  const chosen = assignUnits(
    groups.map((group) => unitOf(group.map((s) => ({ ...samples[s], label: names[s] })))),
    shares,
    rule.seed,
  );
  const subsets = new Array<SubsetName>(samples.length);
  groups.forEach((group, g) => {
    for (const s of group) subsets[s] = SUBSETS[chosen[g]];
  });
  return subsets;
}

/** The classes in the order of their labels: numbers ascending, then texts. */
function strataOf(labels: readonly (string | number)[], subsets: readonly (SubsetName | null)[]) {
  const classes = new Map<string | number, { size: number } & Record<SubsetName, number>>();
  labels.forEach((label, s) => {
    const counts = classes.get(label) ?? { size: 0, train: 0, validation: 0, test: 0 };
    classes.set(label, counts);
    counts.size++;
    const subset = subsets[s];
    if (subset !== null) counts[subset]++;
  });
  return [...classes].map(([label, counts]) => ({ label, ...counts })).sort((a, b) =>
    compareLabels(a.label, b.label)
  );
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
function countDivided(
  fileIds: readonly number[],
  subsets: readonly (SubsetName | null)[],
): number {
  const subsetOf = new Map<number, SubsetName>();
  const divided = new Set<number>();
  fileIds.forEach((file, sample) => {
    const [known, subset] = [subsetOf.get(file), subsets[sample]];
    if (subset === null) return;
    if (known === undefined) subsetOf.set(file, subset);
    else if (subset !== known) divided.add(file);
  });
  return divided.size;
}
