/**
 * `trunnion join`: labels or predictions from outside, kept beside a dataset.
 *
 * @module
 */
import type { Command } from "commander";
import { joinText } from "../../dataset/notes/join_report.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";

interface JoinFlags extends CommonOptions {
  readonly name: string;
  readonly on?: readonly string[];
  readonly columns?: readonly string[];
  readonly replace?: boolean;
}

/** Adds the command. */
export function addJoinCommand(program: Command, session: Session): void {
  const command = program.command("join")
    .summary("keep labels or predictions from a table beside a dataset")
    .description(
      "Join the columns of a CSV, TSV or Parquet file to a dataset's samples, files or faces. " +
        "They are kept beside the dataset and in its later versions; queries, splits and charts " +
        "find them as NAME.COLUMN. Rows and samples that find nothing are told.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .argument("<table>", "the file")
    .requiredOption("--name <name>", "the name that the columns are kept under")
    .option(
      "--on <columns...>",
      "what tells rows: name, file, body_index, face_index, ...; THEIRS=OURS for another name",
    )
    .option("--columns <columns...>", "the columns that are taken; all but the keys otherwise")
    .option("--replace", "replace what is kept under the name")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion join out/flows/parts labels.csv --name checked\n" +
        "  trunnion join out/flows/parts predictions.parquet --name model --on part=name --replace",
    );
  withCommonOptions(command).action((flow: string, table: string, options: JoinFlags) =>
    session.run(options, async () => {
      const { name, on, columns, replace } = options;
      using dataset = await openDataset(flow);
      const joined = await dataset.join(table, {
        name,
        columns,
        replace,
        on: on === undefined ? undefined : Object.fromEntries(on.map((one) => {
          const [theirs, ours = theirs] = one.split("=");
          return [theirs, ours];
        })),
      });
      const report = joined.joinReport!;
      return { text: joinText(report), json: report };
    })
  );
}
