/** Does jobs of type "process": functions that modules export, in warm processes. @module */
import { abortable } from "../flow/abortable.ts";
import { FlowError, messageOf } from "../flow/flow_errors.ts";
import { UsageError } from "../flow/errors.ts";
import type { JobContext, JobExecutor, ModuleJob } from "../flow/job.ts";
import { ProcessCrash } from "./errors.ts";
import type { FunctionCall } from "./function_runner.ts";
import { Lanes } from "./lanes.ts";
import { ProcessChild } from "./process_child.ts";
import { ownConfig, ownPermissions, readOwnCode } from "./process_flags.ts";
import { toBytes } from "./process_protocol.ts";

/** Settings of a process executor. */
export interface ProcessExecutorOptions {
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
  readonly graceMs?: number;
  /**
   * Bytes of JavaScript objects that a process may hold; one that needs more ends, and its job fails
   * with a ProcessCrash. Typed arrays do not count.
   *
   * @default {V8's own limit, some GB}
   */
  readonly maxHeapBytes?: number;
  /**
   * Flags for what the processes may do, e.g. `["--allow-read=parts"]`; `[]` for nothing. They can
   * always read Trunnion's own code. A job's module must be readable for them.
   *
   * @default {each permission that this process has without limits; none of those that it has for
   * some paths or hosts only}
   */
  readonly permissions?: readonly string[];
  /**
   * Path of the deno.json that jobs' modules are imported with; null for none.
   *
   * @default {the nearest one above the main module of this process}
   */
  readonly config?: string | null;
  /**
   * Milliseconds that a process is given to start.
   *
   * @default {60000}
   */
  readonly bootTimeoutMs?: number;
}

/** A place for one process, which is replaced when it has ended. */
interface Lane {
  child: ProcessChild | null;
}

/**
 * Runs jobs in child processes, which can be killed in the middle of a computation and whose crash
 * costs one job. Give it to a run as `executors: { process }`, and close it when no run needs it any
 * more. Needs `--allow-env` and `--allow-run`, which amounts to all permissions.
 *
 * @example
 * ```ts ignore
 * await using process = new ProcessExecutor({ size: 2 });
 * const run = startGraph(graph, { name: "parts", executors: { process } });
 * ```
 */
export class ProcessExecutor implements JobExecutor {
  readonly #graceMs: number;
  readonly #bootTimeoutMs: number;
  readonly #options: ProcessExecutorOptions;
  readonly #lanes: Lanes<Lane>;
  #args: readonly string[] | null = null;
  #closed = false;

  constructor(options: ProcessExecutorOptions = {}) {
    const { size = navigator.hardwareConcurrency, graceMs = 50, bootTimeoutMs = 60_000 } = options;
    if (!Number.isInteger(size) || size < 1) {
      throw new UsageError(
        `Cannot make an executor: its size must be a whole number from 1, and it is ${size}.`,
        { data: { size } },
      );
    }
    this.#options = options;
    this.#graceMs = graceMs;
    this.#bootTimeoutMs = bootTimeoutMs;
    this.#lanes = new Lanes<Lane>(size, () => ({ child: null }));
  }

  /** How many jobs are in work. */
  get active(): number {
    return this.#lanes.active;
  }

  /**
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
    const call: FunctionCall = {
      module: job.module,
      export: job.export ?? "default",
      job: context.job,
      runId: context.runId,
      attempt: context.attempt,
      inputs,
    };
    const bytes = sendable(job.name, call);
    const lane = await this.#lanes.take(context.signal);
    try {
      return await this.#runIn(lane, bytes, job.name, context);
    } catch (error) {
      context.signal.throwIfAborted();
      this.#checkOpen(job.name, error);
      throw error;
    } finally {
      this.#lanes.giveBack(lane);
    }
  }

  /** Kills the processes, and waits until they are gone. Safe to call twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#lanes.all].map(({ child }) => {
      child?.kill();
      return child?.gone;
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #runIn(
    lane: Lane,
    bytes: Uint8Array,
    job: string,
    context: JobContext,
  ): Promise<unknown> {
    for (let again = false;; again = true) {
      this.#checkOpen(job);
      if (!lane.child?.alive) {
        lane.child = new ProcessChild(this.#args ??= this.#flags(), this.#bootTimeoutMs);
      }
      const { child } = lane;
      try {
        child.hold(true);
        await abortable(child.ready, context.signal);
        return await child.run(bytes, context, this.#graceMs);
      } catch (error) {
        // A process that ended while it was idle is no fault of this job.
        const idle = error instanceof ProcessCrash && error.data.started === false;
        if (!idle || again || context.signal.aborted) throw error;
      } finally {
        if (child.alive) child.hold(false);
      }
    }
  }

  #flags(): string[] {
    const { maxHeapBytes, permissions = ownPermissions(), config = ownConfig() } = this.#options;
    return [
      "run",
      "--no-prompt",
      "--quiet",
      ...permissions,
      ...readOwnCode(permissions),
      ...(config === null ? ["--no-config"] : ["--config", config]),
      ...(maxHeapBytes === undefined
        ? []
        : [`--v8-flags=--max-old-space-size=${Math.ceil(maxHeapBytes / 2 ** 20)}`]),
      new URL("./process_host.ts", import.meta.url).href,
    ];
  }

  #checkOpen(job: string, cause?: unknown): void {
    if (!this.#closed) return;
    throw new FlowError(
      `Cannot run the job '${job}' in a process: the executor is closed. Make a new one.`,
      { cause, data: { job } },
    );
  }
}

/** @throws FlowError for what cannot be sent to a process */
function sendable(job: string, call: FunctionCall): Uint8Array {
  try {
    return toBytes(call);
  } catch (cause) {
    throw new FlowError(
      `Cannot run the job '${job}' in a process: its inputs cannot be sent to one ` +
        `(${messageOf(cause)}). Hand on plain data, or make it inline.`,
      { cause, data: { job } },
    );
  }
}
