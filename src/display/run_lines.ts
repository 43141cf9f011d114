/** A run as `console.log` shows it: ten lines, and where to find the rest. @module */
import { countText, durationText } from "../page/quantity_text.ts";

/** What is shown. */
interface ShownRun {
  readonly name: string;
  readonly state: string;
  readonly durationMs: number;
  readonly items: number;
  readonly encoded: number;
  readonly skipped: number;
  readonly failed: number;
  readonly reused: number;
  readonly keptFailed: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly samples: number | null;
  readonly outputs: readonly string[];
  readonly dataset: string;
  readonly flowFile: string;
  readonly log: string;
  readonly errorSummary: string;
}

/** Names on a line, before "and N more". */
const MOST_NAMES = 8;

/** The text, of ten lines at most. */
export function runLines(run: ShownRun): string {
  const { items, encoded, skipped, failed, reused, keptFailed, errors, samples } = run;
  const kept = [
    ...reused > 0 ? [`${countText(reused)} reused`] : [],
    ...keptFailed > 0 ? [`${countText(keptFailed)} of the failed kept`] : [],
  ];
  const count = `${countText(items)}: ${countText(encoded)} done, ${countText(skipped)} skipped, ` +
    `${countText(failed)} failed` + (kept.length === 0 ? "" : ` (${kept.join(", ")})`);
  const classes = Object.entries(errors).map(([name, n]) => `${name} ${countText(n)}`);
  const lines: [string, string | null][] = [
    ["items", count],
    ["errors", classes.length === 0 ? null : some(classes)],
    ["samples", samples === null ? null : countText(samples)],
    ["outputs", run.outputs.length === 0 ? null : some(run.outputs)],
    ["dataset", run.dataset],
    [".flow", run.flowFile],
    ["log", run.log],
    ["error rows", run.errorSummary],
    ["more", "run.summary, .outputs.<name>, .errors, .report, .output.taskInstances"],
  ];
  return [
    `Flow '${run.name}': ${
      items > 0 && failed === items ? `all ${countText(items)} items failed, ` : ""
    }${run.state} after ${durationText(run.durationMs)}`,
    ...lines.flatMap(([name, text]) => text === null ? [] : [`  ${name.padEnd(11)}${text}`]),
  ].join("\n");
}

function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
