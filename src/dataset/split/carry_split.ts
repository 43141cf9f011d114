/** Applies a split to a new version of its dataset. @module */
import { assignUnits, type ClassCounts, type SplitUnit } from "./assign_units.ts";
import { matchSamples } from "./match_samples.ts";
import type { SplitRecord, SplitRow } from "./split_record.ts";
import type { SplitSample } from "./split_sample.ts";
import { copyKey, unitsOf } from "./split_units.ts";
import { SUBSETS } from "./subset_name.ts";

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

/**
 * Gives every sample that was there before the subset that it had, and assigns new ones by the
 * split's own rule. Nobody who has a subset is ever moved.
 *
 * @param name the split's name
 * @param samples the new version, in its order
 * @param labels the class of each sample
 */
export function carrySplit(
  name: string,
  { rule, edges, rows }: SplitRecord,
  samples: readonly SplitSample[],
  labels: readonly string[],
): CarriedSplit {
  const found = matchSamples(rows, samples);
  const taken = new Set(found.flatMap((one) => one === null ? [] : [one.index]));
  const gone = rows.filter((_, index) => !taken.has(index)).map((row) => ({
    ...row,
    present: false,
  }));

  const next = samples.map((sample, s): SplitRow => {
    const old = found[s] === null ? null : rows[found[s].index];
    return { ...sample, subset: old?.subset ?? null, label: labels[s], present: true };
  });
  // Those that have left still hold their copies and their groups where they were.
  const units = unitsOf([...next, ...gone]);
  const subsetsOf = new Map<number, Set<number>>();
  [...next, ...gone].forEach(({ subset }, s) => {
    if (!subsetsOf.has(units[s])) subsetsOf.set(units[s], new Set());
    if (subset !== null) subsetsOf.get(units[s])!.add(SUBSETS.indexOf(subset));
  });

  const linking = new Set<string>();
  const waiting = new Map<number, number[]>();
  let joined = 0;
  next.forEach((row, s) => {
    if (row.subset !== null) return;
    const subsets = [...subsetsOf.get(units[s])!];
    if (subsets.length > 1) linking.add(row.file);
    else if (subsets.length === 1) {
      next[s] = { ...row, subset: SUBSETS[subsets[0]] };
      if (found[s] === null) joined++;
    } else if (waiting.has(units[s])) waiting.get(units[s])!.push(s);
    else waiting.set(units[s], [s]);
  });
  const members = [...waiting.values()];
  const chosen = assignUnits(
    members.map((unit) => unitOf(unit.map((s) => next[s]))),
    [rule.train, rule.validation, rule.test],
    rule.seed,
    countClasses(next),
  );
  members.forEach((unit, u) => {
    for (const s of unit) next[s] = { ...next[s], subset: SUBSETS[chosen[u]] };
  });

  const added = Object.fromEntries(SUBSETS.map((subset) => [
    subset,
    next.filter((row, s) => found[s] === null && row.subset === subset).length,
  ]));
  const how = (match: string) => found.filter((one) => one?.match === match).length;
  const changes: SplitChanges = {
    split: name,
    stayed: taken.size,
    renamed: how("renamed"),
    edited: how("edited"),
    returned: [...taken].filter((index) => !rows[index].present).length,
    added,
    joined,
    left: rows.filter(({ present }, index) => present && !taken.has(index)).length,
    linking: [...linking].sort(),
    copiesAcross: filesOfCopiesAcross(next),
  };
  return { record: { rule, edges, rows: [...next, ...gone] }, changes };
}

/** Samples that stay together, as a unit to be assigned. */
export function unitOf(rows: readonly (SplitSample & { readonly label: string })[]): SplitUnit {
  // By content before path: a dataset that was moved to another folder is divided in the same way.
  const keys = rows.map(({ hash, file, body }) => `${hash ?? file} ${body}`).sort();
  return { key: keys[0], labels: rows.map(({ label }) => label) };
}

/** The files with an exact copy in another subset, in the order of their paths. */
export function filesOfCopiesAcross(rows: readonly SplitRow[]): string[] {
  const byCopy = new Map<string, SplitRow[]>();
  for (const row of rows) {
    const key = copyKey(row);
    if (key === null || row.subset === null) continue;
    if (!byCopy.has(key)) byCopy.set(key, []);
    byCopy.get(key)!.push(row);
  }
  const across = [...byCopy.values()].filter((copies) =>
    copies.some(({ subset }) => subset !== copies[0].subset)
  );
  return [...new Set(across.flat().map(({ file }) => file))].sort();
}

function countClasses(rows: readonly SplitRow[]): ClassCounts {
  const counts: ClassCounts = new Map();
  for (const { label, subset } of rows) {
    if (subset === null) continue;
    if (!counts.has(label)) counts.set(label, SUBSETS.map(() => 0));
    counts.get(label)![SUBSETS.indexOf(subset)]++;
  }
  return counts;
}
