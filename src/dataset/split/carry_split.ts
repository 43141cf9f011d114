/** Applies a split to a new version of its dataset. @module */
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { assignUnits } from "./assign_units.ts";
import { ranksOf } from "./divide_samples.ts";
import { duplicatesOf } from "./duplicates.ts";
import { matchSamples } from "./match_samples.ts";
import { labelsOfTexts, pickLabels } from "./sample_classes.ts";
import { copyKey, sampleKeys } from "./sample_keys.ts";
import type { SplitRecord, SplitRow } from "./split_record.ts";
import { columnsOf, type SplitSample } from "./sample_columns.ts";
import { unitsOf } from "./split_units.ts";
import type { HeldBefore } from "./subset_counts.ts";
import { type SampleLabels, unitTable } from "./unit_table.ts";

/** Who stayed, who is new, who left: texts name files, numbers count samples. */
export interface SplitChanges {
  /** The split's name. */
  readonly split: string;
  /** Samples that were there before, in the subset that they had. */
  readonly stayed: number;
  /** Of those, found by their content under another path. */
  readonly renamed: number;
  /** Of those, found by their path with another content. */
  readonly edited: number;
  /** Of those, not in the version before, but in an earlier one. */
  readonly returned: number;
  /** New samples by subset. */
  readonly added: Readonly<Record<string, number>>;
  /** Of the new ones, those that joined the subset of a sample they belong to. */
  readonly joined: number;
  /** New samples that are in no subset, as they are duplicates by the split's rule. */
  readonly duplicates: number;
  /** New samples that are in no subset, as the split's query does not find them. */
  readonly excluded: number;
  /** Samples that the dataset has no more. */
  readonly left: number;
  /** Files of new samples that belong to samples of several subsets: they are in none. */
  readonly linking: readonly string[];
  /** Files with an exact copy in another subset: nobody was moved. */
  readonly copiesAcross: readonly string[];
}

/** The split of the new version, and what changed. */
interface CarriedSplit {
  readonly record: SplitRecord;
  readonly changes: SplitChanges;
}

/** A new version of a dataset, as splits know it. */
interface NewVersion {
  /** In the order of the dataset. */
  readonly samples: readonly SplitSample[];
  /** The class of each, as {@linkcode SplitRow.label} has it. */
  readonly labels: readonly (string | null)[];
  /** What samples share that are the same by the split's rule; null for one like no other. */
  readonly duplicateKeys: readonly (string | null)[];
  /** Whether each is left out by the split's query. */
  readonly excluded: readonly boolean[];
}

/**
 * Gives every sample that was there before the subset that it had, and assigns new ones by the
 * split's own rule. Nobody who has a subset is ever moved.
 *
 * @param name the split's name
 */
export function carrySplit(
  name: string,
  { rule, edges, rows }: SplitRecord,
  { samples, labels, duplicateKeys, excluded }: NewVersion,
): CarriedSplit {
  const names = rule.subsets.map((subset) => subset.name);
  const found = matchSamples(rows, samples);
  const taken = new Set(found.flatMap((one) => one === null ? [] : [one.index]));
  const gone = rows.filter((_, index) => !taken.has(index)).map((row) => ({
    ...row,
    present: false,
  }));
  const next = samples.map((sample, s): SplitRow => {
    const subset = found[s] === null ? null : rows[found[s].index].subset;
    return { ...sample, subset, reason: null, label: labels[s], present: true };
  });
  const place = (s: number, subset: string | null, reason: SplitRow["reason"] = null) => {
    next[s] = { ...next[s], subset, reason };
  };
  next.forEach(({ subset }, s) => subset === null && excluded[s] && place(s, null, "excluded"));
  const open = withoutDuplicates(next, duplicateKeys, (s) => place(s, null, "duplicate"));

  // Those that have left still hold their copies and their groups where they were.
  const units = unitsOf(sampleKeys(columnsOf([...next, ...gone])));
  const subsetsOf = new Map<number, Set<string>>();
  [...next, ...gone].forEach(({ subset }, s) => {
    if (subset === null) return;
    if (subsetsOf.has(units[s])) subsetsOf.get(units[s])!.add(subset);
    else subsetsOf.set(units[s], new Set([subset]));
  });
  const linking = new Set<string>();
  const waiting: number[] = [];
  let joined = 0;
  for (const s of open) {
    const subsets = [...subsetsOf.get(units[s]) ?? []];
    if (subsets.length === 0) waiting.push(s);
    else if (subsets.length > 1) {
      linking.add(next[s].file);
      place(s, null, "linking");
    } else {
      place(s, subsets[0]);
      if (found[s] === null) joined++;
    }
  }
  const all = labelsOfTexts(CodedTexts.of(next.map(({ label }) => label)), rule.stratify);
  const own = columnsOf(waiting.map((s) => next[s]));
  const ownUnits = unitsOf(sampleKeys(own));
  const chosen = assignUnits(
    unitTable(
      ownUnits,
      pickLabels(all, waiting),
      ranksOf(own, waiting.map((_, i) => i), rule.seed),
    ),
    rule.subsets.map(({ share }) => share),
    heldBy(next, all, names),
  );
  waiting.forEach((s, i) => place(s, names[chosen[ownUnits[i]]]));

  const countNew = (is: (row: SplitRow) => boolean) =>
    next.filter((row, s) => found[s] === null && is(row)).length;
  const how = (match: string) => found.filter((one) => one?.match === match).length;
  const changes: SplitChanges = {
    split: name,
    stayed: taken.size,
    renamed: how("renamed"),
    edited: how("edited"),
    returned: [...taken].filter((index) => !rows[index].present).length,
    added: Object.fromEntries(names.map((one) => [one, countNew(({ subset }) => subset === one)])),
    joined,
    duplicates: countNew(({ reason }) => reason === "duplicate"),
    excluded: countNew(({ reason }) => reason === "excluded"),
    left: rows.filter(({ present }, index) => present && !taken.has(index)).length,
    linking: [...linking].sort(),
    copiesAcross: filesOfCopiesAcross(next),
  };
  return { record: { rule, edges, rows: [...next, ...gone] }, changes };
}

/**
 * The samples that have no subset and may get one. Of samples that are the same, one that has a
 * subset stands for the others, else the first by its path.
 */
function withoutDuplicates(
  rows: readonly SplitRow[],
  keys: readonly (string | null)[],
  drop: (sample: number) => void,
): number[] {
  const held = new Set<string | null>();
  rows.forEach(({ subset }, s) => subset !== null && keys[s] !== null && held.add(keys[s]));
  const without = rows.flatMap(({ subset, reason }, s) =>
    subset === null && reason !== "excluded" ? [s] : []
  );
  const free = without.filter((s) => !held.has(keys[s]));
  const doubled = duplicatesOf(columnsOf(free.map((s) => rows[s])), free.map((s) => keys[s]));
  const open = free.filter((_, i) => !doubled[i]);
  const kept = new Set(open);
  for (const s of without) if (!kept.has(s)) drop(s);
  return open;
}

/** The files with an exact copy in another subset, in the order of their paths. */
function filesOfCopiesAcross(
  rows: readonly (SplitSample & { readonly subset: string | null })[],
): string[] {
  const first = new Map<string, string>();
  const across = new Set<string>();
  const copies = rows.flatMap((row) => {
    const key = row.subset === null ? null : copyKey(row);
    return key === null ? [] : [{ key, subset: row.subset!, file: row.file }];
  });
  for (const { key, subset } of copies) {
    const known = first.get(key);
    if (known === undefined) first.set(key, subset);
    else if (known !== subset) across.add(key);
  }
  if (across.size === 0) return [];
  const files = copies.flatMap(({ key, file }) => across.has(key) ? [file] : []);
  return [...new Set(files)].sort();
}

/** What the subsets hold already. */
function heldBy(
  rows: readonly SplitRow[],
  { names, starts, labels }: SampleLabels,
  subsets: readonly string[],
): HeldBefore {
  const places = new Map(subsets.map((subset, place) => [subset, place]));
  const sizes = new Float64Array(subsets.length);
  const counts = new Float64Array(names.length * subsets.length);
  rows.forEach(({ subset }, s) => {
    if (subset === null) return;
    const place = places.get(subset)!;
    sizes[place]++;
    for (let i = starts[s]; i < starts[s + 1]; i++) counts[labels[i] * subsets.length + place]++;
  });
  return { sizes, counts };
}
