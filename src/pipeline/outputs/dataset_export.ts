/** The merge as a task. @module */
import type { DatasetBackend } from "../../dataset/dataset_backend.ts";
import type { MergeExecutor } from "../../dataset/merge/merge_executor.ts";
import type { SplitChanges } from "../../dataset/split/carry_split.ts";
import { changesText } from "../../dataset/split/changes_text.ts";
import type { LogLevel } from "../../flow/job.ts";
import type { ProgressDisplay, ProgressFactory } from "../../display/progress.ts";
import { injectedKind } from "../tasks/injected.ts";
import { countedText } from "../../page/quantity_text.ts";
import { messageOf } from "../../base/message_of.ts";
import { sweepPreviews } from "../folder/sweep_previews.ts";
import { outputFault } from "../folder/output_fault.ts";
import type { OutputFolder } from "../folder/output_folder.ts";
import { SequentialTask } from "../tasks/task_classes.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";

/** What the task puts out. */
const EXPORT_OUTPUTS = [
  "encoded_dataset",
  "encoded_dataset_info",
  "encoded_dataset_attribs",
] as const;

/** What a merge needs, and where it tells of itself. */
export interface ExportOptions {
  readonly flowName: string;
  readonly folder: OutputFolder;
  /** The folders in which the run looks for its files. */
  readonly sourceFolders: readonly string[];
  /** What makes the dataset. */
  readonly backend: DatasetBackend;
  /** The encoded files, in the order of the samples to be. */
  dataFiles(): readonly string[];
  /** Where shards are written: on the run's pool, which is made after the tasks. */
  mergeExecutor(): MergeExecutor | undefined;
  readonly signal: AbortSignal;
  /** Shows how far the merge is; null for no display. */
  readonly progress: ProgressFactory | null;
  log(level: LogLevel, message: string): void;
  /** Told the number of samples, and what became of the splits. */
  merged(samples: number, splits: readonly SplitChanges[]): void;
}

/** Merges the encoded files into the dataset, when all of them are there. */
export class AutoDatasetExportTask extends SequentialTask {
  readonly #options: ExportOptions;

  constructor(options: ExportOptions) {
    super();
    this.#options = options;
  }

  async process(): Promise<Record<string, string | null>> {
    const { folder, flowName, sourceFolders, signal, log, merged } = this.#options;
    const dataFiles = this.#options.dataFiles();
    // The dataset of an earlier run stays where nothing could be encoded.
    if (dataFiles.length === 0) {
      return Object.fromEntries(EXPORT_OUTPUTS.map((name) => [name, null]));
    }
    log("INFO", `[Auto] PREP DATA SERVING: Merging ${dataFiles.length} encoded files...`);
    const { dataset, infoset, attribset } = folder;
    const what = {
      dataFiles,
      flowName,
      sourceFolders,
      datasetPath: dataset,
      infosetPath: infoset,
      attribsetPath: attribset,
    };
    let display: ProgressDisplay | null = null;
    try {
      const report = await this.#options.backend.merge(what, {
        signal,
        executor: this.#options.mergeExecutor(),
        onProgress: ({ stage, done, total }) => {
          if (stage !== "write") return; // reading what the files say of themselves is short
          display ??= this.#options.progress?.({ label: this.name, total }) ?? null;
          display?.update(done);
        },
      });
      for (const warning of report.warnings) log("WARNING", warning);
      for (const changes of report.splits) log("INFO", changesText(changes));
      if (report.kept) {
        log("INFO", "The dataset stays as it is: nothing has changed since it was made.");
      } else await this.#sweepPreviews();
      if (report.resumedTasks > 0) {
        log("INFO", `Went on with ${report.resumedTasks} shards of an interrupted merge.`);
      }
      merged(report.sampleCount, report.splits);
    } catch (error) {
      throw outputFault(error, folder.root) ?? error;
    } finally {
      // The closure's assignment escapes narrowing.
      await (display as ProgressDisplay | null)?.finish();
    }
    return {
      encoded_dataset: dataset,
      encoded_dataset_info: infoset,
      encoded_dataset_attribs: attribset,
    };
  }

  /** That one cannot be removed is worth a line, and not the run. */
  async #sweepPreviews(): Promise<void> {
    const { folder, log } = this.#options;
    try {
      const removed = await sweepPreviews(folder);
      if (removed === 0) return;
      const what = countedText(removed, "preview");
      log("INFO", `Removed ${what} of bodies that the dataset no longer has.`);
    } catch (error) {
      log("WARNING", `Cannot remove previews of an earlier dataset: ${messageOf(error)}`);
    }
  }
}

/** The task in a flow's list. */
function exportDefinition(options: ExportOptions): TaskDefinition {
  return {
    info: {
      policy: {},
      kind: "custom",
      name: "AutoDatasetExportTask",
      inputs: ["encoded_files"],
      outputs: EXPORT_OUTPUTS,
      parallelExecution: false,
      schema: null,
      moduleUrl: null,
      location: "the framework",
      className: "AutoDatasetExportTask",
    },
    source: AutoDatasetExportTask,
    create: () => new AutoDatasetExportTask(options),
  };
}

/** The tasks with the merge after the last one that encodes, if there is one. */
export function withExport(
  definitions: readonly TaskDefinition[],
  options: ExportOptions,
): TaskDefinition[] {
  const last = definitions.findLastIndex(({ info }) =>
    info.inputs.some((input) => injectedKind(input) === "storage")
  );
  if (last < 0) return [...definitions];
  return definitions.toSpliced(last + 1, 0, exportDefinition(options));
}
