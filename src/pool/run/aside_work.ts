/** Work of another kind that a pool's workers do while it goes over items. @module */
import type { PooledWorker } from "../hosts/pooled_worker.ts";
import type { AsideWork, PoolItem } from "./task_pool.ts";

/**
 * Has a worker do one piece of it. Where the worker ends, or can do no such work, nobody is blamed:
 * the piece is given back, to be done with care.
 *
 * @param isStopped whether the worker was told to stop: what fails then is no error of the piece
 * @throws what its outcome is answered with, and what ended the worker
 */
export async function doAside(
  worker: PooledWorker,
  item: PoolItem,
  { kind, onOutcome, giveBack }: AsideWork,
  shared: { readonly id: number; readonly bytes: Uint8Array },
  isStopped: () => boolean,
): Promise<void> {
  const { number, pid } = worker;
  const { index, payload } = item;
  const base = { index, payload, worker: number, pid, handed: 1, quarantined: false };
  let isDone = false, fault: { readonly error: unknown } | null = null;
  try {
    await worker.runBatch(kind, [item], shared, (messages) => {
      for (const message of messages) {
        if (isDone || message.index !== index) continue;
        const hasFailed = message.kind === "failed";
        if (hasFailed && (message.unfit || isStopped())) continue;
        isDone = true;
        const { durationMs } = message;
        try {
          onOutcome(
            hasFailed
              ? { ...base, durationMs, ok: false, error: message.error, logs: message.logs }
              : { ...base, durationMs, ok: true, value: message.value },
          );
        } catch (error) {
          fault = { error };
        }
      }
    });
  } finally {
    if (!isDone) giveBack(item);
  }
  if (fault !== null) throw (fault as { readonly error: unknown }).error; // set by the closure
}
