/** How an item ended, as the journal has it. @module */
import { basename } from "node:path";
import { sha256OfFile } from "../../base/sha256.ts";
import type { ItemEnd } from "../../journal/journal_types.ts";
import { exportersText } from "../../journal/reader_audits.ts";
import type { Outcome } from "../../pool/run/task_pool.ts";
import { type ItemError, itemError } from "./item_error.ts";
import { NO_FILE, withBeside } from "./item_identity.ts";
import { packReplies } from "./item_reply.ts";
import { isSettled, sourceStamp } from "./source_stamp.ts";
import type { ItemCall, ItemReply, SourceFile } from "./item_call.ts";

/** A file that failed is read by the main process up to this size; a larger one is tried again. */
const MOST_BYTES = 1 << 28;

/** What is known of an item beside its outcome. */
export interface EndFacts {
  readonly id: number;
  /** Null where the item must never be kept. */
  readonly fingerprint: number | null;
  /** What the item's file looked like before; null where it names none. */
  readonly stamp: string | null;
  /** What is said of the item beside itself; empty where nothing is. */
  readonly beside: string;
  /** The tasks of the stage. */
  readonly tasks: readonly string[];
  /** Whether the results are kept elsewhere. */
  readonly withoutReply: boolean;
}

/** Makes the row of an outcome; the second is the row of its error, where it failed. */
export function itemEnd(outcome: Outcome, facts: EndFacts): [ItemEnd, ItemError | null] {
  const { item } = outcome.payload as ItemCall; // made by the stage
  const common = {
    id: facts.id,
    fingerprint: facts.fingerprint,
    handed: outcome.handed,
    quarantined: outcome.quarantined,
    durationMs: outcome.durationMs,
    worker: outcome.worker,
    pid: outcome.pid,
  };
  if (outcome.ok) {
    const reply = outcome.value as ItemReply; // made by the pipeline's handler
    const { file, bytes, source } = reply;
    return [{
      ...common,
      ...contentOf(source ?? sourceAfter(item, facts.stamp), facts.beside),
      state: reply.tasks.every(({ skipped }) => skipped) ? "skipped" : "done",
      attempts: 1,
      file: file === null ? null : basename(file),
      fileBytes: bytes,
      task: null,
      reply: facts.withoutReply ? null : packReplies(reply),
      exporters: exportersText(reply.readings?.exporters ?? []),
      errorClass: null,
      error: null,
    }, null];
  }
  const { index, worker, pid, durationMs, error, logs } = outcome;
  const position = Math.max(0, facts.tasks.indexOf(String(error.data.task)));
  const task = facts.tasks[position];
  const row = itemError({ index, item, task, worker, pid, durationMs, error, logs });
  return [{
    ...common,
    ...contentOf(sourceAfter(item, facts.stamp), facts.beside),
    state: "failed",
    attempts: row.attempts,
    file: null,
    fileBytes: null,
    task: position,
    reply: null,
    exporters: null,
    errorClass: row.error_class,
    error: JSON.stringify(row),
  }, row];
}

function contentOf(
  source: SourceFile | null,
  beside: string,
): Pick<ItemEnd, "content" | "size" | "stamp"> {
  if (source === null) return { content: NO_FILE, size: null, stamp: null };
  const [content, stamp] = [source.hash, source.stamp].map((text) =>
    text === null ? null : withBeside(text, beside)
  );
  return { content, size: source.size, stamp };
}

/**
 * What an item's file is, where its worker could not say it. A file that has changed since it was
 * listed is not what the worker has read: the item is then done again.
 */
function sourceAfter(item: unknown, before: string | null): SourceFile | null {
  if (before === null || typeof item !== "string") return null;
  const stamp = sourceStamp(item);
  if (stamp === null || stamp.text !== before) return { hash: null, size: 0, stamp: null };
  if (isSettled(stamp)) return { hash: null, size: stamp.size, stamp: stamp.text };
  return { hash: hashNow(item, stamp.size), size: stamp.size, stamp: null };
}

function hashNow(path: string, size: number): string | null {
  if (size > MOST_BYTES) return null;
  try {
    return sha256OfFile(path);
  } catch {
    return null;
  }
}
