/** What a run of a flow gives to the one who started it. @module */
import type { RunReport } from "../display/run_report.ts";
import { runLines } from "../display/run_lines.ts";
import { shownErrors } from "../display/shown_errors.ts";
import { runReportBundle } from "../display/run_report_outputs.ts";
import type { FlowRun } from "../flow/engine/flow_run.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import type { DryRunReport } from "./dry_run_report.ts";
import type { FlowSummary } from "./outputs/flow_summary.ts";
import type { ItemError } from "./items/item_error.ts";
import type { BaseTask } from "./tasks/task_classes.ts";

/** What tasks made in a run. */
export interface ProcessOutput {
  /** The tasks with their results and errors, in their order, the merge among them. */
  readonly taskInstances: readonly BaseTask[];
  /** The record of the run. */
  readonly run: FlowRun;
}

/** What `process` gives. A notebook shows it as the report of the run, a console as ten lines. */
export interface ProcessResult {
  /** What the tasks made, and the record of the run. */
  readonly output: ProcessOutput;
  /**
   * What tasks have put out, by the names of their outputs: of a task that runs once its value, of
   * others the list of the results. `output.taskInstances[i].itemOutcomes` has them item by item.
   */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What the run came to, in numbers and paths. */
  readonly summary: FlowSummary;
  /** The absolute path of the `.flow` file. */
  readonly flowFile: string;
  /** The items that failed, as in `error_summary.json`; read from there on when there are many. */
  readonly errors: readonly ItemError[];
  /** What `run_report.html` and `run_report.json` tell, as plain data. */
  readonly report: RunReport;
  /** What a dry run has found; null for any other run. */
  readonly dryRun: DryRunReport | null;
  /** A MIME bundle: the report as HTML and as text. */
  [JUPYTER_DISPLAY](): Record<string, string>;
}

/** Under these names consoles ask what to show. */
const INSPECT = ["Deno.customInspect", "nodejs.util.inspect.custom"];

/** Errors are kept in memory up to this number; more are read when asked for. */
const MOST_IN_MEMORY = 1000;

/**
 * Makes the result.
 *
 * @param facts `readErrors` reads the errors from the journal, in the order of the items
 */
export function processResult(
  facts: Pick<ProcessResult, "output" | "outputs" | "summary" | "flowFile" | "report"> & {
    readErrors(): ItemError[];
  },
): ProcessResult {
  const { readErrors, report, ...known } = facts;
  const read = () => shownErrors(readErrors());
  let errors = known.summary.error_count > MOST_IN_MEMORY ? null : read();
  return {
    ...known,
    report,
    get errors() {
      return errors ??= read();
    },
    dryRun: null,
    [JUPYTER_DISPLAY]: () => runReportBundle(report),
    ...Object.fromEntries(INSPECT.map((name) => [Symbol.for(name), shown])),
  };
}

/** The lines for a console. A dry run is a copy of its result, with what it has found. */
function shown(this: ProcessResult): string {
  const { summary, flowFile, outputs, dryRun } = this;
  return runLines({
    name: summary.flow_name,
    state: dryRun === null ? summary.state : `dry run of ${dryRun.items} items`,
    durationMs: (summary["Duration [seconds]"].total ?? 0) * 1000,
    items: summary.item_count,
    encoded: summary.file_count,
    skipped: summary.skipped_count,
    failed: summary.failed_count,
    reused: summary.reused_count,
    keptFailed: summary.kept_error_count,
    errors: summary.error_distribution,
    samples: summary.sample_count,
    outputs: Object.keys(outputs),
    dataset: summary.flow_data ?? summary.dataset_note ?? "none",
    flowFile,
    log: summary.flow_log,
    errorSummary: summary.error_summary,
  });
}
