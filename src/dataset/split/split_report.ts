/** How a split came out: balance by class, and what leaks from one subset into another. @module */
import { MISSING } from "../statistics/classes.ts";
import { type Leak, leakOf } from "./leaks.ts";
import type { CodedTexts } from "../../storage/column/coded_texts.ts";
import { textCodes } from "../../storage/column/text_codes.ts";
import { ListedTexts } from "../../storage/column/text_rows.ts";
import type { SampleKeys } from "./sample_keys.ts";
import { labelsOfTexts, type SampleClasses } from "./sample_classes.ts";
import { someOf } from "./some_of.ts";
import type { Stratify } from "./split_rule.ts";
import type { SampleColumns } from "./sample_columns.ts";
import { countUnits, unitsOf } from "./split_units.ts";
import type { SampleLabels } from "./unit_table.ts";

/** How one class was divided. */
export interface SplitClass {
  /** Its name, or the interval of its bin. */
  readonly label: string;
  /** Samples of the class. */
  readonly size: number;
  /** Of those, how many are in each subset. */
  readonly counts: Readonly<Record<string, number>>;
  /**
   * Its weight in training, as scikit-learn's `class_weight="balanced"`: samples over classes times
   * samples of the class, counted in `train` (of folds, in all of them). Null where it has none
   * there.
   */
  readonly weight: number | null;
}

/** What is in more than one subset. */
export interface SplitLeakage {
  /** Files whose bodies are. */
  readonly files: Leak;
  /** Bodies of files with the same bytes. */
  readonly copies: Leak;
  /** Shapes of one fingerprint; null where the dataset has none (`pushFingerprint()`). */
  readonly nearDuplicates: Leak | null;
  /**
   * Shapes whose faces pass through the same points, as `dedupe: { bits: 6 }` has it; null where
   * the dataset has no grids of faces, or more than 128 MiB of them.
   */
  readonly samePoints: Leak | null;
  /** Groups by `groupBy`; null without it. */
  readonly groups: Leak | null;
}

/** How a split came out. */
export interface SplitReport {
  /** The split's name; null of one that was made elsewhere. */
  readonly name: string | null;
  /** The key in full, e.g. `"labels/part_category"`, several with commas; empty without one. */
  readonly key: string;
  /** How samples were told apart. */
  readonly stratify: Stratify;
  /** The seed: equal ones divide equally; null of a split made elsewhere. */
  readonly seed: number | null;
  /** How many samples each subset has. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Samples in no subset. */
  readonly none: number;
  /** Of those, duplicates that `dedupe` left out. */
  readonly duplicates: number;
  /** Of those in no subset, samples that `where` left out. */
  readonly excluded: number;
  /** How each class was divided, in the order of their names. */
  readonly classes: readonly SplitClass[];
  /** The classes with fewer samples than there are subsets: they cannot be in each. */
  readonly smallClasses: readonly string[];
  /** The classes that the test set lacks: figures measured there say nothing of them. */
  readonly classesWithoutTest: readonly string[];
  /** Samples without a value; they were divided as a class of their own. */
  readonly missing: number;
  /** What stayed together: a key, `"(function)"`, or null for exact copies alone. */
  readonly groupBy: string | null;
  /** Of what stays together, how many there are. */
  readonly groups: number;
  /** What is in more than one subset, and should not be. */
  readonly leakage: SplitLeakage;
  /** What a person should know and may do, a sentence each. */
  readonly notes: readonly string[];
  /** Whether a split of that name, made by the same rule, was there and stayed. */
  readonly kept: boolean;
}

/** What is known of a split. */
interface ReportedSplit {
  readonly name: string | null;
  readonly stratify: Stratify;
  readonly seed: number | null;
  readonly groupBy: string | null;
  readonly kept: boolean;
  /** The subsets, in order. */
  readonly names: readonly string[];
  /** Those that samples should be in. */
  readonly wanted: readonly string[];
  readonly classes: SampleClasses;
  readonly samples: SampleColumns;
  /** What the samples have in common. */
  readonly keys: SampleKeys;
  /** The subset of each sample. */
  readonly subsets: CodedTexts;
  /** How many samples are in none as duplicates. */
  readonly duplicates: number;
  /** How many samples are in none as the split's query does not find them. */
  readonly excluded: number;
  /** The shape of each sample; null for all where nothing tells. */
  readonly fingerprints: readonly (string | null)[] | null;
  /** What samples of the same points share; null for all where nothing tells. */
  readonly points: readonly (string | null)[] | null;
}

/** Draws up the report of a split. */
export function reportOf(split: ReportedSplit): SplitReport {
  const { name, stratify, seed, groupBy, kept, wanted, samples, subsets } = split;
  const { duplicates, excluded } = split;
  const names = split.names;
  const places = new Map(names.map((subset, place) => [subset, place]));
  const chosen = placesOf(subsets, places);
  const [none, ...sizes] = countPlaces(chosen, names.length);
  const classes = classesIn(split, names, chosen);
  const leak = (codes: Int32Array) => leakOf(codes, chosen, (s) => samples.files.at(s)!);
  const leakIn = (texts: readonly (string | null)[] | null) =>
    texts === null ? null : leak(textCodes(new ListedTexts(texts)));
  const { keys } = split;
  const report: SplitReport = {
    name,
    key: split.classes.keys.join(", "),
    stratify,
    seed,
    sizes: Object.fromEntries(names.map((subset, place) => [subset, sizes[place]])),
    none,
    duplicates,
    excluded,
    classes,
    smallClasses: classes.filter(({ size }) => size < wanted.length).map(({ label }) => label),
    classesWithoutTest: (sizes[places.get("test") ?? -1] ?? 0) === 0
      ? []
      : classes.filter(({ counts }) => counts.test === 0).map(({ label }) => label),
    missing: classes.find(({ label }) => label === MISSING)?.size ?? 0,
    groupBy,
    groups: countUnits(unitsOf(keys)),
    leakage: {
      files: leak(keys.files),
      copies: leak(keys.copies),
      nearDuplicates: leakIn(split.fingerprints),
      samePoints: leakIn(split.points),
      groups: groupBy === null ? null : leak(keys.groups),
    },
    notes: [],
    kept,
  };
  return { ...report, notes: notesOf(report, wanted) };
}

/** The place of each sample's subset; -1 for none. */
function placesOf({ codes, names }: CodedTexts, places: ReadonlyMap<string, number>): Int32Array {
  const placeOf = names.map((name) => places.get(name)!);
  if (placeOf.every((place, code) => place === code)) return codes;
  const chosen = new Int32Array(codes.length);
  for (let s = 0; s < chosen.length; s++) chosen[s] = codes[s] < 0 ? -1 : placeOf[codes[s]];
  return chosen;
}

/** How many samples are in no subset, and how many in each. */
function countPlaces(chosen: Int32Array, subsets: number): Uint32Array {
  const counts = new Uint32Array(1 + subsets);
  for (let s = 0; s < chosen.length; s++) counts[chosen[s] + 1]++;
  return counts;
}

function classesIn(
  { classes: { texts, names, keys }, stratify }: ReportedSplit,
  subsets: readonly string[],
  chosen: Int32Array,
): SplitClass[] {
  if (keys.length === 0) return [];
  const labels = labelsOfTexts(texts, stratify === "multilabel" ? stratify : "single");
  const count = subsets.length;
  const all = new Uint32Array(labels.names.length);
  const counts = new Uint32Array(labels.names.length * count);
  countLabels(labels, chosen, count, { all, counts });
  const train = subsets.indexOf("train");
  const inTraining = (label: number) =>
    train >= 0
      ? counts[label * count + train]
      : counts.subarray(label * count, (label + 1) * count).reduce((a, b) => a + b, 0);
  const trained = labels.names.map((_, label) => inTraining(label));
  // Of several labels a sample counts once for each: the weights are those of their presence.
  const [, ...placed] = countPlaces(chosen, count);
  const total = train < 0 ? placed.reduce((a, b) => a + b, 0) : placed[train];
  const used = trained.filter((one) => one > 0).length;
  const places = new Map(labels.names.map((label, place) => [label, place]));
  return names.flatMap((label) => {
    const place = places.get(label);
    if (place === undefined) return [];
    return [{
      label,
      size: all[place],
      counts: Object.fromEntries(subsets.map((subset, s) => [subset, counts[place * count + s]])),
      weight: trained[place] === 0 ? null : total / (used * trained[place]),
    }];
  });
}

function countLabels(
  { starts, labels }: SampleLabels,
  chosen: Int32Array,
  subsets: number,
  { all, counts }: { readonly all: Uint32Array; readonly counts: Uint32Array },
): void {
  for (let s = 0; s < chosen.length; s++) {
    for (let i = starts[s]; i < starts[s + 1]; i++) {
      all[labels[i]]++;
      if (chosen[s] >= 0) counts[labels[i] * subsets + chosen[s]]++;
    }
  }
}

function notesOf(report: SplitReport, wanted: readonly string[]): string[] {
  const { smallClasses, classesWithoutTest, missing, key, leakage } = report;
  const { none, duplicates, excluded } = report;
  const notes: string[] = [];
  const empty = wanted.filter((subset) => report.sizes[subset] === 0);
  if (empty.length > 0) {
    notes.push(`No sample is in ${empty.join(", ")}: raise the share, or add samples`);
  }
  if (smallClasses.length > 0) {
    notes.push(
      `Too small to be in every set (${counted(smallClasses.length, "class", "classes")} of ` +
        `'${key}'): ${someOf(smallClasses, 8)}. Add samples of them, or put them into one class`,
    );
  }
  const withoutTest = classesWithoutTest.filter((label) => !smallClasses.includes(label));
  if (withoutTest.length > 0) {
    notes.push(
      `No test sample of: ${
        someOf(withoutTest, 8)
      }. What is measured there says nothing of them; ` +
        "raise the share of the test set, or add files",
    );
  }
  if (missing > 0) {
    notes.push(
      `${counted(missing, "sample", "samples")} without a value, divided as a class of their own`,
    );
  }
  if (duplicates > 0) {
    notes.push(`${counted(duplicates, "duplicate is", "duplicates are")} in no set`);
  }
  if (excluded > 0) {
    notes.push(`${counted(excluded, "sample is", "samples are")} left out by 'where'`);
  }
  const rest = none - duplicates - excluded;
  if (rest > 0) notes.push(`${counted(rest, "sample is", "samples are")} in no set`);
  const { nearDuplicates: near, samePoints } = leakage;
  // What fingerprints have told of need not be told again.
  const points = (samePoints?.count ?? 0) > (near?.count ?? 0) ? samePoints : null;
  const leaks: [string, string, Leak | null][] = [
    ["file has", "files have", leakage.files],
    ["exact copy is", "exact copies are", leakage.copies],
    ["shape (by fingerprint) is", "shapes (by fingerprint) are", leakage.nearDuplicates],
    [`group of '${report.groupBy}' is`, `groups of '${report.groupBy}' are`, leakage.groups],
    ["shape (by points on its faces) is", "shapes (by points on their faces) are", points],
  ];
  leaks.forEach(([one, many, leak], kind) => {
    if (leak === null || leak.count === 0 || (kind === 3 && report.groupBy === "file")) return;
    notes.push(
      `${counted(leak.count, one, many)} ${kind === 0 ? "bodies " : ""}in more than one set: ` +
        `${someOf(leak.examples)}. ${REMEDIES[kind]}`,
    );
  });
  return notes;
}

const REMEDIES = [
  '`groupBy: "file"` keeps them together',
  "Splits of ours keep them together",
  '`dedupe: "fingerprint"` leaves all but one out, `groupBy: "fingerprint"` keeps them together',
  "`groupBy` keeps them together",
  "`dedupe: { bits: 6 }` leaves all but one out",
];

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
