/**
 * `trunnion diff`: what changed from one dataset to another.
 *
 * @module
 */
import type { Command } from "commander";
import { compareDatasets } from "../../dataset/cite/compare_datasets.ts";
import type { DatasetComparison } from "../../dataset/cite/find_differences.ts";
import { recordsText } from "../../page/records_text.ts";
import { type CommonOptions, EXIT, type Session, withCommonOptions } from "../session.ts";
import { countedText } from "../../page/quantity_text.ts";

interface DiffFlags extends CommonOptions {
  ignore?: string[];
}

/** Adds the command. */
export function addDiffCommand(program: Command, session: Session): void {
  const command = program.command("diff")
    .summary("tell which samples, values, labels and splits changed between two datasets")
    .description(
      "Compare two datasets. Samples are found again by path and content, else by content " +
        "(renamed), else by path (edited); their order is no difference.",
    )
    .argument("<before>", "a flow's folder, its .flow, a .dataset or a packed dataset")
    .argument("<after>", "the other one")
    .option("--ignore <name...>", "columns and arrays (group/array) that are not compared")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion diff out/flows/v1 out/flows/v2\n" +
        "  trunnion diff v1.trunnion.zip out/flows/parts --ignore processing_time --json\n" +
        "\nExit codes: 0 the same, 1 they differ.",
    );
  withCommonOptions(command).action((before: string, after: string, flags: DiffFlags) =>
    session.run(flags, async () => {
      const found = await compareDatasets(before, after, { ignore: flags.ignore ?? [] });
      return {
        text: diffText(found),
        json: found,
        exitCode: found.same ? EXIT.done : EXIT.failed,
      };
    })
  );
}

/** Samples that are named in a line, before the number of the others. */
const NAMED = 10;

/** Writes a comparison as text: a line for each kind of sample, then a table. */
function diffText({ same, samples, differences }: DatasetComparison): string {
  const { both, removed, added, renamed, edited } = samples;
  if (same) return `The same: ${countedText(both, "sample")}, their values, labels and splits.`;
  const line = (what: string, names: readonly string[]) => {
    if (names.length === 0) return [];
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
    return [`${what.padEnd(8)} ${names.length}: ${names.slice(0, NAMED).join(", ")}${more}`];
  };
  const lines = [
    `${countedText(both, "sample")} ${both === 1 ? "is" : "are"} in both.`,
    ...line("removed", removed),
    ...line("added", added),
    ...line("renamed", renamed.map(({ from, to }) => `${from} -> ${to}`)),
    ...line("edited", edited),
  ];
  if (differences.length === 0) return lines.join("\n");
  const rows = differences.map(({ of, name, change, detail, samples, examples }) => ({
    of,
    name,
    change,
    detail,
    samples,
    "such as": examples.join(", "),
  }));
  return [...lines, "", recordsText(rows, { limit: Infinity, cellWidth: 60 })].join("\n");
}
