/**
 * What a run came to, as plain data: made of a journal, drawn as text, HTML and JSON.
 *
 * @module
 */

/** One run of a flow. */
export interface RunReport {
  /** The name of the flow. */
  readonly flow: string;
  /** The identifier of the run. */
  readonly run: string;
  /** `interrupted`: its process ended before the run did. */
  readonly state: "running" | "completed" | "failed" | "cancelled" | "interrupted";
  /** When it began, as an ISO date. */
  readonly started: string;
  /** Milliseconds until its end, or until now. */
  readonly durationMs: number;
  /** The stages in their order. */
  readonly stages: readonly StageReport[];
  /** What each worker did. */
  readonly workers: readonly WorkerReport[];
  /**
   * Bytes of main memory that the process which ran the flow took at most; null while it runs. Its
   * workers' processes and the CAD kernel's are not among them: see {@linkcode StageReport.memory}.
   */
  readonly peakBytes: number | null;
  /** The errors of items, the most frequent kind first. */
  readonly errors: readonly ErrorGroup[];
  /** What came of the files that both readers of STEP files have read. */
  readonly readerAudits: ReaderAuditReport;
  /** Why the run ended early; null where it did not. */
  readonly failure: string | null;
  /**
   * What tries the failed items again: a command, or the call for the script that began the run,
   * which alone knows its tasks; null where none failed.
   */
  readonly retry: string | null;
  /** Paths of what was written, by what it is. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * How a stage's items stand. `done`, `skipped`, `reused`, `failed` and `waiting` add up to all of
 * them: each item is counted in one of these.
 */
export interface ItemCounts {
  /** Done in this run. */
  readonly done: number;
  /** Looked at in this run: the task gave no result for them. */
  readonly skipped: number;
  /** What an earlier run has made of them, done or skipped, holds for this one. */
  readonly reused: number;
  /** Failed, in this run or, where it is not tried again, in an earlier one. */
  readonly failed: number;
  /** Of the failed, those of an earlier run that were not tried again. */
  readonly keptFailed: number;
  /** Not yet done. */
  readonly waiting: number;
}

/** Items that a dataset has and a run's inputs lack: none of the stage's own items. */
export interface BesideItems {
  /** They stay in the dataset. */
  readonly kept: number;
  /** They are left out of it: `prune`, or another schema. */
  readonly leftOut: number;
}

/** One stage of a run. */
export interface StageReport {
  /** The name of its task. Of tasks that did each item together, all names, joined by `+`. */
  readonly name: string;
  /** Its tasks. */
  readonly tasks: readonly string[];
  /** Milliseconds that it took so far, with all of its workers. */
  readonly durationMs: number;
  /** How its items stand. */
  readonly items: ItemCounts;
  /** Encoded items of earlier runs that are not among its items. */
  readonly beside: BesideItems;
  /** Why items were done, or taken from an earlier run: how many for each reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Milliseconds of the items that were done in this run; null where there were none. */
  readonly itemDurationMs: DurationSpread | null;
  /** The five slowest items, the slowest first. */
  readonly slowest: readonly { readonly item: string; readonly durationMs: number }[];
  /** The most main memory that each worker took, by its number; known when the stage has ended. */
  readonly memory: readonly WorkerMemoryReport[];
  /** How many items were tried once more in a process of their own. */
  readonly quarantined: number;
}

/** The files of a run that were read without the kernel and through it, to compare both. */
export interface ReaderAuditReport {
  /** How many were compared. */
  readonly compared: number;
  /** How many could not be: the kernel gave up on them, or they have changed. */
  readonly failed: number;
  /** Those on which the readers differ. */
  readonly disagreements: readonly ReaderDisagreement[];
}

/** A file on which the two readers of STEP files differ. */
export interface ReaderDisagreement {
  /** The file. */
  readonly file: string;
  /** The program that wrote it, whose files the kernel reads from then on. */
  readonly exporter: string;
  /** The first thing in which they differ. */
  readonly difference: string;
}

/** How long items took: milliseconds that half of them, 95 % and all of them stayed below. */
export interface DurationSpread {
  /** The median. */
  readonly p50: number;
  /** The 95th percentile. */
  readonly p95: number;
  /** The longest. */
  readonly max: number;
}

/** How much main memory one worker took at most in a stage. */
export interface WorkerMemoryReport {
  /** Its number, from 0. */
  readonly worker: number;
  /** Bytes of its process. Workers of one process (threads, `debug`) all have that process's. */
  readonly peakBytes: number;
  /** Bytes of the process of its CAD kernel; null where it has used none. */
  readonly kernelPeakBytes: number | null;
}

/** What one worker did. */
export interface WorkerReport {
  /** Its number, from 0. */
  readonly worker: number;
  /** Items that it did. */
  readonly items: number;
  /** Milliseconds in which it did items. */
  readonly busyMs: number;
  /** The share of the stages' time in which it was busy, from 0 to 1. */
  readonly utilisation: number;
}

/** Errors of one kind. */
export interface ErrorGroup {
  /** The task that failed. */
  readonly task: string;
  /** The name of the error's class. */
  readonly errorClass: string;
  /** The message without what differs from case to case. */
  readonly template: string;
  /** How many items failed so. */
  readonly count: number;
  /** A few of the items. */
  readonly examples: readonly { readonly item: string; readonly message: string }[];
}
