/** A run for trying out: a few items, nothing that stays, and what all items would take. @module */
import { basename, dirname, join } from "node:path";
import { RunCancelled } from "../flow/record/flow_errors.ts";
import type { RunReport } from "../display/run_report.ts";
import type { DatasetBackend } from "../dataset/dataset_backend.ts";
import type { PipelineSettings } from "./pipeline_settings.ts";
import type { ProcessResult } from "./process_result.ts";
import type { DryRunReport } from "./dry_run_report.ts";
import { folderAt, type OutputFolder, outputFolder } from "./folder/output_folder.ts";
import { AutoDatasetExportTask } from "./outputs/dataset_export.ts";
import type { DryLook, StageMeasure } from "./stages/dry_look.ts";
import type { ProcessSettings } from "./process_options.ts";

/** Items of a dry run that is not told how many. */
const DEFAULT_ITEMS = 5;

/**
 * Runs a flow over its first items in a temporary folder, which is then removed.
 *
 * @param run runs the flow with other settings
 */
export async function runDry(
  run: (
    settings: PipelineSettings,
    options: ProcessSettings,
    dry: DryLook,
  ) => Promise<ProcessResult>,
  name: string,
  settings: PipelineSettings,
  options: ProcessSettings,
  items = DEFAULT_ITEMS,
): Promise<ProcessResult> {
  const flowsOutputDir = await Deno.makeTempDir({ prefix: "trunnion-dry-run-" });
  try {
    const dry: DryLook = { folder: outputFolder(settings.flowsOutputDir, name), measures: [] };
    const quiet = { ...settings, flowsOutputDir, onEnd: undefined };
    const result = await run(quiet, { ...options, limit: items }, dry);
    const root = dirname(result.flowFile);
    const folder = folderAt(root, basename(root));
    const dryRun = await reportOf(result, dry, folder, items, settings.datasetBackend);
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
  { summary, errors, output, report }: ProcessResult,
  { measures }: DryLook,
  folder: OutputFolder,
  most: number,
  backend: DatasetBackend,
): Promise<DryRunReport> {
  const { item_count: items, available_count: total } = summary;
  const share = Math.max(1, ...measures.map(({ share }) => share));
  const last = output.taskInstances.findLast(({ results }) => results.length > 0);
  return {
    items,
    total,
    pending: Math.max(0, ...measures.map(({ pending }) => pending)),
    rows: summary.flow_info === null
      ? (last?.results ?? []).slice(0, most)
      : await backend.firstRows(summary.flow_info, most),
    firstError: errors[0] ?? null,
    durationMs: durationOf(report, measures),
    bytes: Math.round(await bytesFor(folder, share)),
  };
}

/** Milliseconds of the stages that were measured, for all items, and of the others as they are. */
function durationOf({ stages }: RunReport, measures: readonly StageMeasure[]): number {
  const measured = new Map(measures.map(({ stage, durationMs }) => [stage, durationMs]));
  const isKept = measures.every(({ pending }) => pending === 0);
  return stages.reduce((sum, { name, durationMs }) => {
    if (isKept && name === AutoDatasetExportTask.name) return sum; // the dataset stays
    return sum + (measured.get(name) ?? durationMs);
  }, 0);
}

/** Bytes for all items: what describes the dataset grows with no item. */
async function bytesFor(folder: OutputFolder, share: number): Promise<number> {
  let [growing, fixed] = [0, 0];
  for (const path of [folder.encoded, folder.summaries, folder.dataset, folder.infoset]) {
    const { all, metadata } = await sizesBelow(path);
    growing += all - metadata;
    fixed += metadata;
  }
  return fixed + share * growing;
}

async function sizesBelow(path: string): Promise<{ all: number; metadata: number }> {
  const info = await Deno.lstat(path).catch(() => null);
  if (info === null) return { all: 0, metadata: 0 };
  if (!info.isDirectory) {
    return { all: info.size, metadata: basename(path) === "zarr.json" ? info.size : 0 };
  }
  const sums = { all: 0, metadata: 0 };
  for await (const { name } of Deno.readDir(path)) {
    const { all, metadata } = await sizesBelow(join(path, name));
    sums.all += all;
    sums.metadata += metadata;
  }
  return sums;
}
