/** How long the items of a stage take, found out with a few of them. @module */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { JournalReader } from "../../journal/journal_reader.ts";
import type { StageFingerprint } from "../../journal/journal_types.ts";
import type { PoolItem, PoolRunOptions } from "../../pool/run/task_pool.ts";
import type { OutputFolder } from "../folder/output_folder.ts";
import { besideItem } from "../items/by_item.ts";
import { REASONS, reuseReason, type ReuseTerms } from "../items/reuse_reason.ts";
import type { ItemCall } from "../items/item_call.ts";
import { previewKinds } from "../folder/output_folder.ts";
import type { StageCall } from "../worker/stage_call.ts";
import type { DryLook, StageMeasure } from "./dry_look.ts";
import { keyedChunks } from "./keyed_items.ts";
import type { RunEnvironment } from "./run_environment.ts";

/** Times that the items are done again at most, so that code and kernel are as warm as they get. */
const MOST_ROUNDS = 8;
/** Milliseconds of work after which they are warm enough. */
const ENOUGH_MS = 10_000;
/** Rounds in a row that are no quicker than one before: it gets no better. */
const MOST_IDLE = 2;

/** A stage of a dry run whose few items are done. */
interface DoneStage {
  readonly name: string;
  /** All items of the stage. */
  readonly all: readonly unknown[];
  /** How many of them were done, from the first on. */
  readonly done: number;
  /** Milliseconds that they took, the start of workers and kernels among them. */
  readonly wallMs: number;
  readonly workers: number;
  readonly fingerprint: StageFingerprint | null;
  readonly call: StageCall;
  /** How the pool goes over the stage's items. */
  readonly work: Pick<PoolRunOptions, "kind" | "concurrency" | "graceMs" | "signal">;
}

/**
 * Does the few items again, a few times, for what warm workers take; looks up how many of all are
 * kept; and tells what the rest would take.
 */
export async function measureStage(
  stage: DoneStage,
  environment: Pick<RunEnvironment, "folder" | "pool" | "fresh" | "retryFailed">,
  look: DryLook,
): Promise<StageMeasure> {
  const { name, all, done, wallMs, workers } = stage;
  const few = all.slice(0, done);
  const weights = await weigh(stage, environment, look.folder);
  const share = weights.few === 0
    ? all.length / Math.max(1, few.length)
    : weights.all / weights.few;
  const common = { stage: name, pending: weights.pendingCount, share };
  if (weights.pendingCount === 0 || few.length === 0) return { ...common, durationMs: 0 };
  // Fewer than were done: what took the time was mostly the start.
  if (weights.pendingCount <= few.length) return { ...common, durationMs: wallMs };
  const rest = weights.few === 0
    ? weights.pendingCount / few.length - 1
    : Math.max(0, weights.pending / weights.few - 1);
  const warmMs = await warmRound(few, stage, environment);
  return { ...common, durationMs: wallMs + warmMs * rest / workers };
}

/** Milliseconds of the quickest time that the items were done again, summed over all workers. */
async function warmRound(
  items: readonly unknown[],
  { call, work }: DoneStage,
  { folder, pool }: Pick<RunEnvironment, "folder" | "pool">,
): Promise<number> {
  const encodedFolder = join(folder.audit, "encoded");
  const summaryFolder = join(folder.audit, "summaries");
  const previewFolder = call.previewFolder && join(folder.audit, "previews");
  const previews = previewFolder === null ? [] : previewKinds(previewFolder);
  const payloads = items.map((item, index): PoolItem => {
    const payload: ItemCall = { item, twin: 0 };
    return { index, payload };
  });
  let [least, spent, idle] = [Infinity, 0, 0];
  try {
    for (let round = 0; round < MOST_ROUNDS && spent < ENOUGH_MS; round++) {
      for (const path of [encodedFolder, summaryFolder, ...previews]) {
        await Deno.mkdir(path, { recursive: true });
      }
      let sum = 0;
      await pool.run(payloads, {
        ...work,
        shared: { ...call, encodedFolder, summaryFolder, previewFolder },
        onOutcomes: (outcomes) => {
          for (const { durationMs } of outcomes) sum += durationMs;
        },
      });
      await Deno.remove(folder.audit, { recursive: true });
      spent += sum;
      idle = sum > 0.95 * least ? idle + 1 : 0;
      least = Math.min(sum, least);
      if (idle === MOST_IDLE) break;
    }
  } finally {
    await Deno.remove(folder.audit, { recursive: true }).catch(() => {});
  }
  return least;
}

/** How much there is of all items, of the few, and of those that a run would do. */
async function weigh(
  { name, all, done, fingerprint, call, work: { signal } }: DoneStage,
  { fresh, retryFailed }: Pick<RunEnvironment, "fresh" | "retryFailed">,
  folder: OutputFolder,
) {
  const journal = openJournal(folder.journal);
  try {
    const terms: ReuseTerms = {
      fresh,
      retryFailed,
      since: Infinity, // no run goes on here: all were before
      fingerprint: fingerprint === null
        ? null
        : { id: journal?.fingerprintId(fingerprint) ?? -1, parts: fingerprint },
      fingerprintOf: (id) => journal?.fingerprintOf(id) ?? null,
      outdated: new Set(),
      distrusted: [],
      beside: besideItem(call.tasks.flatMap(({ parameters }) => parameters)),
      folder: folder.encoded,
    };
    const sums = { all: 0, few: 0, pending: 0, pendingCount: 0 };
    for (const chunk of keyedChunks(all)) {
      signal.throwIfAborted();
      const known = journal?.knownItems(name, chunk.map(({ key }) => key));
      for (const { position, identity, key } of chunk) {
        const weight = identity.stamp?.size ?? 1;
        sums.all += weight;
        if (position < done) sums.few += weight;
        const before = known?.get(key) ?? null;
        const reason = await reuseReason(before, identity, String(all[position]), terms);
        if (reason === REASONS.unchanged) continue;
        sums.pending += weight;
        sums.pendingCount++;
      }
    }
    return sums;
  } finally {
    journal?.close();
  }
}

/** The journal of the flow; null where there is none that a run could go on with. */
function openJournal(path: string): JournalReader | null {
  if (!existsSync(path)) return null;
  try {
    return JournalReader.open(path);
  } catch {
    return null; // the run that is to come says what is wrong with it
  }
}
