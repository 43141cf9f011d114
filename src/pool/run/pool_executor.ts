/** Where items are done. @module */
import type { WorkKinds } from "../channel/handler.ts";
import type { LogMessage } from "../channel/protocol.ts";
import type { TaskPool } from "./task_pool.ts";

/** What a pool is opened for. */
export interface PoolNeeds {
  /** What its workers must be able to do. It is plain data, and the modules are files. */
  readonly kinds: WorkKinds;
  /** The most workers at once; null for as many as the executor likes. */
  readonly maxWorkers: number | null;
  /** Hears what tasks log and print. */
  onLog(line: LogMessage): void;
}

/**
 * Opens a pool for each run of a flow: other machines, another kind of worker, or this thread. Give
 * one to `createFlow({ executor })`.
 *
 * @example
 * ```ts
 * import { makeHandler, type PoolExecutor, toErrorRow } from "trunnion";
 *
 * // Does one item after the other in this thread.
 * const here: PoolExecutor = {
 *   open: ({ kinds }) => ({
 *     size: 1,
 *     activity: () => [],
 *     close: async () => {},
 *     async run(items, { kind = Object.keys(kinds)[0], shared, signal, onHanded, onOutcomes }) {
 *       const handler = await makeHandler(kinds[kind]);
 *       for await (const item of items) {
 *         signal.throwIfAborted();
 *         onHanded?.([item], 0);
 *         const start = performance.now();
 *         const { index, payload } = item;
 *         const known = { index, payload, worker: 0, pid: null, handed: 1, quarantined: false };
 *         const about = { index, worker: 0, signal, log: () => {}, limit: () => {} };
 *         try {
 *           const value = await handler.run(payload, shared, about);
 *           onOutcomes([{ ...known, durationMs: performance.now() - start, ok: true, value }]);
 *         } catch (thrown) {
 *           const error = toErrorRow(thrown);
 *           const durationMs = performance.now() - start;
 *           onOutcomes([{ ...known, durationMs, ok: false, error, logs: [] }]);
 *         }
 *       }
 *       await handler.close?.();
 *     },
 *   }),
 * };
 * ```
 */
export interface PoolExecutor {
  /** Opens the pool of one run, which closes it. */
  open(needs: PoolNeeds): TaskPool;
}
