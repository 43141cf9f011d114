/** The merge as a task. @module */
import { join } from "node:path";
import { temporaryName } from "../storage/atomic_write.ts";
import { ignoreMissing, type OutputFolder } from "./output_folder.ts";
import { SequentialTask } from "./task_classes.ts";
import type { TaskDefinition } from "./task_definition.ts";
import { injectedKind } from "./injected.ts";

/** What the task puts out. */
export const EXPORT_OUTPUTS = [
  "encoded_dataset",
  "encoded_dataset_info",
  "encoded_dataset_attribs",
] as const;

/** What a merge needs, and where it tells of itself. */
export interface ExportOptions {
  readonly flowName: string;
  readonly folder: OutputFolder;
  /** The encoded files, in the order of the samples to be. */
  dataFiles(): readonly string[];
  readonly signal: AbortSignal;
  note(message: string): void;
  /** Told the number of samples. */
  merged(samples: number): void;
}

/** Merges the encoded files into the dataset, when all of them are there. */
export class AutoDatasetExportTask extends SequentialTask {
  readonly #options: ExportOptions;

  constructor(options: ExportOptions) {
    super();
    this.#options = options;
  }

  async process(): Promise<Record<string, string | null>> {
    const { folder, flowName, signal, note, merged } = this.#options;
    const dataFiles = this.#options.dataFiles();
    if (dataFiles.length === 0) {
      return Object.fromEntries(EXPORT_OUTPUTS.map((name) => [name, null]));
    }
    note(`[Auto] Merging ${dataFiles.length} encoded files...`);
    const { DatasetMerger } = await import("../dataset/merge/dataset_merger.ts");
    const staging = temporaryName(join(folder.root, "merge"));
    await Deno.mkdir(staging);
    try {
      const staged = {
        datasetPath: join(staging, "dataset"),
        infosetPath: join(staging, "infoset"),
        attribsetPath: join(staging, "attribset"),
      };
      const merger = new DatasetMerger({ dataFiles: [...dataFiles], flowName, ...staged });
      const report = await merger.mergeData({ signal });
      signal.throwIfAborted();
      await replace(staged.datasetPath, folder.dataset, join(staging, "earlier"));
      await Deno.rename(staged.infosetPath, folder.infoset);
      await Deno.rename(staged.attribsetPath, folder.attribset);
      merged(report.sampleCount);
    } finally {
      await Deno.remove(staging, { recursive: true }).catch(ignoreMissing);
    }
    return {
      encoded_dataset: folder.dataset,
      encoded_dataset_info: folder.infoset,
      encoded_dataset_attribs: folder.attribset,
    };
  }
}

/** Puts a folder in the place of another, which is moved aside first. */
async function replace(source: string, target: string, aside: string): Promise<void> {
  await Deno.rename(target, aside).catch(ignoreMissing);
  await Deno.rename(source, target);
}

/** The task in a flow's list. */
export function exportDefinition(options: ExportOptions): TaskDefinition {
  return {
    info: {
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
