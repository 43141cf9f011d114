/** Divides samples into subsets by a rule, with nothing there before. @module */
import { UsageError } from "../../base/errors.ts";
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { assignUnits } from "./assign_units.ts";
import { orderByRanks, rankTexts } from "./rank_units.ts";
import { labelsOfTexts } from "./sample_classes.ts";
import { type SampleKeys, sampleKeys } from "./sample_keys.ts";
import type { SplitRule } from "./split_rule.ts";
import type { SampleColumns } from "./sample_columns.ts";
import { countUnits, unitsOf } from "./split_units.ts";
import { stratify } from "./stratify.ts";
import { unitTable } from "./unit_table.ts";

/**
 * Divides samples. Where each may go anywhere and has one class, shares are exact
 * ({@linkcode stratify}); where samples stay together, or have several labels, they are as near as
 * that allows ({@linkcode assignUnits}). The order of the samples decides nothing.
 *
 * @param texts the class of each sample
 * @param dropped samples that are to be in no subset; null for none
 * @param keys what the samples have in common, where that is known already
 * @returns the place of each sample's subset in the rule; -1 for none
 * @throws {UsageError} when there are fewer groups than subsets
 */
export function divideSamples(
  rule: SplitRule,
  samples: SampleColumns,
  texts: CodedTexts,
  dropped: readonly boolean[] | null,
  keys: SampleKeys = sampleKeys(samples),
): Int32Array {
  const kept = keptSamples(samples.length, dropped);
  const shares = rule.subsets.map(({ share }) => share);
  const units = unitsOf({ groups: picked(keys.groups, kept), copies: picked(keys.copies, kept) });
  const count = countUnits(units);
  requireEnough(rule, count, samples.length);
  const ranks = ranksOf(samples, kept, rule.seed);
  const chosen = new Int32Array(samples.length).fill(-1);
  if (count === kept.length && rule.stratify !== "multilabel") {
    const order = orderByRanks(ranks);
    const labels = rule.stratify === "none"
      ? new Int32Array(order.length)
      : classesInOrder(texts, kept, order);
    const { assignment } = stratify(labels, shares, rule.seed);
    for (let at = 0; at < order.length; at++) chosen[kept[order[at]]] = assignment[at];
    return chosen;
  }
  const own = kept.length === texts.length
    ? texts
    : new CodedTexts(picked(texts.codes, kept), texts.names);
  const labels = labelsOfTexts(own, rule.stratify);
  const assignment = assignUnits(unitTable(units, labels, ranks), shares);
  for (let i = 0; i < kept.length; i++) chosen[kept[i]] = assignment[units[i]];
  return chosen;
}

/** By place in the order a number for the class: they are numbered in the order of their names. */
function classesInOrder(
  { codes, names }: CodedTexts,
  kept: Uint32Array,
  order: Uint32Array,
): Int32Array {
  const places = new Map([...names].sort().map((name, place) => [name, place]));
  // No class has no text: those without a value are one.
  const placeOf = Int32Array.from(names, (name) => places.get(name)!);
  const classes = new Int32Array(order.length);
  for (let at = 0; at < classes.length; at++) classes[at] = placeOf[codes[kept[order[at]]]];
  return classes;
}

function keptSamples(count: number, dropped: readonly boolean[] | null): Uint32Array {
  const kept = new Uint32Array(count);
  let own = 0;
  for (let s = 0; s < count; s++) if (!dropped?.[s]) kept[own++] = s;
  return kept.subarray(0, own);
}

function picked(codes: Int32Array, samples: Uint32Array): Int32Array {
  if (samples.length === codes.length) return codes;
  const own = new Int32Array(samples.length);
  for (let i = 0; i < own.length; i++) own[i] = codes[samples[i]];
  return own;
}

/**
 * Two words for some of the samples, by which they are ordered: by their content, else their path.
 */
export function ranksOf(
  { hashes, files, bodies }: SampleColumns,
  samples: ArrayLike<number>,
  seed: number,
): Uint32Array {
  return rankTexts([hashes, files], bodies, samples, seed);
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
