/**
 * `trunnion status`: how a flow's latest run stands.
 *
 * @module
 */
import type { Command } from "commander";
import { plainText } from "../display/plain_text.ts";
import type { RunReport, StageReport } from "../display/run_report.ts";
import { reasonsText, runReport } from "../pipeline/report_run.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addStatusCommand(program: Command, session: Session): void {
  const command = program.command("status")
    .summary("show how a flow's latest run stands, and why its items were done")
    .description("Read the journal of a flow's latest run, while it goes on or afterwards.")
    .argument("<run>", "the flow's folder, its .flow file or its journal")
    .addHelpText("after", "\nExample:\n  trunnion status ./out/flows/parts");
  withCommonOptions(command).action((run: string, options: CommonOptions) =>
    session.run(options, () => {
      const report = runReport(run);
      return Promise.resolve({ text: statusText(report), json: report });
    })
  );
}

/** A report in a few lines. */
export function statusText(report: RunReport): string {
  const { flow, state, started, seconds, stages, errors, failure, retry } = report;
  const lines = [`${flow}: ${state}, begun ${started}, ${seconds.toFixed(1)} s`];
  for (const stage of stages) lines.push(...stageLines(stage));
  if (failure !== null) lines.push("", `Ended by: ${plainText(failure)}`);
  if (errors.length > 0) lines.push("", "Errors:");
  for (const { count, errorClass, template, examples: [example] } of errors) {
    lines.push(`  ${count} ${errorClass}: ${plainText(template)}`);
    if (example !== undefined) lines.push(`    e.g. ${plainText(example.item)}`);
  }
  if (retry !== null) lines.push("", `Try those that failed again: ${retry}`);
  if (state === "interrupted") lines.push("", "Run the same again: it goes on where it stopped.");
  return lines.join("\n");
}

function stageLines({ name, items, reasons, durationMs, quarantined }: StageReport): string[] {
  const counts = Object.entries(items).filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`);
  const lines = ["", `${name}: ${counts.join(", ") || "nothing to do"}`];
  const why = reasonsText(reasons);
  if (why !== "") lines.push(`  why: ${why}`);
  if (durationMs !== null) {
    const { p50, p95, max } = durationMs;
    const [half, most, longest] = [p50, p95, max].map((ms) => ms.toFixed(1));
    lines.push(`  an item: ${half} ms (half), ${most} ms (19 of 20), ${longest} ms (all)`);
  }
  if (quarantined > 0) lines.push(`  tried once more in a process of their own: ${quarantined}`);
  return lines;
}
