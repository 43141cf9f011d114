/** What all jobs of one run share. @module */
import type { LogLevel } from "../flow/job.ts";
import type { TaskPool } from "../pool/task_pool.ts";
import type { FlowSettings } from "./flow_options.ts";
import type { Source } from "./bind_inputs.ts";
import type { OutputFolder } from "./output_folder.ts";
import type { BaseTask } from "./task_classes.ts";

/** One run of a flow. Nothing in it outlives the run. */
export interface RunEnvironment {
  readonly flowName: string;
  readonly settings: FlowSettings;
  readonly folder: OutputFolder;
  /** The flow's inputs. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The most items that a transform takes; null for all. */
  readonly limit: number | null;
  readonly pool: TaskPool;
  /** How many workers the pool may have; null when debugging. */
  readonly poolSize: number | null;
  /** The tasks of this run, by name. */
  readonly instances: ReadonlyMap<string, BaseTask>;
  readonly encoded: EncodedStages;
  log(level: LogLevel, message: string): void;
}

/** What the encoding stages of a run have done. */
export interface EncodedStages {
  readonly stages: {
    /** The tasks of the stage. */
    readonly tasks: readonly string[];
    /** Where its items came from. */
    readonly source: Source;
    /** The encoded files, in the order of their items. */
    readonly files: readonly string[];
  }[];
}

/**
 * The files for the merge: of all encoding stages but those whose files a later one has encoded
 * again.
 */
export function filesToMerge({ stages }: EncodedStages): string[] {
  const again = new Set(stages.map(({ source }) => source.task));
  return stages.filter(({ tasks }) => !tasks.some((task) => again.has(task)))
    .flatMap(({ files }) => files);
}
