/** How to split: options, and the rule that they make. @module */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import type { OptionNames } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { TableValue } from "../read/parquet_table.ts";
import { type Query, Where, where } from "../query/where.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import { createRandom } from "./random.ts";
import type { Dedupe, SplitRule, Stratify, SubsetShare } from "./split_rule.ts";
import { foldNames, SUBSETS } from "./subset_name.ts";
import { isBinCount, MOST_ASKED_BINS } from "../statistics/bins.ts";

/** Says which samples stay together, by a sample's row of the infoset: those of equal values. */
export type GroupFunction = (
  row: Readonly<Record<string, TableValue>>,
) => string | number | boolean | null;

/** How samples are divided, into shares or folds. */
export interface DivideOptions {
  /**
   * The split's name: letters, digits, `-` and `_`. The subsets of `"default"` stand in the
   * infoset too.
   *
   * @default {"default", of folds "kfold"}
   */
  name?: string;
  /** The key, or keys, whose classes are divided in equal shares. */
  key?: string | readonly string[];
  /** The group in which keys are looked for first. */
  group?: string | null;
  /**
   * `"single"`: a sample has one class; of several keys each combination of classes is one.
   * `"multilabel"`: a sample has several labels, the classes of all keys, and of all its rows where
   * a key has several values a sample, such as `"faces/face_types"`. `"none"`: at random; keys are
   * reported and decide nothing.
   *
   * @default {"single", without a key "none"}
   */
  stratify?: Stratify;
  /**
   * The seed, an integer of 0 to 2^32 - 1: the same seed gives the same split.
   *
   * @default {42}
   */
  seed?: number;
  /** Another name of `seed`, scikit-learn's. */
  randomState?: number;
  /**
   * What stays in one subset, beside exact copies: samples of equal values of a key (a column of
   * the infoset, or an array with one value a sample), or those for which a function of their row
   * gives the same. `"file"` keeps the bodies of one file together; null keeps copies together
   * alone. Samples without a value are free.
   *
   * @default {"file"}
   */
  groupBy?: string | null | GroupFunction;
  /**
   * Whether of samples that are the same one alone is in a subset, the first by its path; the
   * others are in none. `"exact"`: the same body of files with the same bytes; `"fingerprint"`:
   * of one shape, as `pushFingerprint()` tells; `{ bits: 6 }`: with the same points of their faces'
   * grids, scaled to a box of -1 to 1 and rounded to so many bits (the rule of BrepGen, Xu et al.
   * 2024; over all samples, where theirs is over those for training).
   *
   * @default {null}
   */
  dedupe?: Dedupe | null;
  /**
   * Which samples are divided: those that a query finds, such as
   * `where("tags").includes("doubtful").not()`; the others are in no subset. It is kept with the
   * split, so that it is a query as data, and no function. A sample that has a subset keeps it,
   * whatever becomes of what the query asks.
   *
   * @default {null, all samples}
   */
  where?: Where | Query | null;
  /**
   * How many bins of equally many samples a numeric key is put into. Null: classes as they are;
   * measurements (see {@linkcode DistributionOptions.bins}) into at most ten bins.
   *
   * @default {null}
   */
  bins?: number | null;
  /**
   * Whether a split of that name that was made otherwise is made anew. Its samples may then be in
   * other subsets than those that models were trained on.
   *
   * @default {false}
   */
  replace?: boolean;
}

/** How to split by shares. */
export interface SplitOptions extends DivideOptions {
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
}

/** How to split into folds. */
export interface FoldOptions extends DivideOptions {
  /**
   * How many folds: at least 2.
   *
   * @default {5}
   */
  folds?: number;
}

const DIVIDE: OptionNames<DivideOptions> = {
  name: true,
  key: true,
  group: true,
  stratify: true,
  seed: true,
  randomState: true,
  groupBy: true,
  dedupe: true,
  where: true,
  bins: true,
  replace: true,
};

/** The names of {@linkcode SplitOptions}. */
export const SPLIT_OPTIONS: OptionNames<SplitOptions> = {
  ...DIVIDE,
  train: true,
  validation: true,
  test: true,
};
/** The names of {@linkcode FoldOptions}. */
export const FOLD_OPTIONS: OptionNames<FoldOptions> = { ...DIVIDE, folds: true };

/**
 * The subsets of a split by shares.
 *
 * @throws {UsageError} when a share is none, or they do not sum to 1
 */
export function sharesOf({ train, validation = 0, test = 0 }: SplitOptions): SubsetShare[] {
  const shares = [train, validation, test];
  SUBSETS.forEach((name, i) => {
    const share = shares[i];
    if (typeof share === "number" && share >= 0 && share <= 1) return;
    throw new UsageError(
      `Cannot split: the share '${name}' must be a number between 0 and 1, found ${
        foundText(share)
      }. ` +
        "Seven tenths are 0.7: `train: 0.7, validation: 0.15, test: 0.15`",
      { data: { [name]: share } },
    );
  });
  const sum = train + validation + test;
  if (Math.abs(sum - 1) > 1e-6) {
    const scaled = SUBSETS.map((name, i) => `${name}: ${Number((shares[i] / sum).toFixed(3))}`);
    throw new UsageError(
      `Cannot split: the shares must sum to 1, found ${shares.join(" + ")} = ` +
        `${Number(sum.toFixed(6))}. ${
          sum > 0 ? `In the same proportion: \`${scaled.join(", ")}\`` : "Give one at least"
        }`,
      { data: { train, validation, test } },
    );
  }
  return SUBSETS.map((name, i) => ({ name, share: shares[i] / sum }));
}

/**
 * The subsets of a split into folds.
 *
 * @throws {UsageError} when there are fewer than two
 */
export function foldsOf({ folds = 5, name }: FoldOptions): SubsetShare[] {
  if (!(Number.isInteger(folds) && folds >= 2)) {
    throw new UsageError(
      `Cannot split into folds: 'folds' must be an integer of at least 2, found ${
        foundText(folds)
      }. One ` +
        "part for training and one for testing are a split by shares",
      { data: { folds } },
    );
  }
  if (name === DEFAULT_SPLIT) {
    throw new UsageError(
      `Cannot call a split into folds '${DEFAULT_SPLIT}': the subsets of that one stand in the ` +
        "infoset, and must be train, validation and test. Give it another `name`",
      { data: { name } },
    );
  }
  return foldNames(folds).map((fold) => ({ name: fold, share: 1 / folds }));
}

/**
 * The rule that options make.
 *
 * @throws {UsageError} when they cannot be meant
 */
export function ruleOf(options: DivideOptions, subsets: readonly SubsetShare[]): SplitRule {
  const { key = [], group = null, bins = null, groupBy = "file", dedupe = null } = options;
  const keys = typeof key === "string" ? [key] : [...key];
  const { stratify = keys.length === 0 ? "none" : "single" } = options;
  if (!["single", "multilabel", "none"].includes(stratify)) {
    throw new UsageError(
      `Cannot split: 'stratify' must be single, multilabel or none, found ${foundText(stratify)}. ${
        suggestNames(String(stratify), ["single", "multilabel", "none"])
      }`,
      { data: { stratify } },
    );
  }
  if (stratify !== "none" && keys.length === 0) {
    throw new UsageError(
      `Cannot split by '${stratify}': that needs a 'key' whose classes are divided. Name one, or ` +
        'say `stratify: "none"`',
      { data: { stratify } },
    );
  }
  if (bins !== null && !isBinCount(bins)) {
    throw new UsageError(
      `Cannot split by '${keys.join(", ")}': 'bins' must be null or an integer from 1 to ` +
        `${MOST_ASKED_BINS}, found ${foundText(bins)}`,
    );
  }
  requireDedupe(dedupe);
  const seed = options.seed ?? options.randomState ?? 42;
  createRandom(seed); // refuses what is no seed
  return {
    keys,
    group,
    stratify,
    subsets,
    seed,
    bins,
    groupBy: typeof groupBy === "function" ? { function: true } : groupBy,
    dedupe: typeof dedupe === "object" && dedupe !== null ? { bits: dedupe.bits } : dedupe,
    where: queryOf(options.where ?? null),
  };
}

/**
 * The name of the split.
 *
 * @throws {UsageError} when no file can have it
 */
export function splitNameOf({ name }: DivideOptions, usual: string): string {
  if (name === undefined) return usual;
  if (typeof name === "string" && /^[\w-]+$/.test(name)) return name;
  throw new UsageError(
    `Cannot name a split '${name}': its name must be of letters, digits, '-' and '_', as it is ` +
      "that of a file",
    { data: { name } },
  );
}

function queryOf(query: Where | Query | null): Query | null {
  if (query === null) return null;
  if (typeof query === "function") {
    throw new UsageError(
      "Cannot split: 'where' is kept with the split, and a function cannot be. Say it as data: " +
        'where("face_count").gt(100)',
    );
  }
  return where.fromJSON(query instanceof Where ? query.toJSON() : query).query;
}

function requireDedupe(dedupe: unknown): void {
  if (dedupe === null || dedupe === "exact" || dedupe === "fingerprint") return;
  const bits = typeof dedupe === "object" ? (dedupe as { bits?: unknown }).bits : null;
  if (Number.isInteger(bits) && Number(bits) >= 1 && Number(bits) <= 16) return;
  throw new UsageError(
    'Cannot split: \'dedupe\' must be "exact", "fingerprint" or { bits: n } with n from 1 to 16, ' +
      `found ${JSON.stringify(dedupe)}. Published generators take { bits: 6 }`,
    { data: { dedupe: JSON.stringify(dedupe) } },
  );
}
