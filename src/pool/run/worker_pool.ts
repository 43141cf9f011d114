/** A pool of workers: in processes of their own, or in this one. @module */
import { UsageError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import { hostFlags, type HostOptions, mayStartHosts } from "../hosts/host_flags.ts";
import { adviseConfig } from "../hosts/advise_config.ts";
import { takeHostAhead } from "../hosts/host_ahead.ts";
import { HostedWorker } from "../hosts/hosted_worker.ts";
import { PoolRun } from "./pool_run.ts";
import type { PooledWorker } from "../hosts/pooled_worker.ts";
import type { LogMessage } from "../channel/protocol.ts";
import type { PoolItem, PoolRunOptions, TaskPool, WorkerActivity } from "./task_pool.ts";
import type { WorkKinds } from "../channel/handler.ts";

/**
 * Where workers are: each in a process of its own, which can be killed and whose crash costs one
 * item; or all in this process, which is lighter.
 */
export type Isolation = "process" | "thread";

/** Settings of a pool. */
export interface WorkerPoolOptions {
  /** The most workers at once; they are started as they are needed, and kept. */
  readonly size: number;
  readonly isolation: Isolation;
  /** What its workers can do. */
  readonly kinds: WorkKinds;
  /** How processes are started. */
  readonly host?: HostOptions;
  /**
   * URLs of modules that workers in processes load at once, before they are told their kinds.
   *
   * @default {[]}
   */
  readonly preload?: readonly string[];
  /** Hears what tasks log and print. */
  readonly onLog?: (line: LogMessage) => void;
  /**
   * Milliseconds that items in work get to end as usual after a cancellation, before they are told
   * to stop. Workers get as long to close.
   *
   * @default {5000}
   */
  readonly drainMs?: number;
  /**
   * Milliseconds that items get to end when they were told to stop, before their workers are ended.
   *
   * @default {1000}
   */
  readonly graceMs?: number;
  /**
   * Milliseconds that a worker is given to start.
   *
   * @default {60000}
   */
  readonly bootTimeoutMs?: number;
  /**
   * Milliseconds until another worker is started after one that could not start, where others have;
   * each time twice as many.
   *
   * @default {250}
   */
  readonly bootDelayMs?: number;
  /**
   * Milliseconds for which a worker or its process may give no sign of life between two of its
   * items. After that it is given up.
   *
   * @default {60000}
   */
  readonly silentMs?: number;
}

/** Workers that take items in batches and stay warm between the runs of the pool. */
export class WorkerPool implements TaskPool {
  readonly #options: WorkerPoolOptions;
  readonly #drainMs: number;
  readonly #workers = new Set<PooledWorker>();
  readonly #idle: PooledWorker[] = [];
  /** Resolve when workers are gone that have ended. */
  readonly #leaving = new Set<Promise<void>>();
  readonly #canQuarantine = mayStartHosts();
  #args: readonly string[] | null = null;
  /** Resolves when the run before has ended: runs of one pool follow each other. */
  #turn: Promise<unknown> = Promise.resolve();
  #run: PoolRun | null = null;
  /** Workers that were started before a run asked for them. */
  readonly #ahead: Promise<PooledWorker>[] = [];
  #runs = 0;
  #hasBooted = false;
  #closed = false;
  /** Hears what tasks log and print; another one for each user of a pool that is kept. */
  onLog: (line: LogMessage) => void;

  /** The most workers at once. */
  get size(): number {
    return this.#options.size;
  }

  constructor(options: WorkerPoolOptions) {
    const { size, drainMs = 5000, onLog = () => {} } = options;
    if (!Number.isInteger(size) || size < 1) {
      throw new UsageError(
        `Cannot make a pool: its size must be a whole number from 1, and it is ${size}.`,
        { data: { size } },
      );
    }
    this.#options = options;
    this.#drainMs = drainMs;
    this.onLog = onLog;
  }

  /** Starts a worker now, if there is none, so that the first item finds one. */
  startAhead(): void {
    if (this.#workers.size > 0 || this.#closed) return;
    const worker = this.#spawn(this.#options.isolation);
    worker.catch(() => {}); // the run that asks for it hears of it
    this.#ahead.push(worker);
  }

  /** Lets a worker that was started ahead, and never asked for, keep no program from ending. */
  rest(): void {
    for (const worker of this.#ahead.splice(0)) {
      worker.then((started) => this.#giveBack(started), () => {}); // one that failed is gone
    }
  }

  run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    options: PoolRunOptions,
  ): Promise<void> {
    const { size, isolation, kinds, graceMs = 1000, bootDelayMs = 250 } = this.#options;
    const hasBooted = () => this.#hasBooted;
    const run = this.#turn.then(async () => {
      this.#run = new PoolRun(items, {
        ...options,
        kind: options.kind ?? Object.keys(kinds)[0],
        drainMs: this.#drainMs,
        graceMs: Math.max(graceMs, options.graceMs ?? 0),
        concurrency: Math.min(size, options.concurrency ?? size),
        sharedId: this.#runs++,
        cores: navigator.hardwareConcurrency,
        bootDelayMs,
        workers: {
          get hasBooted() {
            return hasBooted();
          },
          canQuarantine: this.#canQuarantine,
          shareFate: isolation === "thread",
          takeIdle: () => this.#takeIdle(),
          spawn: () => this.#ahead.shift() ?? this.#spawn(isolation),
          spawnAlone: () => this.#spawn("process"),
          giveBack: (worker) => this.#giveBack(worker),
          drop: (worker) => this.#drop(worker),
        },
      });
      try {
        await this.#run.execute();
      } finally {
        this.#run = null;
      }
    });
    this.#turn = run.catch(() => {});
    return run;
  }

  activity(): readonly WorkerActivity[] {
    const busy = this.#run?.activity() ?? [];
    const known = new Set(busy.map(({ worker }) => worker));
    const since = performance.now();
    const others = [...this.#workers].filter(({ number }) => !known.has(number)).map((
      { number, pid },
    ): WorkerActivity => ({ worker: number, pid, item: null, pending: 0, since }));
    return [...busy, ...others].sort((a, b) => a.worker - b.worker);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const workers = [...this.#workers];
    this.#workers.clear();
    this.#idle.length = 0;
    await Promise.all(workers.map((worker) => worker.close(this.#drainMs)));
    await Promise.all(this.#leaving);
  }

  #drop(worker: PooledWorker): void {
    this.#workers.delete(worker);
    const gone = worker.gone.finally(() => this.#leaving.delete(gone));
    this.#leaving.add(gone);
  }

  #takeIdle(): PooledWorker | undefined {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      if (worker.alive) return worker;
      this.#workers.delete(worker); // it ended between two batches, and no item is to blame
    }
    return undefined;
  }

  #giveBack(worker: PooledWorker): void {
    if (this.#closed) return;
    worker.hold(false);
    this.#idle.push(worker);
  }

  async #spawn(isolation: Isolation): Promise<PooledWorker> {
    const { kinds, host = {}, preload, bootTimeoutMs = 60_000, silentMs = 60_000 } = this.#options;
    // Most pools are in processes, and do without what a thread of this one needs.
    const local = isolation === "thread" ? await import("../hosts/local_worker.ts") : null;
    if (this.#closed) throw new UsageError("Cannot run items: the pool is closed. Make a new one.");
    const onLog = (line: LogMessage) => this.onLog(line);
    const number = this.#freeNumber();
    const worker = local !== null
      ? new local.LocalWorker(number, onLog)
      : this.#hosted(number, onLog, this.#args ??= hostFlags(host, preload), silentMs);
    this.#workers.add(worker);
    try {
      await worker.boot({ kinds, exits: "refuse", silentMs }, bootTimeoutMs);
      this.#hasBooted = true;
      return worker;
    } catch (error) {
      worker.kill("it could not start");
      this.#drop(worker);
      if (this.#hasBooted && !this.#closed) this.#tellBootFailure(number, error);
      throw isolation === "thread" ? error : adviseConfig(error, this.#args!);
    }
  }

  #hosted(
    number: number,
    onLog: (line: LogMessage) => void,
    args: readonly string[],
    silentMs: number,
  ): HostedWorker {
    const ahead = number === 0 ? takeHostAhead(args, onLog) : null;
    return ahead ?? new HostedWorker(number, onLog, args, silentMs);
  }

  #tellBootFailure(worker: number, error: unknown): void {
    const message = `${messageOf(error)} It is tried again, as others have started.`;
    this.onLog({ kind: "log", worker, index: null, level: "WARNING", message, printed: false });
  }

  /** The lowest number that no worker has. */
  #freeNumber(): number {
    const taken = new Set([...this.#workers].map(({ number }) => number));
    let number = 0;
    while (taken.has(number)) number++;
    return number;
  }
}
