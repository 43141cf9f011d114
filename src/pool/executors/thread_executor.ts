/** Does jobs of type "thread": functions that modules export, in warm Web Workers. @module */
import { requireKnownOptions } from "../../base/known_options.ts";
import { fillOptions } from "../../base/option_rules.ts";
import { RemoteError } from "../../flow/record/error_row.ts";
import type { JobContext, JobExecutor, ModuleJob } from "../../flow/job.ts";
import { type FunctionCall, FUNCTIONS } from "../inside/function_handler.ts";
import { cannotSend, executorClosed, functionCall } from "./function_job.ts";
import { LANE_OPTIONS, Lanes, requireSize } from "./lanes.ts";
import type { LogMessage } from "../channel/protocol.ts";
import type { WorkerPool } from "../run/worker_pool.ts";

/** Settings of a thread executor. */
export interface ThreadExecutorOptions {
  /**
   * The most workers at once; further jobs wait.
   *
   * @default {one a core}
   */
  readonly size?: number;
  /**
   * Milliseconds that a job gets to end when its signal was aborted, before its worker is ended.
   * A worker that computes without a pause cannot be ended by Deno: it is left to itself.
   *
   * @default {50}
   */
  readonly grace?: number;
}

/** One worker: a pool of its own, so that jobs start and stop without regard to others. */
interface Lane {
  /** Opened by the lane's first job. */
  pool: WorkerPool | null;
  context: JobContext | null;
}

/**
 * Runs jobs in Web Workers of this process. Give it to a run as `executors: { thread }`, and close
 * it when no run needs it any more.
 *
 * @example
 * ```ts
 * import { openRun, ThreadExecutor } from "trunnion";
 *
 * await using thread = new ThreadExecutor({ size: 2 });
 * const run = openRun({ name: "sums", executors: { thread } });
 * // A module of your own: import.meta.resolve("./work.ts")
 * const module = "data:text/javascript,export default ({ n }) => n * 2";
 * const value = await run.call({ name: "double", type: "thread", module }, { args: { n: 21 } });
 * await run.close();
 * console.log(value); // 42
 * ```
 */
export class ThreadExecutor implements JobExecutor {
  readonly #graceMs: number;
  readonly #lanes: Lanes<Lane>;
  #closed = false;

  /** Starts nothing as yet. */
  constructor(options: ThreadExecutorOptions = {}) {
    requireKnownOptions("make an executor", options, LANE_OPTIONS);
    requireSize(options.size);
    const { size, grace } = fillOptions<ThreadExecutorOptions, typeof LANE_OPTIONS>(
      options,
      LANE_OPTIONS,
    );
    this.#graceMs = grace;
    this.#lanes = new Lanes<Lane>(size, () => ({ pool: null, context: null }));
  }

  /** How many jobs are in work. */
  get active(): number {
    return this.#lanes.active;
  }

  async run(
    job: ModuleJob<unknown, unknown>,
    inputs: unknown,
    context: JobContext,
  ): Promise<unknown> {
    if (this.#closed) throw executorClosed(job.name, "thread");
    const call = functionCall(job, sendable(job.name, inputs), context);
    return await this.#lanes.use(context, async (lane) => {
      lane.pool ??= await this.#open(lane);
      if (this.#closed) throw executorClosed(job.name, "thread");
      return await this.#runIn(lane.pool, call, context.signal);
    });
  }

  /** Ends the workers. Safe to call twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#lanes.all].map(({ pool }) => pool?.close()));
  }

  /** As {@linkcode close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #runIn(pool: WorkerPool, call: FunctionCall, signal: AbortSignal): Promise<unknown> {
    const result = Promise.withResolvers<unknown>();
    result.promise.catch(() => {}); // an aborted run has its reason from the pool
    await pool.run([{ index: 0, payload: call }], {
      signal,
      onOutcomes: ([outcome]) => {
        if (outcome.ok) result.resolve(outcome.value);
        else result.reject(new RemoteError(outcome.error));
      },
    });
    return await result.promise;
  }

  async #open(lane: Lane): Promise<WorkerPool> {
    const { WorkerPool } = await import("../run/worker_pool.ts");
    return new WorkerPool({
      size: 1,
      isolation: "thread",
      kinds: FUNCTIONS,
      drainMs: 0,
      graceMs: this.#graceMs,
      onLog: ({ level, message }: LogMessage) => lane.context?.log(level, message),
    });
  }
}

/** @throws FlowError for what cannot be sent to a worker */
function sendable(job: string, inputs: unknown): unknown {
  try {
    return structuredClone(inputs);
  } catch (cause) {
    throw cannotSend(job, "thread", cause);
  }
}
