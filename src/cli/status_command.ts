/**
 * `trunnion status`: how a flow's latest run stands.
 *
 * @module
 */
import type { Command } from "commander";
import { runReportText } from "../display/run_report_outputs.ts";
import { runReport } from "../pipeline/outputs/report_run.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addStatusCommand(program: Command, session: Session): void {
  const command = program.command("status")
    .summary("show how a flow's latest run stands, and why its items were done")
    .description("Read the journal of a flow's latest run, while it goes on or afterwards.")
    .argument("<run>", "the flow's folder, its .flow, its .dataset or its journal")
    .addHelpText("after", "\nExample:\n  trunnion status ./out/flows/parts");
  withCommonOptions(command).action((run: string, options: CommonOptions) =>
    session.run(options, () => {
      const report = runReport(run);
      return Promise.resolve({ text: runReportText(report), json: report });
    })
  );
}
