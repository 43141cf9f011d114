/**
 * What a run of a flow came to, as the command line tells it.
 *
 * @module
 */
import { dirname, relative } from "node:path";
import { digestText } from "../display/error_digest.ts";
import { plainText } from "../base/plain_text.ts";
import { shellWord } from "../display/shell_word.ts";
import { againLines } from "../pipeline/stages/done_again_text.ts";
import type { DryRunReport } from "../pipeline/dry_run_report.ts";
import type { ProcessResult } from "../pipeline/process_result.ts";
import type { ItemError } from "../pipeline/items/item_error.ts";
import { RETRY_COMMAND } from "./command_origin.ts";
import { troubleshootingPage } from "./troubleshooting_page.ts";
import { type CommandResult, EXIT, NO_LABELS } from "./session.ts";

/** What is thrown where labels are at fault, and not the CAD file. */
const LABEL_ERRORS = ["LabelFileError", "LabelMismatch"];

/** Tells a run: for people what was done, what failed and what to try next; for machines all. */
export function flowResult(result: ProcessResult): CommandResult {
  if (result.dryRun !== null) return dryRunResult(result.dryRun);
  const { summary, flowFile, errors } = result;
  const { sample_count: count } = summary;
  const what = count === null ? "items done" : `files encoded, ${counted(count, "sample")}`;
  const seconds = summary["Duration [seconds]"].total.toFixed(1);
  const skipped = summary.skipped_count > 0 ? `, ${summary.skipped_count} skipped` : "";
  const allFailed = summary.item_count > 0 && summary.failed_count === summary.item_count;
  const lines = [
    allFailed
      ? `${summary.flow_name}: all ${counted(summary.failed_count, "item")} failed, in ${seconds} s`
      : `${summary.flow_name}: ${summary.file_count} of ${summary.item_count} ${what}` +
        `${skipped}, ${counted(errors.length, "error")}, in ${seconds} s`,
  ];
  for (const tasks of summary.joined_tasks) {
    lines.push(`each item done once for ${tasks.length} tasks together: ${tasks.join(", ")}`);
  }
  if (summary.reused_count > 0) {
    lines.push(`${summary.reused_count} reused from an earlier run`);
  }
  lines.push(...againLines(summary.done_again).map((line) => `done again: ${line}`));
  if (summary.kept_beside_count > 0) {
    lines.push(
      `${
        counted(summary.kept_beside_count, "file")
      } of earlier runs kept in the dataset, not among ` +
        "the inputs; --prune leaves such files out",
    );
  }
  if (summary.left_out_count > 0) {
    lines.push(
      `${counted(summary.left_out_count, "file")} of earlier runs left out of the dataset`,
    );
  }
  if (summary.kept_error_count > 0) {
    lines.push(
      `${counted(summary.kept_error_count, "failure")} of an earlier run ` +
        `${summary.kept_error_count === 1 ? "is" : "are"} kept; ` +
        `${RETRY_COMMAND} ${here(dirname(flowFile))} tries again`,
    );
  }
  for (const { file, exporter, difference } of result.report.readerAudits.disagreements) {
    lines.push(
      `the readers disagree on ${plainText(here(file))}: ${difference}; files of ` +
        `'${plainText(exporter)}' are read by the kernel from now on`,
    );
  }
  if (errors.length > 0) {
    const retry = `${RETRY_COMMAND} ${shellWord(here(dirname(flowFile)))}`;
    lines.push("", digestText(errors, { retry, shorten: here }));
    lines.push(`  With traces: ${here(summary.error_summary)}`);
    if (LABEL_ERRORS.some((name) => name in summary.error_distribution)) {
      lines.push(`  ${NO_LABELS}`);
    }
    lines.push(`  What to do, by class: ${here(troubleshootingPage())}`);
  }
  lines.push(
    "",
    summary.flow_data === null
      ? String(summary.dataset_note)
      : `Dataset: ${here(summary.flow_data)}`,
    `Flow file: ${here(flowFile)}`,
  );
  return {
    text: lines.join("\n"),
    json: { ...summary, flow_file: flowFile, errors },
    exitCode: allFailed ? EXIT.failed : EXIT.done,
  };
}

/** Tells a dry run: the first rows, the first error, and what all items would take. */
function dryRunResult(dryRun: DryRunReport): CommandResult {
  const { items, total, pending, rows, firstError, durationMs, bytes } = dryRun;
  const seconds = durationMs / 1000;
  const lines = [
    `Dry run: ${items} of ${total} items done, nothing written`,
    ...pending < total
      ? [`${total - pending} are kept from an earlier run, ${pending} would be done`]
      : [],
    `All of them: about ${seconds.toFixed(seconds < 10 ? 1 : 0)} s and ` +
    `${(bytes / 1e6).toFixed(1)} MB`,
  ];
  if (rows.length > 0) lines.push("", "First rows:", ...rows.map(rowText));
  if (firstError !== null) lines.push("", "First error:", errorText(firstError));
  return { text: lines.join("\n"), json: dryRun };
}

function rowText(row: unknown): string {
  return `  ${plainText(JSON.stringify(row, (_, v) => typeof v === "bigint" ? Number(v) : v))}`;
}

function errorText({ file, error_class, message }: ItemError): string {
  return `  ${plainText(here(file))}\n    ${error_class}: ${plainText(message.split("\n")[0])}`;
}

/** A path as it is typed here: relative to the current folder, where that is shorter. */
export function here(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short !== "" && short.length < path.length ? short : path;
}

function counted(count: number, word: string): string {
  return `${count === 0 ? "no" : count} ${word}${count === 1 ? "" : "s"}`;
}
