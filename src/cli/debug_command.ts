/**
 * `trunnion debug`: does one item of a run again, in this process, to be looked at.
 *
 * @module
 */
import type { Command } from "commander";
import { UsageError } from "../base/errors.ts";
import { plainText } from "../base/plain_text.ts";
import type { ErrorRow } from "../flow/record/error_row.ts";
import { JournalReader } from "../journal/journal_reader.ts";
import { findRun } from "../pipeline/folder/find_run.ts";
import type { ProcessResult } from "../pipeline/process_result.ts";
import type { ItemError } from "../pipeline/items/item_error.ts";
import { findItem } from "./debug/find_item.ts";
import { runInspected } from "./debug/inspected_run.ts";
import { runInProject } from "./project_run.ts";
import { latestOrigin, pathThen, runAgain } from "./run_again.ts";
import {
  type CommandResult,
  type CommonOptions,
  EXIT,
  type Session,
  withCommonOptions,
} from "./session.ts";

/** Adds the command. */
export function addDebugCommand(program: Command, session: Session): void {
  const command = program.command("debug")
    .summary("do one item of a run again in this process, and show its error in full")
    .description(
      "Do one item of a flow's latest run again, in this process and in a folder of its own; the " +
        "run's folder stays as it is.",
    )
    .argument("<run>", "the flow's folder, its .flow, its .dataset or its journal")
    .argument("<item>", "the item: its path or the end of it, its name, or its position, from 0")
    .option("--inspect-brk", "start Deno again so that it waits for a debugger (chrome://inspect)")
    .addHelpText("after", "\nExample:\n  trunnion debug ./out/flows/parts gear_12.step");
  withCommonOptions(command).action(
    async (run: string, item: string, options: CommonOptions & { inspectBrk?: boolean }) => {
      const { journal, root } = findRun(run);
      const origin = latestOrigin(journal);
      if (origin === null) {
        throw new UsageError(
          `Cannot replay an item of '${root}': its run was begun by a script, which alone knows ` +
            "its tasks. Run the script with `debug: true` and that item as its only input.",
          { data: { root } },
        );
      }
      const found = foundIn(journal, item); // what is misspelt is told before anything starts
      const code = origin.command === "run"
        ? await runInProject(session, pathThen(origin, origin.module), undefined)
        : null;
      if (code !== null) return session.endWith(code);
      if (options.inspectBrk) return session.endWith(await runInspected(session));
      await session.run(options, async () => {
        const folder = await Deno.makeTempDir({ prefix: "trunnion-debug-" });
        const text = origin.command === "encode" ? pathThen(origin, found.item) : found.item;
        const replay = { stage: found.stage, item: text, folder };
        try {
          return told(text, folder, await runAgain(session, origin, "debug", { replay }));
        } catch (error) {
          session.note(`Written to ${folder}, which can be removed.`);
          throw error;
        }
      });
    },
  );
}

function foundIn(journal: string, item: string) {
  const reader = JournalReader.open(journal);
  try {
    return findItem(reader, item);
  } finally {
    reader.close();
  }
}

function told(item: string, folder: string, { errors, output }: ProcessResult): CommandResult {
  const result = output.taskInstances.findLast(({ results }) => results.length > 0)?.results[0];
  const text = errors.length > 0
    ? errors.map(errorText).join("\n\n")
    : `${plainText(item)}: done\n${Deno.inspect(result, { depth: 6 })}`;
  return {
    text: `${text}\n\nWritten to ${folder}, which can be removed; the run's folder is as it was.`,
    json: { item, folder, errors, result: errors.length > 0 ? null : Deno.inspect(result) },
    exitCode: errors.length > 0 ? EXIT.failed : EXIT.done,
  };
}

function errorText({ item, task, error_class, message, logs, cause }: ItemError): string {
  return [
    `${plainText(item)}: '${task}' failed`,
    `${error_class}: ${message}`,
    ...logs,
    ...causes(cause),
  ]
    .join("\n");
}

function causes(cause: ErrorRow | null): string[] {
  if (cause === null) return [];
  const { stack, error_class, message } = cause;
  return [`Caused by: ${stack ?? `${error_class}: ${message}`}`, ...causes(cause.cause)];
}
