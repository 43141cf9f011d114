/** One run over items: hands out batches, collects outcomes. @module */
import { startTimer, type Timer } from "../../flow/policy/time_limit.ts";
import { retryDelay } from "../../flow/policy/retry.ts";
import { BatchSizer, MAX_BATCH } from "./batch_size.ts";
import { WorkerBootError } from "../errors.ts";
import { doAside } from "./aside_work.ts";
import { ItemQueue } from "./item_queue.ts";
import type { PooledWorker } from "../hosts/pooled_worker.ts";
import type { ItemMessage } from "../channel/protocol.ts";
import { afterCrash, type UnansweredItems } from "./after_crash.ts";
import type { QueuedItem } from "./crash_blame.ts";
import { PATIENCE_MS, StartRule } from "./start_rule.ts";
import { cannotSend, runEnding } from "./run_endings.ts";
import type { Outcome, PoolItem, PoolRunOptions, WorkerActivity } from "./task_pool.ts";
import { NotSendable, toBytes } from "../channel/wire.ts";

/** How often in a row workers may fail to start while no other worker is left. */
const MOST_BOOT_FAILURES = 5;

/** Where a run gets its workers from. */
interface WorkerSupply {
  /** Whether some worker has started. Then what keeps another one from starting may pass. */
  readonly hasBooted: boolean;
  /** A worker that has booted and does nothing. */
  takeIdle(): PooledWorker | undefined;
  /** Starts another worker. */
  spawn(): Promise<PooledWorker>;
  /** Whether there are processes for single items. */
  readonly canQuarantine: boolean;
  /** Whether a worker that crashes takes this process with it. */
  readonly shareFate: boolean;
  /** Starts a process for a single item. */
  spawnAlone(): Promise<PooledWorker>;
  giveBack(worker: PooledWorker): void;
  /** Forgets a worker that has ended. */
  drop(worker: PooledWorker): void;
}

interface Settings extends PoolRunOptions {
  readonly kind: string;
  readonly concurrency: number;
  /** Milliseconds that items in work get to end as usual when the run is cancelled. */
  readonly drainMs: number;
  /** Milliseconds that they get after that, when they were told to stop. */
  readonly graceMs: number;
  readonly sharedId: number;
  /** How many processors there are. */
  readonly cores: number;
  /**
   * Milliseconds until another worker is started after one that could not; each time twice as many.
   */
  readonly bootDelayMs: number;
  readonly workers: WorkerSupply;
}

/** What a worker has in work, and why it can do no item at all. */
interface InWork extends UnansweredItems {
  readonly pending: Map<number, QueuedItem>;
  unfit: Error | null;
}

/** One run of a pool. */
export class PoolRun {
  readonly #settings: Settings;
  readonly #queue: ItemQueue;
  readonly #sizer = new BatchSizer();
  readonly #busy = new Map<PooledWorker, InWork>();
  readonly #ended = Promise.withResolvers<void>();
  #shared: Uint8Array | null = null;
  /** Workers on their way, and among them those for single items. */
  #booting = 0;
  #bootingAlone = 0;
  /** How often workers could not start since one of them has proved itself. */
  #bootFailures = 0;
  /** No worker is started before it is over. */
  #pause: Timer | null = null;
  /** Looks whether a worker takes long. */
  #patience: Timer | null = null;
  readonly #rule: StartRule;
  /** Workers that have answered an item. */
  readonly #proved = new WeakSet<PooledWorker>();
  #someProved = false;
  /** Why the run ends before its items do. */
  #failure: { readonly error: unknown } | null = null;
  /** Whether items in work were told to stop. */
  #aborted = false;
  #timer: Timer;

  constructor(items: Iterable<PoolItem> | AsyncIterable<PoolItem>, settings: Settings) {
    this.#settings = settings;
    this.#rule = new StartRule(settings.cores);
    this.#queue = new ItemQueue(items, 2 * settings.concurrency * MAX_BATCH, (error) => {
      if (error !== undefined) this.#fail(error);
      this.#pump();
    });
  }

  /** Goes over all items; see `TaskPool.run`. */
  async execute(): Promise<void> {
    const { signal } = this.#settings;
    const onAbort = () => {
      this.#cancel(signal.reason);
      this.#pump();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    this.#pump();
    await this.#ended.promise;
    signal.removeEventListener("abort", onAbort);
    clearTimeout(this.#timer);
    clearTimeout(this.#pause ?? undefined);
    clearTimeout(this.#patience ?? undefined);
    if (this.#failure !== null) throw this.#failure.error;
  }

  /** What the workers do that have items. */
  activity(): WorkerActivity[] {
    return [...this.#busy].map(([{ number, pid }, { pending, since }]) => {
      const [item = null] = pending.values();
      return { worker: number, pid, item, pending: pending.size, since };
    });
  }

  /** Does all that can be done now. Called whenever something has changed. */
  #pump(): void {
    if (this.#failure === null) this.#handOut();
    if (this.#busy.size > 0) return;
    // The pool closes the workers that are still booting.
    if (this.#failure !== null) return this.#ended.resolve();
    if (this.#booting === 0 && this.#queue.exhausted) this.#ended.resolve();
  }

  #handOut(): void {
    const { workers, concurrency } = this.#settings;
    while (this.#inWork < concurrency && this.#queue.available() > 0) {
      const alone = this.#queue.next?.alone;
      // What is tried with care must not end this process either.
      if (
        workers.canQuarantine && (workers.shareFate ? alone !== undefined : alone === "process")
      ) {
        if (this.#pause !== null) break;
        void this.#quarantine(this.#queue.take(1).map((item) => ({ ...item, alone: "process" })));
        continue;
      }
      const worker = workers.takeIdle();
      if (worker === undefined) break;
      const aside = this.#settings.aside?.take();
      if (aside !== undefined) {
        void this.#handAside(worker, aside);
        continue;
      }
      const there = Math.min(concurrency, this.#inWork + this.#starting + 1);
      const size = this.#sizer.next(this.#queue.available(), there);
      void this.#handTo(worker, this.#queue.take(size), false);
    }
    if (this.#pause !== null) return;
    // As many workers are on their way as there are items for them, and as are worth it.
    const left = this.#queue.available();
    const wanted = Math.min(concurrency - this.#inWork, left);
    while (this.#starting < wanted && this.#isWorthAnother(left)) void this.#spawn();
    this.#lookAgain(this.#starting < wanted);
  }

  /** How many workers are on their way that will take any item. */
  get #starting(): number {
    return this.#booting - this.#bootingAlone;
  }

  #isWorthAnother(left: number): boolean {
    const since = Math.min(...[...this.#busy.values()].map((inWork) => inWork.since));
    const waitedMs = Number.isFinite(since) ? performance.now() - since : 0;
    return this.#rule.isWorth(left, this.#inWork + this.#starting, waitedMs);
  }

  /** Where items wait, looks in a while whether a worker takes long over what it has. */
  #lookAgain(wanted: boolean): void {
    clearTimeout(this.#patience ?? undefined);
    this.#patience = wanted ? startTimer(PATIENCE_MS, () => this.#pump()) : null;
  }

  /** How many workers have items, or a process on its way for one. */
  get #inWork(): number {
    return this.#busy.size + this.#bootingAlone;
  }

  async #spawn(): Promise<void> {
    this.#booting++;
    try {
      this.#settings.workers.giveBack(await this.#settings.workers.spawn());
    } catch (error) {
      this.#bootFailed(error);
    } finally {
      this.#booting--;
      this.#pump();
    }
  }

  /**
   * A worker could not start. Where others have, another one is started in a while: memory may be
   * short for a moment, or a process was killed. When that goes on and no worker is left, the run
   * ends.
   */
  #bootFailed(error: unknown): void {
    // What was started together fails together, and counts once.
    if (this.#failure !== null || this.#pause !== null) return;
    const { workers, bootDelayMs } = this.#settings;
    const isLast = ++this.#bootFailures >= MOST_BOOT_FAILURES && this.#busy.size === 0;
    if (!workers.hasBooted || isLast) return this.#fail(error);
    const attempt = Math.min(this.#bootFailures, MOST_BOOT_FAILURES);
    const delayMs = retryDelay({ backoff: "exponential", delay: bootDelayMs }, attempt, error);
    this.#pause = startTimer(delayMs, () => {
      this.#pause = null;
      this.#pump();
    });
  }

  /** Tries an item in a process of its own. */
  async #quarantine(items: readonly QueuedItem[]): Promise<void> {
    const { workers } = this.#settings;
    this.#booting++;
    this.#bootingAlone++;
    let worker: PooledWorker | null = null;
    try {
      worker = await workers.spawnAlone();
    } catch (error) {
      this.#queue.putBack(items);
      this.#bootFailed(error);
    }
    this.#booting--;
    this.#bootingAlone--;
    if (worker === null || this.#failure !== null) {
      if (worker !== null) this.#discard(worker);
      return this.#pump();
    }
    await this.#handTo(worker, items, true);
  }

  /** Ends a worker that was there for one item. */
  #discard(worker: PooledWorker): void {
    worker.kill("its only item is done");
    this.#settings.workers.drop(worker);
  }

  async #handTo(
    worker: PooledWorker,
    items: readonly QueuedItem[],
    quarantined: boolean,
  ): Promise<void> {
    const { workers, kind, shared, sharedId, onHanded } = this.#settings;
    const pending = new Map(items.map((item) => [item.index, item]));
    const inWork: InWork = { pending, since: performance.now(), quarantined, unfit: null };
    this.#busy.set(worker, inWork);
    worker.hold(true);
    try {
      onHanded?.(items, worker.number);
      const bytes = this.#shared ??= toBytes(shared);
      await worker.runBatch(kind, items, { id: sharedId, bytes }, (messages) => {
        this.#take(worker, inWork, messages);
      });
      this.#settings.onMemory?.(worker.number, worker.takeMemory());
      if (quarantined) this.#discard(worker);
      else workers.giveBack(worker);
    } catch (error) {
      if (worker.alive) {
        workers.giveBack(worker); // it is well: the batch has not even left
        this.#fail(error instanceof NotSendable ? cannotSend(error) : error);
      } else {
        workers.drop(worker);
        this.#recover(worker, inWork, error);
      }
    }
    this.#settings.onMemory?.(worker.number, worker.takeMemory());
    this.#busy.delete(worker);
    this.#pump();
  }

  async #handAside(worker: PooledWorker, item: PoolItem): Promise<void> {
    const { workers, shared, sharedId, aside } = this.#settings;
    const since = performance.now();
    this.#busy.set(worker, { pending: new Map(), since, quarantined: false, unfit: null });
    worker.hold(true);
    try {
      const bytes = this.#shared ??= toBytes(shared);
      await doAside(worker, item, aside!, { id: sharedId, bytes }, () => this.#aborted);
    } catch (error) {
      if (worker.alive) this.#fail(error); // else the piece was given back, and that is all
    }
    if (worker.alive) workers.giveBack(worker);
    else workers.drop(worker);
    this.#settings.onMemory?.(worker.number, worker.takeMemory());
    this.#busy.delete(worker);
    this.#pump();
  }

  /** A worker has ended before its items were done. */
  #recover(worker: PooledWorker, inWork: InWork, thrown: unknown): void {
    if (this.#failure !== null) return;
    if (inWork.unfit !== null) {
      this.#queue.putBack([...inWork.pending.values()]);
      this.#busy.delete(worker);
      return this.#bootFailed(inWork.unfit);
    }
    const { workers: { canQuarantine }, onSuspects, onOutcomes } = this.#settings;
    const { again, suspects, failed } = afterCrash(worker, inWork, thrown, canQuarantine);
    this.#queue.putBack(again);
    try {
      if (suspects.length > 0) onSuspects?.(suspects);
      if (failed !== null) onOutcomes([failed]);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Takes a worker's answers, which came together. */
  #take(worker: PooledWorker, inWork: InWork, messages: readonly ItemMessage[]): void {
    const { pending, quarantined } = inWork;
    const outcomes: Outcome[] = [];
    const { number, pid } = worker;
    for (const message of messages) {
      const { index, durationMs } = message;
      const item = pending.get(index);
      if (item === undefined) continue;
      pending.delete(index);
      if (message.kind === "failed") {
        if (message.unfit) {
          const error = runEnding(message.error);
          if (this.#someProved && error instanceof WorkerBootError) {
            pending.set(index, item); // another worker will do it
            inWork.unfit ??= error;
          } else this.#fail(error);
          continue;
        }
        // What fails because it was told to stop is no error of the item.
        if (this.#aborted) continue;
      }
      this.#sizer.record(durationMs);
      this.#rule.record(durationMs);
      const { payload, handed = 0 } = item;
      const base = {
        index,
        payload,
        worker: number,
        pid,
        durationMs,
        handed: handed + 1,
        quarantined,
      };
      outcomes.push(
        message.kind === "done"
          ? { ...base, ok: true, value: message.value }
          : { ...base, ok: false, error: message.error, logs: message.logs },
      );
    }
    if (inWork.unfit !== null) worker.kill("it can do no item any more");
    if (outcomes.length === 0) return;
    if (!this.#proved.has(worker)) {
      this.#proved.add(worker);
      this.#someProved = true;
      this.#bootFailures = 0;
    }
    try {
      this.#settings.onOutcomes(outcomes);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Keeps the first failure, and lets the items in work end in their time. */
  #cancel(error: unknown): void {
    if (!this.#close(error)) return;
    for (const worker of this.#busy.keys()) worker.stop();
    this.#timer = startTimer(this.#settings.drainMs, () => this.#abort());
  }

  /** Keeps the first failure, and stops the items in work. */
  #fail(error: unknown): void {
    if (this.#close(error)) this.#abort();
  }

  /** No further item is handed out. */
  #close(error: unknown): boolean {
    if (this.#failure !== null) return false;
    this.#failure = { error };
    this.#queue.stop();
    return true;
  }

  #abort(): void {
    this.#aborted = true;
    for (const worker of this.#busy.keys()) worker.cancel();
    this.#timer = startTimer(this.#settings.graceMs, () => {
      for (const worker of this.#busy.keys()) {
        worker.kill("it did not stop when the run was cancelled");
      }
      this.#ended.resolve();
    });
  }
}
