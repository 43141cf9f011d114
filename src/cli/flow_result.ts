/**
 * What a run of a flow came to, as the command line tells it.
 *
 * @module
 */
import { dirname, relative } from "node:path";
import { digestText } from "../display/error_digest.ts";
import type { ProcessResult } from "../pipeline/flow_process.ts";
import type { CommandResult } from "./session.ts";

/** Tells a run: for people what was done, what failed and what to try next; for machines all. */
export function flowResult({ summary, flowFile, errors }: ProcessResult): CommandResult {
  const { sample_count: count } = summary;
  const what = count === null ? "items done" : `files encoded, ${count} samples`;
  const seconds = summary["Duration [seconds]"].total.toFixed(1);
  const skipped = summary.skipped_count > 0 ? `, ${summary.skipped_count} skipped` : "";
  const lines = [
    `${summary.flow_name}: ${summary.file_count} of ${summary.item_count} ${what}` +
    `${skipped}, ${counted(errors.length, "error")}, in ${seconds} s`,
  ];
  if (errors.length > 0) {
    const retry = `trunnion retry ${shellWord(here(dirname(flowFile)))}`;
    lines.push("", digestText(errors, { retry, shorten: here }));
    lines.push(`  With traces: ${here(summary.error_summary)}`);
  }
  lines.push(
    "",
    summary.flow_data === null
      ? String(summary.dataset_note)
      : `Dataset: ${here(summary.flow_data)}`,
    `Flow file: ${here(flowFile)}`,
  );
  return { text: lines.join("\n"), json: { ...summary, flow_file: flowFile, errors } };
}

/** A path as it is typed here: relative to the current folder, where that is shorter. */
export function here(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short !== "" && short.length < path.length ? short : path;
}

/** A word of a command as a shell takes it. */
function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function counted(count: number, word: string): string {
  return `${count === 0 ? "no" : count} ${word}${count === 1 ? "" : "s"}`;
}
