/**
 * `trunnion split`: divides a dataset for training.
 *
 * @module
 */
import type { Command } from "commander";
import { openDataset } from "../dataset/open_dataset.ts";
import type { SplitSizes } from "../dataset/split/split.ts";
import { recordsText } from "../page/records_text.ts";
import { integer, number } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

interface SplitFlags extends CommonOptions {
  key: string;
  group?: string;
  train: number;
  validation: number;
  test: number;
  seed: number;
  bins?: number;
  name: string;
  groupBy: string | false;
  replace?: boolean;
}

/** Adds the command. */
export function addSplitCommand(program: Command, session: Session): void {
  const command = program.command("split")
    .summary("divide a dataset into training, validation and test sets")
    .description(
      "Divide a dataset's samples into training, validation and test sets, every class of a key " +
        "in the same shares. The split is kept beside the dataset, and applied again to every " +
        "new version of it: nobody moves, and new samples are assigned by the same rule.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .requiredOption("--key <name>", "the key whose classes are divided: an array, or a column")
    .option("--group <name>", "the group in which the key is looked for first")
    .option("--train <share>", "the share of the training set", number(0), 0.7)
    .option("--validation <share>", "the share of the validation set", number(0), 0.15)
    .option("--test <share>", "the share of the test set", number(0), 0.15)
    .option("--seed <n>", "equal seeds give equal splits", integer(0), 42)
    .option("--name <name>", "the split's name; that of 'default' stands in the infoset", "default")
    .option("--group-by <column>", "the column whose equal values stay in one set", "file")
    .option("--no-group-by", "let the bodies of a file be parted; exact copies never are")
    .option("--replace", "make a split of that name anew that was made otherwise")
    .option("--bins <n>", "put the key's numbers into so many bins first", integer(1))
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion split out/flows/parts/parts.flow --key family\n" +
        "  trunnion split out/flows/parts/parts.flow --key part_category --group labels \\\n" +
        "    --train .8 --validation .1 --test .1 --seed 7",
    );
  withCommonOptions(command).action((flow: string, options: SplitFlags) =>
    session.run(options, async () => {
      using dataset = await openDataset(flow);
      const { groupBy, json: _json, debug: _debug, ...rest } = options;
      const sizes = await dataset.split({ ...rest, groupBy: groupBy === false ? null : groupBy });
      const { train, validation, test, report } = sizes;
      return { text: splitText(sizes), json: { train, validation, test, ...report } };
    })
  );
}

/** Writes a split as text: its sizes, and how each class was divided. */
export function splitText({ train, validation, test, report }: SplitSizes): string {
  const { key, seed, classes, smallClasses, filesAcrossSubsets } = report;
  const total = train + validation + test;
  const table = recordsText(
    classes.map(({ label, ...counts }) => ({ [key]: label, ...counts })),
    { limit: 30 },
  );
  const lines = [
    `Split ${total} samples by ${key} (seed ${seed}): ` +
    `train ${train}, validation ${validation}, test ${test}`,
    ...table.split("\n").map((line) => `  ${line}`),
  ];
  if (smallClasses.length > 0) {
    const shown = smallClasses.slice(0, 10).join(", ");
    const more = smallClasses.length > 10 ? ` and ${smallClasses.length - 10} more` : "";
    lines.push(`Too small to be in every set: ${shown}${more}`);
  }
  if (filesAcrossSubsets > 0) {
    lines.push(`Files whose bodies are in more than one set: ${filesAcrossSubsets}`);
  }
  const { kept, name, copiesAcrossSubsets } = report;
  if (copiesAcrossSubsets > 0) {
    lines.push(`Files with an exact copy in another set: ${copiesAcrossSubsets}`);
  }
  if (kept) lines.push(`The split '${name}' was there already, made in this way; it stays.`);
  return lines.join("\n");
}
