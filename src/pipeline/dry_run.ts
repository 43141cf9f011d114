/** A run for trying out: a few items, nothing that stays, and what all items would take. @module */
import { basename, dirname } from "node:path";
import { RunCancelled } from "../flow/record/flow_errors.ts";
import { JournalReader } from "../journal/journal_reader.ts";
import type { DatasetBackend } from "../dataset/dataset_backend.ts";
import { bytesOf } from "./folder/clean_run.ts";
import type { PipelineSettings } from "./pipeline_settings.ts";
import type { ProcessResult } from "./process_result.ts";
import type { DryRunReport } from "./dry_run_report.ts";
import { folderAt, type OutputFolder } from "./folder/output_folder.ts";
import type { ProcessSettings } from "./process_options.ts";

/** Items of a dry run that is not told how many. */
const DEFAULT_ITEMS = 5;

/**
 * Runs a flow over its first items in a temporary folder, which is then removed.
 *
 * @param run runs the flow with other settings
 */
export async function runDry(
  run: (settings: PipelineSettings, options: ProcessSettings) => Promise<ProcessResult>,
  settings: PipelineSettings,
  options: ProcessSettings,
  items = DEFAULT_ITEMS,
): Promise<ProcessResult> {
  const flowsOutputDir = await Deno.makeTempDir({ prefix: "trunnion-dry-run-" });
  try {
    const result = await run({ ...settings, flowsOutputDir, onEnd: undefined }, {
      ...options,
      limit: items,
    });
    const root = dirname(result.flowFile);
    const folder = folderAt(root, basename(root));
    const dryRun = await reportOf(result, folder, items, settings.datasetBackend);
    // What is read later would not be there any more.
    for (const task of result.output.taskInstances) {
      void [task.results, task.errors, task.itemOutcomes];
    }
    const summary = {
      ...result.summary,
      flow_data: null,
      flow_info: null,
      flow_attributes: null,
      dataset_note: "No dataset: a dry run keeps nothing.",
    };
    return { ...result, summary, errors: [...result.errors], dryRun };
  } catch (error) {
    if (!(error instanceof RunCancelled)) throw error;
    throw new RunCancelled("The dry run was stopped. It has written nothing.", { cause: error });
  } finally {
    await Deno.remove(flowsOutputDir, { recursive: true });
  }
}

async function reportOf(
  { summary, errors, output }: ProcessResult,
  folder: OutputFolder,
  most: number,
  backend: DatasetBackend,
): Promise<DryRunReport> {
  const { item_count: items, available_count: total } = summary;
  const share = items === 0 ? 0 : total / items;
  const paths = [folder.encoded, folder.summaries, folder.dataset, folder.infoset];
  let bytes = 0;
  for (const path of paths) bytes += await bytesOf(path).catch(() => 0);
  const last = output.taskInstances.findLast(({ results }) => results.length > 0);
  return {
    items,
    total,
    rows: summary.flow_info === null
      ? (last?.results ?? []).slice(0, most)
      : await backend.firstRows(summary.flow_info, most),
    firstError: errors[0] ?? null,
    durationMs: share * workMs(folder.journal),
    bytes: Math.round(share * bytes),
  };
}

/** Milliseconds that the items took all workers. */
function workMs(journal: string): number {
  const reader = JournalReader.open(journal);
  try {
    const [run] = reader.runs();
    const ms = reader.figures.workers(run.id).reduce((sum, { busyMs }) => sum + busyMs, 0);
    return ms / (run.workers ?? 1);
  } finally {
    reader.close();
  }
}
