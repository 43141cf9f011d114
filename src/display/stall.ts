/** A stage in which nothing ends. @module */
import { plainText } from "../base/plain_text.ts";
import { countText, durationText } from "../page/quantity_text.ts";

/** An item that is in work while nothing ends. */
export interface StalledItem {
  /** The item: its path, or its JSON. */
  readonly item: string;
  /** The worker's number, from 0. */
  readonly worker: number;
  /** The worker's process; null where that is none of this machine. */
  readonly pid: number | null;
  /** Milliseconds since the worker was given it, or the batch whose first open item it is. */
  readonly durationMs: number;
  /** Items that the worker has not answered, this one included. */
  readonly pending: number;
}

/** A stage in which no item has ended for a time. */
export interface Stall {
  /** The name of the flow. */
  readonly flow: string;
  /** The stage: the name of its task, or of the tasks that do each item together. */
  readonly stage: string;
  /** Milliseconds since an item ended last, or since the stage began. */
  readonly durationMs: number;
  /** Items of the stage that have ended. */
  readonly done: number;
  /** Items of the stage in all. */
  readonly total: number;
  /** What is in work, the longest first; none where workers are only starting. */
  readonly items: readonly StalledItem[];
}

/** Items that a line names. */
const MOST = 4;

/** A stall as one line. */
export function stallLine({ stage, durationMs, done, total, items }: Stall): string {
  const named = items.slice(0, MOST).map(({ item, worker, durationMs }) =>
    `${plainText(item)} (worker ${worker}, ${durationText(durationMs)})`
  );
  const more = items.length > MOST ? ` and ${countText(items.length - MOST)} more` : "";
  const work = named.length === 0 ? "no worker has an item" : `in work: ${named.join(", ")}${more}`;
  return `'${stage}': no item has ended for ${durationText(durationMs)}, ${countText(done)} of ` +
    `${countText(total)} are done; ${work}`;
}
