/**
 * Pools that are kept between two flows of one process, with their workers warm.
 *
 * Runs share this state on purpose. What is kept here is idle, and is given only to a flow that
 * would start the very same workers.
 *
 * @module
 */
import type { LogMessage } from "../channel/protocol.ts";
import type { PoolItem, PoolRunOptions, TaskPool, WorkerActivity } from "./task_pool.ts";
import type { WorkerPool } from "./worker_pool.ts";

/** The most pools that are kept. */
const MAX_KEPT = 2;
/** Milliseconds after which workers that nobody wanted are ended. */
const KEPT_MS = 60_000;

interface Kept {
  readonly key: string;
  readonly pool: WorkerPool;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The newest stands last. */
const kept: Kept[] = [];

/** Whether there are pools whose workers another flow may take. */
export function arePoolsKept(): boolean {
  return kept.length > 0;
}

/** A pool for the time of one run; its workers are kept when it is closed. */
export class LeasedPool implements TaskPool {
  readonly #keyNow: () => string | null;
  readonly #pool: WorkerPool;
  #sound = true;
  #closed = false;

  /**
   * @param keyNow says what tells the workers from all others: their code, what they boot with,
   * their environment. It is asked when there is a pool to compare with; null is no other's key
   * @param create makes the pool where none is kept
   */
  constructor(
    keyNow: () => string | null,
    create: () => WorkerPool,
    onLog: (line: LogMessage) => void,
  ) {
    this.#keyNow = keyNow;
    this.#pool = (kept.length === 0 ? null : take(keyNow())) ?? create();
    this.#pool.onLog = onLog;
  }

  get size(): number {
    return this.#pool.size;
  }

  startAhead(): void {
    this.#pool.startAhead();
  }

  async run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    options: PoolRunOptions,
  ): Promise<void> {
    try {
      await this.#pool.run(items, options);
    } catch (error) {
      this.#sound &&= options.signal.aborted; // workers that cannot boot are of no use
      throw error;
    }
  }

  activity(): readonly WorkerActivity[] {
    return this.#pool.activity();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#pool.onLog = () => {};
    this.#pool.rest();
    const key = this.#sound ? this.#keyNow() : null;
    if (key === null) await this.#pool.close();
    else await keep(key, this.#pool);
  }
}

/**
 * Ends the workers that are kept for the next flow of this process.
 *
 * They keep no program from ending and end with it, and by themselves after a minute; before that
 * they hold memory.
 *
 * @example
 * ```ts
 * import { closeWorkers } from "trunnion";
 *
 * await closeWorkers();
 * ```
 */
export async function closeWorkers(): Promise<void> {
  await Promise.all(kept.splice(0).map(end));
}

function take(key: string | null): WorkerPool | null {
  const at = kept.findIndex((other) => other.key === key);
  if (at < 0) return null;
  const [{ pool, timer }] = kept.splice(at, 1);
  clearTimeout(timer);
  return pool;
}

async function keep(key: string, pool: WorkerPool): Promise<void> {
  const timer = setTimeout(() => {
    const at = kept.findIndex((other) => other.pool === pool);
    if (at >= 0) void Promise.all(kept.splice(at, 1).map(end));
  }, KEPT_MS);
  Deno.unrefTimer(timer);
  kept.push({ key, pool, timer });
  await Promise.all(kept.splice(0, kept.length - MAX_KEPT).map(end));
}

async function end({ pool, timer }: Kept): Promise<void> {
  clearTimeout(timer);
  await pool.close();
}
