/** A run as a notebook shows it. @module */
import { padText, textWidth } from "../../base/text_width.ts";
import { pageFragment } from "../../page/page_html.ts";
import { type DrawnRun, runPage } from "./run_page.ts";

/** The most jobs that are drawn: a larger flowchart cannot be read. */
const MOST_DRAWN = 60;
/** The most lines of the table. */
const MOST_LINES = 40;

/** What is shown of a run. */
interface ShownRun extends DrawnRun {
  /** Makes the flowchart, where it is wanted. */
  mermaid(): string;
}

/**
 * Shows a run: as a page, as a table of text, and, for those who ask for that, as Markdown with its
 * flowchart, where it has few jobs: JupyterLab and VS Code draw Mermaid.
 *
 * @returns a MIME bundle
 */
export function runDisplay(run: ShownRun): Record<string, string> {
  const text = runText(run);
  const chart = run.statistics.total <= MOST_DRAWN
    ? `\n\n\`\`\`mermaid\n${run.mermaid()}\`\`\``
    : "";
  return {
    "text/html": pageFragment(runPage(run)),
    "text/plain": text,
    "text/markdown": `\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\`${chart}`,
  };
}

/** One line for the run, one for each of its jobs; calls of one job stand together. */
export function runText({ name, state, statistics }: Omit<DrawnRun, "errors">): string {
  const { durationMs, total, completed, failed } = statistics;
  const after = durationMs === null ? "" : ` after ${durationMs.toFixed(1)} ms`;
  const lines = [`${name}: ${state}${after}, ${completed} of ${total} jobs done, ${failed} failed`];
  const jobs = Object.entries(statistics.jobs);
  const width = Math.max(0, ...jobs.slice(0, MOST_LINES).map(([job]) => textWidth(job)));
  for (const [job, { total, failed, meanMs }] of jobs.slice(0, MOST_LINES)) {
    const mean = meanMs === null ? "" : `, ${meanMs.toFixed(2)} ms each`;
    const errors = failed === 0 ? "" : `, ${failed} failed`;
    lines.push(`  ${padText(job, width)}  ${total} x${mean}${errors}`);
  }
  if (jobs.length > MOST_LINES) lines.push(`  and ${jobs.length - MOST_LINES} more`);
  return lines.join("\n");
}
