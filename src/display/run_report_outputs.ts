/**
 * The report of a run for a terminal, a file, a program and a notebook.
 *
 * @module
 */
import { safeJson } from "../base/safe_json.ts";
import { pageFragment, pageHtml } from "../page/page_html.ts";
import { pageText, type PageTextOptions } from "../page/page_text.ts";
import { reportPage } from "./report_page.ts";
import type { RunReport } from "./run_report.ts";

/** The report as text, without a line break at its end. */
export function runReportText(report: RunReport, options: PageTextOptions = {}): string {
  return pageText(reportPage(report), options);
}

/** The report as an HTML file of its own, below 100 KB. */
export function runReportHtml(report: RunReport): string {
  return pageHtml(reportPage(report));
}

/** The report as JSON: all that is known, whatever its size. */
export function runReportJson(report: RunReport): string {
  return safeJson(report, 2) + "\n";
}

/**
 * The report as a notebook shows it, for `Symbol.for("Jupyter.display")`.
 *
 * @returns a MIME bundle
 */
export function runReportBundle(report: RunReport): Record<string, string> {
  const page = reportPage(report);
  return { "text/html": pageFragment(page), "text/plain": pageText(page) };
}
