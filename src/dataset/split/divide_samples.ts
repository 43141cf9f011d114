/** Divides samples into subsets by a rule, with nothing there before. @module */
import { UsageError } from "../../base/errors.ts";
import { assignUnits } from "./assign_units.ts";
import { orderByRanks, rankTexts } from "./rank_units.ts";
import { labelsOfTexts } from "./sample_classes.ts";
import type { SampleKeys } from "./sample_keys.ts";
import type { SplitRule } from "./split_rule.ts";
import type { SplitSample } from "./split_sample.ts";
import { unitsOf } from "./split_units.ts";
import { stratify } from "./stratify.ts";
import { unitTable } from "./unit_table.ts";

/**
 * Divides samples. Where each may go anywhere and has one class, shares are exact
 * ({@linkcode stratify}); where samples stay together, or have several labels, they are as near as
 * that allows ({@linkcode assignUnits}). The order of the samples decides nothing.
 *
 * @param texts the class of each sample
 * @param dropped samples that are to be in no subset
 * @param keys what the samples have in common, where that is known already
 * @returns the place of each sample's subset in the rule; -1 for none
 * @throws {UsageError} when there are fewer groups than subsets
 */
export function divideSamples(
  rule: SplitRule,
  samples: readonly SplitSample[],
  texts: readonly string[],
  dropped: readonly boolean[],
  keys?: SampleKeys,
): Int32Array {
  const kept: number[] = [];
  for (let s = 0; s < samples.length; s++) if (!dropped[s]) kept.push(s);
  const own = kept.length === samples.length ? samples : kept.map((s) => samples[s]);
  const shares = rule.subsets.map(({ share }) => share);
  const units = unitsOf(own, own.length === samples.length ? keys : undefined);
  const count = units.reduce((most, unit) => Math.max(most, unit + 1), 0);
  requireEnough(rule, count, samples.length);
  const ranks = ranksOf(own, rule.seed);
  const chosen = new Int32Array(samples.length).fill(-1);
  if (count === own.length && rule.stratify !== "multilabel") {
    const order = orderByRanks(ranks);
    const labels = new Array<string>(order.length);
    order.forEach((i, at) => labels[at] = rule.stratify === "none" ? "" : texts[kept[i]]);
    const { assignment } = stratify(labels, shares, rule.seed);
    order.forEach((i, at) => chosen[kept[i]] = assignment[at]);
    return chosen;
  }
  const labels = labelsOfTexts(kept.map((s) => texts[s]), rule.stratify);
  const assignment = assignUnits(unitTable(units, labels, ranks), shares);
  kept.forEach((s, i) => chosen[s] = assignment[units[i]]);
  return chosen;
}

/** Two words a sample by which it is ordered: by its content, else by its path. */
export function ranksOf(samples: readonly SplitSample[], seed: number): Uint32Array {
  return rankTexts(
    samples.map(({ hash, file }) => hash ?? file),
    samples.map(({ body }) => body),
    seed,
  );
}

function requireEnough(rule: SplitRule, groups: number, samples: number): void {
  const wanted = rule.subsets.filter(({ share }) => share > 0).length;
  if (groups >= wanted) return;
  const by = typeof rule.groupBy === "string" ? `by '${rule.groupBy}'` : "by groupBy";
  throw new UsageError(
    `Cannot split into ${wanted} subsets: what stays together ${
      rule.groupBy === null ? "" : `${by}, and `
    }exact copies, make ${groups} groups of ${samples} samples. Add files, ask for fewer subsets${
      rule.groupBy === null ? "" : ", or say `groupBy: null` to part them"
    }`,
    { data: { groups, subsets: wanted } },
  );
}
