/**
 * `trunnion tag`: puts words on samples, and tells which there are.
 *
 * @module
 */
import type { Command } from "commander";
import { openDataset } from "../../dataset/open_dataset.ts";
import { recordsText } from "../../page/records_text.ts";
import { UsageError } from "../../base/errors.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import { countedText } from "../../page/quantity_text.ts";

interface TagFlags extends CommonOptions {
  readonly view?: string;
  readonly remove?: boolean;
}

/** Adds the command. */
export function addTagCommand(program: Command, session: Session): void {
  const command = program.command("tag")
    .summary("put a tag on samples, or tell the tags")
    .description(
      "Put a tag on samples by their names, or take it off. Tags are kept beside the dataset " +
        "and in its later versions. Without a tag, tell which there are and how many samples " +
        "have each.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .argument("[tag]", "the tag")
    .argument("[names...]", "the names of samples, as the infoset has them")
    .option("--view <name>", "the samples that a saved view finds, rather than names")
    .option("--remove", "take the tag off")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion tag out/flows/parts\n" +
        "  trunnion tag out/flows/parts doubtful gear_0007 assembly/bolt\n" +
        "  trunnion tag out/flows/parts doubtful gear_0007 --remove",
    );
  withCommonOptions(command).action(
    (flow: string, tag: string | undefined, names: string[], { view, remove, ...rest }: TagFlags) =>
      session.run(rest, async () => {
        using dataset = await openDataset(flow);
        if (tag === undefined) {
          const tags = await dataset.tags();
          const rows = Object.entries(tags).map(([tag, samples]) => ({ tag, samples }));
          return { text: rows.length === 0 ? "No tags." : recordsText(rows), json: tags };
        }
        if ((view === undefined) === (names.length === 0)) {
          throw new UsageError(
            `Cannot change the tag '${tag}': give the names of samples, or a view with --view`,
          );
        }
        const what = view === undefined ? names : await (await dataset.view(view)).ids();
        const change = await (remove ? dataset.untag(what, tag) : dataset.tag(what, tag));
        const text =
          `Tag '${change.tag}': ${remove ? "taken off" : "put on"} ${change.changed} of ` +
          `${countedText(change.samples, "sample")}.`;
        return { text, json: change };
      }),
  );
}
