/**
 * Splits of a dataset, kept beside it.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { shownValue } from "../../page/shown_value.ts";
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { DatasetError } from "../errors.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import { divideSamples } from "./divide_samples.ts";
import { duplicateKeys, duplicatesOf, fingerprintsOf, pointsOf } from "./duplicates.ts";
import { classesOf } from "./sample_classes.ts";
import { sampleAt, type SampleColumns } from "./sample_columns.ts";
import { type SampleKeys, sampleKeys } from "./sample_keys.ts";
import {
  type DivideOptions,
  ruleOf,
  sharesOf,
  SPLIT_OPTIONS,
  splitNameOf,
  type SplitOptions,
} from "./split_options.ts";
import { splitPage } from "./split_page.ts";
import { excludedBy } from "./excluded_by.ts";
import {
  readSplit,
  splitBytes,
  type SplitColumns,
  splitColumns,
  type SplitRecord,
} from "./split_record.ts";
import { reportOf, type SplitReport } from "./split_report.ts";
import { requireSameRule, type SplitRule, type SubsetShare } from "./split_rule.ts";
import { sampleColumns } from "./split_sample.ts";
import { type SubsetName, SUBSETS } from "./subset_name.ts";

/** The sizes of the three subsets, by position and by name, with a report. */
export type SplitSizes =
  & readonly [train: number, validation: number, test: number]
  & Readonly<Record<SubsetName, number>>
  & { readonly report: SplitReport };

/**
 * Divides a dataset's samples into training, validation and test sets.
 *
 * The split belongs to the dataset: it is kept beside it and applied again to every new version,
 * where nobody moves and new samples are assigned by the same rule. The subsets of the split
 * `default` stand in the infoset's column `subset` as well. To ask again for a split that is there
 * gives it as it is. How samples are divided: {@linkcode divideSamples}.
 *
 * @throws {UsageError} when the shares do not sum to 1, when a key is unknown or has several values
 *   a sample where one is needed, when there are no samples, or fewer groups than subsets, or when
 *   there is another split of that name
 * @throws {DatasetError} when the dataset has no infoset
 */
export async function splitSamples(
  reader: DatasetReader,
  options: SplitOptions,
): Promise<SplitSizes> {
  requireKnownOptions("split the dataset", options, SPLIT_OPTIONS);
  const name = splitNameOf(options, DEFAULT_SPLIT);
  const { report } = await divideDataset(reader, name, options, sharesOf(options));
  const [train, validation, test] = SUBSETS.map((subset) => report.sizes[subset]);
  const sizes = { train, validation, test, report };
  const list = Object.assign([train, validation, test] as const, sizes);
  return Object.freeze(shownValue(list, {
    page: () => splitPage(report),
    line: () =>
      `Split${report.key === "" ? "" : ` by ${report.key}`}: train ${train}, validation ` +
      `${validation}, test ${test} (${report.classes.length} classes, seed ${report.seed}; ` +
      "see .report)",
  }));
}

/** Divides the samples by a rule, or finds that they are; and reports. */
export async function divideDataset(
  reader: DatasetReader,
  name: string,
  options: DivideOptions,
  shares: readonly SubsetShare[],
): Promise<{ readonly report: SplitReport; readonly subsets: CodedTexts }> {
  const { replace = false, groupBy = "file" } = options;
  const rule = ruleOf(options, shares);
  if (reader.infoset === null) throw reader.missingInfoset("split the samples");
  if (reader.sampleCount === 0) {
    throw new UsageError(
      `Cannot split '${reader.location}': it has no samples. Look at the errors of its run`,
    );
  }
  const file = await reader.splits?.table(name) ?? null;
  // A split that is to be replaced need not be one that can be read.
  const before = file === null || replace ? null : await readSplit(file);
  if (before !== null) requireSameRule(name, before.rule, rule);
  const classes = await classesOf(reader, rule, before?.edges ?? null);
  const samples = await sampleColumns(reader, groupBy);
  const keys = sampleKeys(samples);
  const divided = before === null
    ? await dividedSamples(reader, rule, { samples, keys, texts: classes.texts })
    : keptSamples(name, before, samples);
  const { subsets, reasons } = divided;
  if (before === null) {
    if (name === DEFAULT_SPLIT) await reader.writeInfoColumn("subset", subsets.list());
    // Who has left an earlier split is forgotten with it: nothing is promised of the old one.
    const { splits } = reader;
    const record = { rule, edges: classes.edges };
    await splits?.write(name, splitBytes(record, divided, splits.compressZstd));
  }
  const report = reportOf({
    name,
    stratify: rule.stratify,
    seed: rule.seed,
    groupBy: typeof groupBy === "function" ? "(function)" : groupBy,
    kept: before !== null,
    names: rule.subsets.map((subset) => subset.name),
    wanted: rule.subsets.flatMap((subset) => subset.share > 0 ? [subset.name] : []),
    classes,
    samples,
    keys,
    subsets,
    duplicates: countOf(reasons, "duplicate"),
    excluded: countOf(reasons, "excluded"),
    fingerprints: await fingerprintsOf(reader),
    points: await pointsOf(reader),
  });
  return { report, subsets };
}

async function dividedSamples(
  reader: DatasetReader,
  rule: SplitRule,
  { samples, keys, texts }: {
    readonly samples: SampleColumns;
    readonly keys: SampleKeys;
    readonly texts: CodedTexts;
  },
): Promise<SplitColumns> {
  const excluded = await excludedBy(reader, rule);
  if (excluded?.every((one) => one)) {
    throw new UsageError(
      `Cannot split '${reader.location}': no sample matches 'where'. Ask for others`,
      { data: { where: rule.where } },
    );
  }
  const same = await duplicateKeys(reader, rule.dedupe, samples);
  const doubled = same === null
    ? null
    : duplicatesOf(samples, same.map((key, s) => excluded?.[s] ? null : key));
  const dropped = doubled === null
    ? excluded
    : doubled.map((one, s) => one || excluded?.[s] === true);
  const chosen = divideSamples(rule, samples, texts, dropped, keys);
  return {
    samples,
    subsets: new CodedTexts(chosen, rule.subsets.map(({ name }) => name)),
    reasons: dropped?.map((one, s) => excluded?.[s] ? "excluded" : one ? "duplicate" : null) ??
      null,
    labels: rule.keys.length === 0 ? null : texts,
  };
}

function countOf(reasons: SplitColumns["reasons"], reason: "duplicate" | "excluded"): number {
  return reasons?.reduce((count, one) => one === reason ? count + 1 : count, 0) ?? 0;
}

/** The samples of a split that is there; it must be of this version of the dataset. */
function keptSamples(
  name: string,
  { rows, rule }: SplitRecord,
  samples: SampleColumns,
): SplitColumns {
  const present = rows.filter((row) => row.present);
  const same = present.length === samples.length && present.every((row, s) => {
    const { file, hash, body } = sampleAt(samples, s);
    return file === row.file && hash === row.hash && body === row.body;
  });
  if (!same) {
    throw new DatasetError(
      `Cannot take the split '${name}' as it is: it must be of this version of the dataset, and ` +
        "has other samples. Run the flow again, which applies it, or split with `replace: true`",
      { data: { name, found: present.length, samples: samples.length } },
    );
  }
  const grouped = typeof rule.groupBy !== "object" ||
    present.every(({ group }, s) => group === samples.groups.at(s));
  if (rule.groupBy === null || grouped) return splitColumns(present);
  throw new UsageError(
    `Cannot take the split '${name}' as it is: its groups were made by a function, and this one ` +
      "makes others. Give this one another `name`, or have the other made anew with " +
      "`replace: true`",
    { data: { name } },
  );
}
