/** What a run of a flow gives to the one who started it. @module */
import type { RunReport } from "../display/run_report.ts";
import { runReportBundle } from "../display/run_report_outputs.ts";
import type { FlowRun } from "../flow/engine/flow_run.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import type { DryRunReport } from "./dry_run_report.ts";
import type { FlowSummary } from "./outputs/flow_summary.ts";
import type { ItemError } from "./tasks/item_error.ts";
import type { BaseTask } from "./tasks/task_classes.ts";

/** What tasks made in a run. */
export interface FlowOutput {
  /** The tasks with their results and errors, in their order, the merge among them. */
  readonly taskInstances: readonly BaseTask[];
  /** The record of the run. */
  readonly run: FlowRun;
}

/** What `process` gives. A notebook shows it as the report of the run. */
export interface ProcessResult {
  /** What the tasks made, and the record of the run. */
  readonly output: FlowOutput;
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

/** Errors are kept in memory up to this number; more are read when asked for. */
const MOST_IN_MEMORY = 1000;

/**
 * Makes the result.
 *
 * @param facts `readErrors` reads the errors from the journal, in the order of the items
 */
export function processResult(
  facts: Pick<ProcessResult, "output" | "summary" | "flowFile" | "report"> & {
    readErrors(): ItemError[];
  },
): ProcessResult {
  const { readErrors, report, ...known } = facts;
  let errors = known.summary.error_count > MOST_IN_MEMORY ? null : readErrors();
  return {
    ...known,
    report,
    get errors() {
      return errors ??= readErrors();
    },
    dryRun: null,
    [JUPYTER_DISPLAY]: () => runReportBundle(report),
  };
}
