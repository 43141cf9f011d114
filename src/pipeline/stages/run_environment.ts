/** What all jobs of one run share. @module */
import type { AheadBackend } from "../../dataset/dataset_backend.ts";
import type { LogLevel } from "../../flow/job.ts";
import type { Stall } from "../../display/stall.ts";
import type { Journal } from "../../journal/journal.ts";
import type { TaskPool } from "../../pool/run/task_pool.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import type { ItemReplay } from "../process_options.ts";
import type { Source } from "./binding.ts";
import type { OutputFolder } from "../folder/output_folder.ts";
import type { BesideCounts } from "./kept_beside.ts";
import type { DryLook } from "./dry_look.ts";
import type { MemoryMeter } from "./memory_meter.ts";
import type { Stage } from "./stage.ts";
import type { ReadJournal } from "./stage_results.ts";
import type { BaseTask } from "../tasks/task_classes.ts";

/** One run of a flow. Nothing in it outlives the run. */
export interface RunEnvironment {
  readonly flowName: string;
  readonly settings: PipelineSettings;
  readonly folder: OutputFolder;
  /** The flow's inputs. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The most items that a transform takes; null for all. */
  readonly limit: number | null;
  /** What is to be found out about the time that all items take; null where nothing is. */
  readonly dry: DryLook | null;
  /** The one item that is to be done; null for all. */
  readonly replay: ItemReplay | null;
  readonly pool: TaskPool;
  /** Where stages look for files; null for where all others are done. */
  readonly gathering: TaskPool | null;
  /** The stages of this run, in their order. */
  readonly stages: readonly Stage[];
  /** The tasks of this run, by name. */
  readonly instances: ReadonlyMap<string, BaseTask>;
  readonly encoded: EncodedStages;
  /** Told of encoded files that are going to be merged; null where nobody wants to know. */
  readonly ahead: Pick<AheadBackend, "prepare" | "look" | "pass"> | null;
  /** What the runs of the folder have done. */
  readonly journal: Journal;
  readonly readJournal: ReadJournal;
  /** The version of Trunnion's own code; null where it is not known. */
  readonly own: string | null;
  /** Does all items again. */
  readonly fresh: boolean;
  /** Does those again that have failed. */
  readonly retryFailed: boolean;
  /** What a person does to have that. */
  readonly retry: string;
  /** Takes items out of the dataset that the inputs lack. */
  readonly prune: boolean;
  /** How many items that were done before are done again, by why. */
  readonly again: Record<string, number>;
  /** Items that the dataset has and the inputs lack. */
  readonly beside: BesideCounts;
  /** What workers take for a task of this process, as the merge is one. */
  readonly memory: MemoryMeter;
  /** How the items of each task have ended, by its name. */
  readonly counts: Map<string, TaskCounts>;
  log(level: LogLevel, message: string): void;
  /** Items that are no list of others have ended: this thread waits most of the time now. */
  readonly onResults: () => void;
  /** No item of a stage has ended for a while. */
  readonly onStall: (stall: Omit<Stall, "flow">) => void;
}

/** How many items of a task have ended how. The task itself counts those that it skipped. */
export interface TaskCounts {
  done: number;
  failed: number;
  /** How many of its items are reused: done or skipped by an earlier run. */
  reused: number;
  /** How many of the failed have failed in an earlier run, and were not tried again. */
  keptFailed: number;
  /** How many items there are for the task, those beyond the run's limit among them. */
  available: number;
}

/** What the encoding stages of a run have done. */
export interface EncodedStages {
  readonly stages: {
    /** The tasks of the stage. */
    readonly tasks: readonly string[];
    /** Where its items came from. */
    readonly source: Source;
    /** How many files were encoded. */
    readonly count: number;
    /** Reads the names of the encoded files, in the order of their items. */
    files(): string[];
  }[];
}

/**
 * The files for the merge: of all encoding stages but those whose files a later one has encoded
 * again.
 */
export function filesToMerge({ stages }: EncodedStages): string[] {
  const again = new Set(stages.map(({ source }) => source.task));
  return stages.filter(({ tasks }) => !tasks.some((task) => again.has(task)))
    .flatMap((stage) => stage.files());
}
