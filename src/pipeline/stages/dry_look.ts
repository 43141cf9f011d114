/** What a dry run finds out about the stages of a flow. @module */
import type { OutputFolder } from "../folder/output_folder.ts";

/** What a dry run has found out about a stage. */
export interface StageMeasure {
  readonly stage: string;
  /** Items that a run would do: the others are kept from an earlier one. */
  readonly pending: number;
  /** Milliseconds that those would take, with the flow's workers. */
  readonly durationMs: number;
  /** How much more there is of all items than of those that were done: by bytes, where files. */
  readonly share: number;
}

/** A dry run, as its stages know it. */
export interface DryLook {
  /** The folder of the flow itself, whose journal says what is kept. */
  readonly folder: OutputFolder;
  /** What the stages have found out. */
  readonly measures: StageMeasure[];
}
