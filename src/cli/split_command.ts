/**
 * `trunnion split`: divides a dataset for training.
 *
 * @module
 */
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../base/errors.ts";
import { suggestNames } from "../base/suggest.ts";
import { where } from "../dataset/query/where.ts";
import { openDataset } from "../dataset/open_dataset.ts";
import type { SplitReport } from "../dataset/split/split_report.ts";
import type { Dedupe, Stratify } from "../dataset/split/split_rule.ts";
import { recordsText } from "../page/records_text.ts";
import { integer, number } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";
import { countedText } from "../page/quantity_text.ts";

interface SplitFlags extends CommonOptions {
  key: string[];
  group?: string;
  stratify?: Stratify;
  train: number;
  validation: number;
  test: number;
  folds?: number;
  check?: string;
  seed: number;
  bins?: number;
  name?: string;
  groupBy: string | false;
  dedupe?: Dedupe;
  replace?: boolean;
  withoutTag?: string[];
}

/** Adds the command. */
export function addSplitCommand(program: Command, session: Session): void {
  const command = program.command("split")
    .summary("divide a dataset into training, validation and test sets, or folds")
    .description(
      "Divide a dataset's samples into training, validation and test sets, or into folds, every " +
        "class of a key in the same shares. The split is kept beside the dataset, and applied " +
        "again to every new version of it: nobody moves, and new samples are assigned by the " +
        "same rule.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .option("--key <name...>", "the keys whose classes are divided: arrays, or columns", [])
    .option("--group <name>", "the group in which keys are looked for first")
    .option(
      "--stratify <how>",
      "single, multilabel (several values a sample) or none (at random)",
    )
    .option("--train <share>", "the share of the training set", number(0), 0.7)
    .option("--validation <share>", "the share of the validation set", number(0), 0.15)
    .option("--test <share>", "the share of the test set", number(0), 0.15)
    .option("--folds <n>", "folds for cross-validation in place of shares", integer(2))
    .option("--seed <n>", "equal seeds give equal splits", integer(0), 42)
    .option("--name <name>", "the split's name; that of 'default' stands in the infoset")
    .option("--group-by <key>", "the key whose equal values stay in one set", "file")
    .option("--no-group-by", "let the bodies of a file be parted; exact copies never are")
    .option("--dedupe <rule>", "leave duplicates out: exact, fingerprint, or bits as 6", dedupe)
    .option("--without-tag <tag...>", "leave out samples with one of these tags")
    .option("--check <table>", "report on a split made elsewhere: a CSV, TSV or Parquet file")
    .option("--replace", "make a split of that name anew that was made otherwise")
    .option("--bins <n>", "put the keys' numbers into so many bins first", integer(1))
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion split out/flows/parts/parts.flow --key family\n" +
        "  trunnion split out/flows/parts --key labels/family --folds 5 --name cv\n" +
        "  trunnion split out/flows/parts --key faces/face_labels --stratify multilabel\n" +
        "  trunnion split out/flows/parts/parts.flow --key part_category --group labels \\\n" +
        "    --train .8 --validation .1 --test .1 --seed 7",
    );
  withCommonOptions(command).action((flow: string, options: SplitFlags) =>
    session.run(options, async () => {
      using dataset = await openDataset(flow);
      const {
        groupBy,
        check,
        folds,
        train,
        validation,
        test,
        withoutTag = [],
        json: _json,
        debug: _debug,
        ...rest
      } = options;
      if (check !== undefined) {
        const { key, group, stratify, bins } = rest;
        const about = { group, bins, groupBy: groupBy === false ? null : groupBy };
        const told = await dataset.checkSplit(check, { ...about, key, stratify });
        return { text: splitText(told), json: { ...told } };
      }
      const tags = Object.keys(await dataset.tags());
      const unknown = withoutTag.find((tag) => !tags.includes(tag));
      if (unknown !== undefined) {
        throw new UsageError(
          `Cannot leave out samples tagged '${unknown}': none is. ${suggestNames(unknown, tags)}`,
          { data: { tag: unknown, known: tags } },
        );
      }
      const [first, ...others] = withoutTag.map((tag) => where("tags").includes(tag).not());
      const how = {
        ...rest,
        groupBy: groupBy === false ? null : groupBy,
        where: first?.and(...others) ?? null,
      };
      const { report } = folds === undefined
        ? await dataset.split({ ...how, train, validation, test })
        : await dataset.kfold({ ...how, folds });
      return { text: splitText(report), json: { ...report.sizes, ...report } };
    })
  );
}

/** A rule by which duplicates are left out. */
function dedupe(text: string): Dedupe {
  if (text === "exact" || text === "fingerprint") return text;
  if (/^\d+$/.test(text)) return { bits: Number(text) };
  throw new InvalidArgumentError("It must be exact, fingerprint, or a number of bits such as 6.");
}

/** Writes a split as text: its sizes, how each class was divided, and what to know of it. */
export function splitText(report: SplitReport): string {
  const { name, key, seed, classes, sizes, notes, none, kept } = report;
  const parts = Object.entries(sizes);
  const total = parts.reduce((sum, [, size]) => sum + size, none);
  const lines = [
    `Split ${countedText(total, "sample")}${key === "" ? "" : ` by ${key}`}` +
    `${seed === null ? "" : ` (seed ${seed})`}: ` +
    parts.map(([subset, size]) => `${subset} ${size}`).join(", "),
  ];
  if (classes.length > 0) {
    const table = recordsText(
      classes.map(({ label, size, counts, weight }) => ({
        [key]: label,
        size,
        ...counts,
        weight: weight === null ? "" : Number(weight.toPrecision(3)),
      })),
      { limit: 30 },
    );
    lines.push(...table.split("\n").map((line) => `  ${line}`));
  }
  lines.push(...notes.map((note) => `${note}.`));
  if (kept) lines.push(`The split '${name}' was there already, made in this way; it stays.`);
  return lines.join("\n");
}
