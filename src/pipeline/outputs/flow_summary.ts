/** The summary of a run. @module */
import type { SplitChanges } from "../../dataset/split/carry_split.ts";
import type { RunLineage } from "./run_lineage.ts";

/** What a run came to. Paths are absolute here and relative in the `.flow` file. */
export interface FlowSummary {
  /** The flow's name. */
  readonly flow_name: string;
  /** The identifier of the run, as its record has it. */
  readonly run_id: string;
  /**
   * `failed` where a task after the merge failed: the dataset is complete. `cancelled` where the
   * run was stopped: the dataset holds what was done by then.
   */
  readonly state: "completed" | "failed" | "cancelled";
  /** When the run began, as an ISO date. */
  readonly created: string;
  /** The merged dataset; null where nothing was merged. */
  readonly flow_data: string | null;
  /** The table of samples; null where nothing was merged. */
  readonly flow_info: string | null;
  /** The vocabulary of categories; null where nothing was merged. */
  readonly flow_attributes: string | null;
  /** The folder of the dataset's splits, made by the first; null where nothing was merged. */
  readonly flow_splits: string | null;
  /** What became of each split at this run's merge: who stayed, who is new, who left. */
  readonly split_changes: readonly SplitChanges[];
  /** Why there is no dataset; null where there is one. */
  readonly dataset_note: string | null;
  /**
   * By task, by class where that is unique, and `total`. Tasks that did each item together have one
   * time, under their names joined by `+`: see `joined_tasks`.
   */
  readonly "Duration [seconds]": Readonly<Record<string, number>>;
  /** The tasks that did each item together, so that no file is opened twice. */
  readonly joined_tasks: readonly (readonly string[])[];
  /** Items that were encoded; in a flow without encoding, those that gave a result. */
  readonly file_count: number;
  /** Items that were done, skipped or have failed. */
  readonly item_count: number;
  /** The same without the run's limit. */
  readonly available_count: number;
  /** Items that a task has skipped. */
  readonly skipped_count: number;
  /**
   * Items that have failed, in this run or, where it has not tried them again, in an earlier one.
   */
  readonly failed_count: number;
  /** All errors: rows of the error summary. Sources that failed are among them. */
  readonly error_count: number;
  /** Items that an earlier run has done or skipped, and this one has not done again. */
  readonly reused_count: number;
  /** Of the failed, those of an earlier run that were not tried again. */
  readonly kept_error_count: number;
  /** How many items that an earlier run had done were done again, by why. */
  readonly done_again: Readonly<Record<string, number>>;
  /** Encoded items that the dataset keeps although the run's inputs lack them. */
  readonly kept_beside_count: number;
  /** Encoded items that the inputs lack and the dataset leaves out: `prune`, or another schema. */
  readonly left_out_count: number;
  /** The number of samples of the dataset; null where there is none. */
  readonly sample_count: number | null;
  /** How often each class of error occurred. */
  readonly error_distribution: Readonly<Record<string, number>>;
  /** The file with a row for each item that failed. */
  readonly error_summary: string;
  /** The log. */
  readonly flow_log: string;
  /** Where the results come from: sources, code, versions, the project's commit. */
  readonly lineage: RunLineage;
  /** What the flow was told. */
  readonly "Flow Specifications": Readonly<Record<string, unknown>>;
}

/** A stage as the durations need it. */
interface TimedStage {
  readonly tasks: readonly { readonly name: string; readonly className: string }[];
  readonly durationMs: number;
}

/** Seconds by stage, by the class of its only task where that is unique, and in all. */
export function durations(stages: readonly TimedStage[], totalMs: number): Record<string, number> {
  const classes = stages.flatMap(({ tasks }) => tasks.map(({ className }) => className));
  const entries: [string, number][] = [];
  for (const { tasks, durationMs } of stages) {
    const [{ className }] = tasks;
    const unique = classes.indexOf(className) === classes.lastIndexOf(className);
    if (tasks.length === 1 && unique) entries.push([className, durationMs / 1000]);
    entries.push([tasks.map(({ name }) => name).join("+"), durationMs / 1000]);
  }
  return { total: totalMs / 1000, ...Object.fromEntries(entries) };
}
