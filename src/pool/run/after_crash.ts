/** What becomes of the items of a worker that has ended. @module */
import type { PooledWorker } from "../hosts/pooled_worker.ts";
import { judge, type QueuedItem } from "./crash_blame.ts";
import type { Outcome, Suspect } from "./task_pool.ts";

/** The items that a worker had when it ended. */
export interface UnansweredItems {
  /** Those that have no outcome yet, by index. */
  readonly pending: ReadonlyMap<number, QueuedItem>;
  /** When the worker got them, by `performance.now()`. */
  readonly since: number;
  /** Whether the worker was there for this one item. */
  readonly quarantined: boolean;
}

/** Where each of the items goes. */
interface Aftermath {
  /** Those that are handed out again, the suspects first. */
  readonly again: readonly QueuedItem[];
  /** Those among them that are tried with care, as the caller is told of them. */
  readonly suspects: readonly Suspect[];
  /** The item that has failed, if one has. */
  readonly failed: Outcome | null;
}

/**
 * Sorts the items of a worker that has ended.
 *
 * @param thrown what its batch ended with
 * @param canQuarantine whether there are processes for single items
 */
export function afterCrash(
  worker: Pick<PooledWorker, "number" | "pid" | "accepted">,
  { pending, since, quarantined }: UnansweredItems,
  thrown: unknown,
  canQuarantine: boolean,
): Aftermath {
  const handed = [...pending.values()].map((item) => ({ ...item, handed: (item.handed ?? 0) + 1 }));
  const { accepted } = worker;
  const { innocent, suspects, guilty, error } = judge(handed, thrown, { accepted, canQuarantine });
  return {
    again: [...suspects, ...innocent],
    suspects: suspects.map(({ index, payload, alone }) => (
      { index, payload, alone: alone!, error } // judge() says how each is tried
    )),
    failed: guilty === null ? null : {
      index: guilty.index,
      payload: guilty.payload,
      worker: worker.number,
      pid: worker.pid,
      durationMs: performance.now() - since,
      handed: guilty.handed ?? 1,
      quarantined,
      ok: false,
      error: { ...error, data: { ...error.data, quarantined, attempts: guilty.handed ?? 1 } },
      logs: [],
    },
  };
}
