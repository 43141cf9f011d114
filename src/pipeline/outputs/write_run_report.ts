/** The report of a run in its folder: `run_report.html`, and `run_report.json`. @module */
import type { RunReport } from "../../display/run_report.ts";
import { runReportHtml, runReportJson } from "../../display/run_report_outputs.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import type { OutputFolder } from "../folder/output_folder.ts";
import { runReport } from "./report_run.ts";

/** Writes the report of a folder's latest run, and gives it. */
export function writeRunReport({ root, report: path }: OutputFolder): RunReport {
  const report = runReport(root);
  const write = (path: string, text: string) =>
    writeAtomically(path, (temporary) => Deno.writeTextFileSync(temporary, text));
  write(path, runReportHtml(report));
  write(path.replace(/\.html$/, ".json"), runReportJson(report));
  return report;
}
