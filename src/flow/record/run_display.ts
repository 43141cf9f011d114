/** A run as a notebook shows it. @module */
import { padText, textWidth } from "../../base/text_width.ts";
import type { RunStatistics } from "./run_statistics.ts";

/** The most jobs that are drawn: a larger flowchart cannot be read. */
const MOST_DRAWN = 60;
/** The most lines of the table. */
const MOST_LINES = 40;

/** What is shown of a run. */
interface ShownRun {
  readonly name: string;
  readonly state: string;
  readonly statistics: RunStatistics;
  /** Makes the flowchart, where it is wanted. */
  mermaid(): string;
}

/**
 * Shows a run: as Markdown with its flowchart (JupyterLab and VS Code draw Mermaid), where it has
 * few jobs, and as a table of text.
 *
 * @returns a MIME bundle
 */
export function runDisplay(run: ShownRun): Record<string, string> {
  const text = tableText(run);
  const chart = run.statistics.total <= MOST_DRAWN
    ? `\n\n\`\`\`mermaid\n${run.mermaid()}\`\`\``
    : "";
  return {
    "text/plain": text,
    "text/markdown": `\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\`${chart}`,
  };
}

/** One line for the run, one for each of its jobs; calls of one job stand together. */
function tableText({ name, state, statistics }: ShownRun): string {
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
