/** Does jobs of type "process": functions that modules export, in warm processes. @module */
import { abortable } from "../../base/abortable.ts";
import { RemoteError } from "../../flow/record/error_row.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { type FilledOptions, fillOptions, type OptionRules } from "../../base/option_rules.ts";
import { startTimer, type Timer } from "../../flow/policy/time_limit.ts";
import type { JobContext, JobExecutor, ModuleJob } from "../../flow/job.ts";
import { ProcessCrash } from "../errors.ts";
import { type FunctionCall, FUNCTIONS } from "../inside/function_handler.ts";
import type { HostOptions } from "../hosts/host_flags.ts";
import type { HostedWorker } from "../hosts/hosted_worker.ts";
import { cannotSend, executorClosed, functionCall } from "./function_job.ts";
import { LANE_OPTIONS, Lanes, requireSize } from "./lanes.ts";
import type { ItemMessage } from "../channel/protocol.ts";
import { NotSendable, toBytes } from "../channel/wire.ts";

/** Settings of a process executor. */
export interface ProcessExecutorOptions extends HostOptions {
  /**
   * The most processes at once; further jobs wait. They are started as they are needed, and kept.
   *
   * @default {one a core}
   */
  readonly size?: number;
  /**
   * Milliseconds that a job gets to end when its signal was aborted, before its process is killed.
   *
   * @default {50}
   */
  readonly grace?: number;
  /**
   * Milliseconds that a process is given to start.
   *
   * @default {60000}
   */
  readonly bootTimeout?: number;
}

const OPTIONS = {
  ...LANE_OPTIONS,
  bootTimeout: { default: 60_000 },
  maxHeapBytes: {},
  permissions: {},
  config: {},
} satisfies OptionRules<ProcessExecutorOptions>;

/** A place for one process, which is replaced when it has ended. */
interface Lane {
  worker: { readonly hosted: HostedWorker; readonly ready: Promise<void> } | null;
  context: JobContext | null;
}

/**
 * Runs jobs in child processes, which can be killed in the middle of a computation and whose crash
 * costs one job. Give it to a run as `executors: { process }`, and close it when no run needs it
 * any more. Needs `--allow-env` and `--allow-run`, which amounts to all permissions.
 *
 * @example
 * ```ts
 * import { openRun, ProcessExecutor } from "trunnion";
 *
 * await using process = new ProcessExecutor({ size: 2 });
 * const run = openRun({ name: "sums", executors: { process } });
 * // A module of your own: import.meta.resolve("./work.ts")
 * const module = "data:text/javascript,export default ({ n }) => n * 2";
 * const value = await run.call({ name: "double", type: "process", module }, { args: { n: 21 } });
 * await run.close();
 * console.log(value); // 42
 * ```
 */
export class ProcessExecutor implements JobExecutor {
  readonly #options: FilledOptions<ProcessExecutorOptions, typeof OPTIONS>;
  readonly #lanes: Lanes<Lane>;
  #args: readonly string[] | null = null;
  #closed = false;

  /** Starts nothing as yet. */
  constructor(options: ProcessExecutorOptions = {}) {
    requireKnownOptions("make an executor", options, OPTIONS);
    requireSize(options.size);
    this.#options = fillOptions<ProcessExecutorOptions, typeof OPTIONS>(options, OPTIONS);
    this.#lanes = new Lanes<Lane>(this.#options.size, () => ({ worker: null, context: null }));
  }

  /** How many jobs are in work. */
  get active(): number {
    return this.#lanes.active;
  }

  /**
   * Does a job in the process that was used last, or in a new one.
   *
   * @throws {RemoteError} what the job throws, with its class as `name`
   * @throws {ProcessCrash} when the process ends in the middle of the job
   * @throws {FlowError} for inputs that cannot be sent, and when the executor is closed
   * @throws {WorkerBootError} when no process can start
   */
  async run(
    job: ModuleJob<unknown, unknown>,
    inputs: unknown,
    context: JobContext,
  ): Promise<unknown> {
    this.#checkOpen(job.name);
    const call = functionCall(job, inputs, context);
    try {
      return await this.#lanes.use(context, (lane) => this.#runIn(lane, call, job.name, context));
    } catch (error) {
      context.signal.throwIfAborted();
      this.#checkOpen(job.name, error);
      throw error;
    }
  }

  /** Kills the processes, and waits until they are gone. Safe to call twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#lanes.all].map(({ worker }) => {
      worker?.hosted.kill("the executor was closed");
      return worker?.hosted.gone;
    }));
  }

  /** As {@linkcode close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #runIn(
    lane: Lane,
    call: FunctionCall,
    job: string,
    context: JobContext,
  ): Promise<unknown> {
    for (let again = false;; again = true) {
      this.#checkOpen(job);
      if (!lane.worker?.hosted.alive) await this.#start(lane, job);
      const { hosted, ready } = lane.worker!;
      try {
        hosted.hold(true);
        await abortable(ready, context.signal);
        return await this.#do(hosted, call, context.signal);
      } catch (error) {
        if (error instanceof NotSendable) throw cannotSend(job, "process", error);
        if (!(error instanceof ProcessCrash)) throw error;
        // A process that ended while it was idle is no fault of this job.
        if (hosted.accepted || again || context.signal.aborted) throw crash(job, error);
      } finally {
        hosted.hold(false);
      }
    }
  }

  /** Does a job. One that does not end in time when it is told to stop ends with its process. */
  async #do(hosted: HostedWorker, call: FunctionCall, signal: AbortSignal): Promise<unknown> {
    const answer: ItemMessage[] = [];
    let grace: Timer;
    const onAbort = () => {
      hosted.cancel();
      grace = startTimer(this.#options.grace, () => hosted.kill("its job did not stop"));
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      const items = [{ index: 0, payload: call }];
      await hosted.runBatch(
        "functions",
        items,
        { id: 0, bytes: toBytes(null) }, // jobs share nothing
        (messages) => void answer.push(...messages),
      );
    } finally {
      clearTimeout(grace);
      signal.removeEventListener("abort", onAbort);
    }
    const [message] = answer; // a batch ends when all of its items are answered, or stopped
    signal.throwIfAborted();
    if (message.kind === "failed") throw new RemoteError(message.error);
    return message.value;
  }

  async #start(lane: Lane, job: string): Promise<void> {
    const [{ HostedWorker }, { hostFlags }] = await Promise.all([
      import("../hosts/hosted_worker.ts"),
      import("../hosts/host_flags.ts"),
    ]);
    this.#checkOpen(job);
    const hosted = new HostedWorker(
      0,
      ({ level, message }) => lane.context?.log(level, message),
      this.#args ??= hostFlags(this.#options),
    );
    const ready = hosted.boot({ kinds: FUNCTIONS, exits: "leave" }, this.#options.bootTimeout);
    ready.catch(() => hosted.kill("it could not start"));
    lane.worker = { hosted, ready };
  }

  #checkOpen(job: string, cause?: unknown): void {
    if (this.#closed) throw executorClosed(job, "process", cause);
  }
}

function crash(job: string, { data, cause }: ProcessCrash): ProcessCrash {
  const how = data.signal ?? `exit code ${data.code}`;
  return new ProcessCrash(
    `The process of the job '${job}' ended in the middle of it (${how}). Jobs must return ` +
      "or throw, and fit into its memory; the next job gets a new process.",
    { data: { job, ...data }, cause },
  );
}
