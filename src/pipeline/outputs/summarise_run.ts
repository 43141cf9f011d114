/** Counts what a run has done, for its summary. @module */
import { existsSync } from "node:fs";
import type { SplitChanges } from "../../dataset/split/carry_split.ts";
import type { FlowRun } from "../../flow/engine/flow_run.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import { flowSpecifications } from "./flow_specifications.ts";
import { durations, type FlowSummary } from "./flow_summary.ts";
import type { OutputFolder } from "../folder/output_folder.ts";
import type { BesideCounts } from "../stages/kept_beside.ts";
import type { Stage } from "../stages/stage.ts";
import type { EncodedStages, TaskCounts } from "../stages/run_environment.ts";
import type { BaseTask } from "../tasks/task_classes.ts";
import { runsInWorker, type TaskDefinition } from "../tasks/task_definition.ts";

/** What a summary is made of. */
interface RunFacts {
  readonly run: FlowRun;
  readonly state: FlowSummary["state"];
  readonly created: Date;
  readonly folder: OutputFolder;
  readonly settings: PipelineSettings;
  readonly limit: number | null;
  readonly definitions: readonly TaskDefinition[];
  readonly stages: readonly Stage[];
  readonly instances: ReadonlyMap<string, BaseTask>;
  /** By the names of tasks. */
  readonly counts: ReadonlyMap<string, TaskCounts>;
  readonly encoded: EncodedStages;
  readonly beside: BesideCounts;
  /** How many items that were done before are done again, by why. */
  readonly again: Readonly<Record<string, number>>;
  /** Of the dataset; null where the run made none. */
  readonly samples: number | null;
  /** What became of each split of the dataset. */
  readonly splitChanges: readonly SplitChanges[];
  readonly lineage: FlowSummary["lineage"];
  /** How often each class of error occurs. */
  readonly errorClasses: ReadonlyMap<string, number>;
}

/** What counts the items of a run. */
type CountedFacts = Pick<RunFacts, "settings" | "stages" | "instances" | "counts" | "encoded">;

/** The summary of a run. */
export function summariseRun(facts: RunFacts): FlowSummary {
  const { run, folder, settings, definitions, samples, errorClasses } = facts;
  const { encoded, done, skipped, failed, reused, keptFailed, available } = countItems(facts);
  const hasData = samples !== null;
  return {
    flow_name: run.name,
    run_id: run.id,
    state: facts.state,
    created: facts.created.toISOString(),
    flow_data: hasData ? folder.dataset : null,
    flow_info: hasData ? folder.infoset : null,
    flow_attributes: hasData ? folder.attribset : null,
    flow_splits: hasData ? folder.splits : null,
    split_changes: facts.splitChanges,
    dataset_note: hasData ? null : whyNoDataset(facts) + earlierDataset(folder),
    "Duration [seconds]": durations(
      facts.stages.map(({ name, tasks }) => ({
        tasks: tasks.map(({ definition }) => definition.info),
        durationMs: run.jobs.get(name)?.durationMs ?? 0,
      })),
      run.durationMs ?? 0,
    ),
    joined_tasks: facts.stages.filter(({ tasks }) => tasks.length > 1)
      .map(({ tasks }) => tasks.map(({ definition }) => definition.info.name)),
    file_count: encoded ?? done,
    item_count: done + skipped + failed,
    available_count: Math.max(available, done + skipped + failed),
    skipped_count: skipped,
    error_count: [...errorClasses.values()].reduce((sum, count) => sum + count, 0),
    failed_count: failed,
    reused_count: reused,
    kept_error_count: keptFailed,
    done_again: facts.again,
    kept_beside_count: facts.beside.kept,
    left_out_count: facts.beside.leftOut + facts.beside.pruned,
    sample_count: samples,
    error_distribution: Object.fromEntries(errorClasses),
    error_summary: folder.errorSummary,
    flow_log: folder.log,
    lineage: facts.lineage,
    "Flow Specifications": flowSpecifications(definitions, settings, facts.limit),
  };
}

/** The items of the stages that encode; without such, those of the last one that takes items. */
export function countItems({ settings, stages, instances, counts, encoded }: CountedFacts) {
  const inWorkers = stages.filter(({ tasks }) => runsInWorker(tasks[0].definition.info));
  const encoding = inWorkers.filter(({ encodes }) => encodes);
  const sums = { done: 0, skipped: 0, failed: 0, reused: 0, keptFailed: 0, available: 0 };
  for (const { tasks } of encoding.length > 0 ? encoding : inWorkers.slice(-1)) {
    const names = tasks.map(({ definition }) => definition.info.name);
    const all = names.flatMap((name) => counts.get(name) ?? []);
    // What one task of a stage skips, another may take: skipped is what all of them skip.
    sums.skipped += Math.min(...names.map((name) => instances.get(name)!.skipped));
    sums.done += Math.max(0, ...all.map(({ done }) => done));
    for (const key of ["failed", "reused", "keptFailed", "available"] as const) {
      sums[key] += all.reduce((sum, task) => sum + task[key], 0);
    }
  }
  const files = encoded.stages.reduce((sum, { count }) => sum + count, 0);
  const writesFiles = ["optimized", "json"].some((type) => type === settings.storage);
  return { ...sums, encoded: encoding.length > 0 && writesFiles ? files : null };
}

/** What there is all the same. */
function earlierDataset({ dataset }: OutputFolder): string {
  return existsSync(dataset) ? ` The dataset of an earlier run stays in '${dataset}'.` : "";
}

function whyNoDataset({ settings, stages, state }: RunFacts): string {
  const { autoDatasetExport, storage } = settings;
  if (!stages.some(({ encodes }) => encodes)) {
    return "No dataset: no task of the flow encodes (asks for `storage`).";
  }
  if (storage === "memory") return "No dataset: the storage type 'memory' writes no files.";
  if (!autoDatasetExport) return "No dataset: `autoDatasetExport` is off.";
  if (state !== "completed") return "No dataset: the run ended before the merge.";
  return "No dataset: no item was encoded.";
}
