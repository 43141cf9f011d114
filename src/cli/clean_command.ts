/**
 * `trunnion clean`: removes what runs have left beside their dataset.
 *
 * @module
 */
import type { Command } from "commander";
import { plainText } from "../base/plain_text.ts";
import { cleanRun } from "../pipeline/folder/clean_run.ts";
import { findRun } from "../pipeline/folder/find_run.ts";
import { here } from "./flow_result.ts";
import { type CommonOptions, EXIT, type Session, withCommonOptions } from "./session.ts";

interface CleanFlags extends CommonOptions {
  all?: boolean;
  splits?: boolean;
  dryRun?: boolean;
}

/** Adds the command. */
export function addCleanCommand(program: Command, session: Session): void {
  const command = program.command("clean")
    .summary("remove a flow's journal, encoded files and left-overs")
    .description(
      "Remove the journal, the encoded files and what killed runs have left; the dataset stays. " +
        "The next run then does everything again.",
    )
    .argument("<run>", "the flow's folder, its .flow, its .dataset or its journal")
    .option("--all", "remove the dataset and the logs too")
    .option("--splits", "remove splits, codes, tags and joined tables too; they stay otherwise")
    .option("--dry-run", "say what would be removed, and remove nothing")
    .addHelpText("after", "\nExample:\n  trunnion clean ./out/flows/parts --dry-run");
  withCommonOptions(command).action((run: string, options: CleanFlags) =>
    session.run(options, async () => {
      const { all = false, splits = false, dryRun = false } = options;
      const report = await cleanRun(findRun(run), { all, splits, dryRun });
      const { removed, left, bytes, root } = report;
      const what = removed.length === 0 ? "nothing" : removed.join(", ");
      const text = [
        `${dryRun ? "Would remove" : "Removed"} from ${here(root)}: ${what} ` +
        `(${(bytes / 1e6).toFixed(1)} MB)`,
        ...left.map(({ name, why }) => `Left ${plainText(name)}: ${why}`),
      ].join("\n");
      return { text, json: report, exitCode: left.length > 0 ? EXIT.failed : EXIT.done };
    })
  );
}
