/** What a journal holds, as plain data. @module */

/** How an item ended. */
export type EndState = "done" | "skipped" | "failed";

/** Where a run is: `interrupted` where its process ended before it. */
export type RunRowState = "running" | "completed" | "failed" | "cancelled" | "interrupted";

/** What made a run, as far as it is needed to judge whether its items may be taken again. */
export interface StageFingerprint {
  readonly code: string;
  readonly parameters: string;
  readonly schema: string;
}

/** An item as the runs before have left it. */
export interface KnownItem {
  readonly id: number;
  readonly position: number | null;
  /** 1 while it is to be done in the latest run that listed it. */
  readonly due: number;
  readonly state: EndState | null;
  readonly fingerprint: number | null;
  /** The run in which it ended. */
  readonly run: number | null;
  /** The hash of its content; null where none is known. */
  readonly content: string | null;
  readonly size: number | null;
  /** What its file looked like; null where that proves nothing. */
  readonly stamp: string | null;
  /** How careful to be with it, as its process ended while it was in work. */
  readonly alone: "batch" | "process" | null;
  readonly file: string | null;
  readonly file_bytes: number | null;
  /** Which task of the stage failed. */
  readonly task: number | null;
  readonly error_class: string | null;
  /** The exporters of files that were read for it without a kernel, one a line; null for none. */
  readonly exporters: string | null;
}

/** An item of a list that has ended, and why it was done. */
export interface EndedKnownItem extends KnownItem {
  readonly reason: string | null;
}

/** How one item ended. */
export interface ItemEnd {
  readonly id: number;
  readonly state: EndState;
  /** Null where the item must never be taken again. */
  readonly fingerprint: number | null;
  readonly content: string | null;
  readonly size: number | null;
  readonly stamp: string | null;
  readonly attempts: number;
  readonly handed: number;
  readonly quarantined: boolean;
  readonly durationMs: number;
  readonly worker: number;
  readonly pid: number | null;
  /** The name of its output file. */
  readonly file: string | null;
  readonly fileBytes: number | null;
  /** Which task of the stage failed. */
  readonly task: number | null;
  readonly reply: Uint8Array | null;
  /** The exporters of files that were read for it without a kernel, one a line; null for none. */
  readonly exporters: string | null;
  readonly errorClass: string | null;
  /** The error as JSON. */
  readonly error: string | null;
}

/** An item of the latest run's list that has ended. */
export interface EndedItem {
  readonly id: number;
  readonly position: number;
  readonly item: string;
  readonly state: EndState;
  readonly file: string | null;
  readonly task: number | null;
  readonly reply: Uint8Array | null;
  readonly error: string | null;
}

/** What happened to items: `started` and `suspect` are no ends. */
export type ItemEventKind = "started" | "suspect" | "reused" | EndState;

/** One thing that happened, to one item or to several together. */
export interface ItemEvent {
  readonly run: number;
  readonly stage: string;
  readonly kind: ItemEventKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly worker: number | null;
  readonly items: readonly number[];
  readonly detail: string | null;
}

/** Where the audit of a file is: `failed` where the readers could not be compared. */
export type AuditState = "due" | "same" | "different" | "failed";

/** A file that was read by both readers. */
export interface AuditRow {
  readonly path: string;
  /** The hash of its bytes. */
  readonly content: string;
  /** The program that wrote it. */
  readonly exporter: string;
  readonly state: AuditState;
  /** In what they differ, or why they could not be compared. */
  readonly detail: string | null;
}

/** One run. */
export interface RunRow {
  readonly id: number;
  /** The identifier that its record has. */
  readonly run: string;
  readonly flow: string;
  readonly state: RunRowState;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly ended: number | null;
  readonly pid: number;
  readonly workers: number | null;
  /** What is needed to run the same again; null where only its script can. */
  readonly origin: unknown;
  readonly error: string | null;
  readonly files: Readonly<Record<string, string>>;
  /** The most main memory of the process that ran it, bytes; null while it is not known. */
  readonly peakBytes: number | null;
}

/** A stage of a run. */
export interface StageRow {
  readonly run: number;
  readonly id: number;
  readonly name: string;
  readonly started: number;
  readonly ended: number | null;
  readonly total: number;
  readonly workers: number;
  /** How many items of each state were taken from an earlier run. */
  readonly kept: Readonly<Record<EndState, number>>;
  /** How many items for each reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The tasks that did its items. */
  readonly tasks: readonly string[];
  /** Encoded items that its list is without; null where nothing was said of them. */
  readonly beside: BesideRow | null;
}

/** Encoded items that a run's list is without: how many its dataset has, and how many not. */
export interface BesideRow {
  readonly kept: number;
  readonly leftOut: number;
}

/** The most main memory that a worker took in a stage. */
export interface WorkerMemory {
  /** The worker's number in its pool, from 0. */
  readonly worker: number;
  /** Bytes of its process. */
  readonly peakBytes: number;
  /** Bytes of the process of its kernel; null where it had none. */
  readonly kernelPeakBytes: number | null;
}

/** Encoded items that a dataset keeps although the latest list is without them. */
export interface KeptBeside {
  /** Made as this run's are. */
  readonly same: number;
  /** Made by other code, with the same schema. */
  readonly otherCode: number;
  /** Made with another schema: they do not fit into the dataset. */
  readonly otherSchema: number;
}
