/**
 * How one job is done, whether it stands in a graph or is called: its turn, its attempts, its
 * checks, and what becomes of an error.
 *
 * @module
 */
import { Attempt } from "./attempt.ts";
import { Breath } from "./breath.ts";
import { checkSchema } from "./check_schema.ts";
import { toErrorRow } from "./error_row.ts";
import { UsageError } from "./errors.ts";
import type { EventStream } from "./events.ts";
import { FlowRetryError, FlowTimeoutError, messageOf, secondsText } from "./flow_errors.ts";
import type { Artifact, Job, JobContext, LogLevel, RunResult } from "./job.ts";
import type { JobNode } from "./job_record.ts";
import { type Limits, type Need } from "./limits.ts";
import { retryDelay, sleep } from "./retry_delay.ts";
import type { RunOptions } from "./run_options.ts";

/** What a job needs of its run. */
export interface RunnerHost {
  readonly id: string;
  readonly events: EventStream;
  readonly signal: AbortSignal;
  addLog(level: LogLevel, message: string, job: string | null): void;
  addArtifact(artifact: Artifact, job: string | null): void;
  addResult(result: RunResult, job: string | null): void;
}

/** A job with any inputs: the engine hands on what it was given. */
export type AnyJob = Job<unknown, unknown>;

const DEFAULT_GRACE_MS = 100;

/** Does the jobs of one run. */
export class JobRunner {
  readonly #host: RunnerHost;
  readonly #executors: NonNullable<RunOptions["executors"]>;
  readonly #limits: Limits;
  readonly #breath = new Breath();
  /** The tries that can be told to stop. */
  readonly #active = new Map<Attempt, JobNode>();
  readonly #attempts = new WeakMap<JobNode, Attempt>();

  constructor(host: RunnerHost, limits: Limits, executors: RunOptions["executors"] = {}) {
    this.#host = host;
    this.#limits = limits;
    this.#executors = executors;
  }

  /** The try of a job that is under way. */
  attemptOf(node: JobNode): Attempt | null {
    return this.#attempts.get(node) ?? null;
  }

  /** Tells all that is under way to stop. */
  abort(reason: unknown): void {
    for (const attempt of [...this.#active.keys()]) attempt.abort(reason);
  }

  /** @throws UsageError for a job that cannot be done here */
  check(job: AnyJob): void {
    const { type = "inline", name } = job;
    if (type === "inline" || this.#executors[type] !== undefined) return;
    throw new UsageError(
      `Cannot run the job '${name}' of type "${type}": the run was given nothing that does such ` +
        `jobs. Pass \`executors: { ${type}: ... }\`, or make the job inline.`,
      { data: { job: name, type } },
    );
  }

  /**
   * Does a job to its end, which the node then tells. Never rejects.
   *
   * @param needs what must be free before it starts
   * @param parent the try that called it
   */
  async execute(
    node: JobNode,
    job: AnyJob,
    inputs: unknown,
    needs: readonly Need[],
    parent: Attempt | null,
  ): Promise<void> {
    const signal = parent?.signal ?? this.#host.signal;
    const { events } = this.#host;
    try {
      if (needs.length > 0 && !this.#limits.tryTake(needs)) {
        await this.#limits.take(needs, job.priority ?? 0, signal);
      }
    } catch {
      return this.skip(node, "it was stopped before it could start");
    }
    let start = performance.now();
    if (this.#breath.due(start)) {
      await this.#breath.take();
      start = performance.now();
    }
    try {
      if (signal.aborted) return this.skip(node, "it was stopped before it could start");
      node.state = "running";
      node.startedAt = Date.now();
      events.emit({ type: "job_started", job: node.name });
      node.output = await this.#attemptAll(node, job, inputs, signal, parent);
      node.state = "completed";
      node.durationMs = performance.now() - start;
      events.emit({ type: "job_completed", job: node.name, durationMs: node.durationMs });
    } catch (thrown) {
      await this.#fail(node, job, thrown, signal, start);
    } finally {
      if (needs.length > 0) this.#limits.release(needs);
    }
  }

  /** Ends a job that has not started. */
  skip(node: JobNode, reason: string): void {
    node.state = "skipped";
    node.reason = reason;
    this.#host.events.emit({ type: "job_skipped", job: node.name, reason });
  }

  async #attemptAll(
    node: JobNode,
    job: AnyJob,
    inputs: unknown,
    signal: AbortSignal,
    parent: Attempt | null,
  ): Promise<unknown> {
    const given = job.input === undefined
      ? inputs
      : await checkSchema(`the input of '${node.name}'`, job.input, inputs);
    for (;;) {
      node.attempts++;
      try {
        const output = await this.#attempt(node, job, given, parent);
        if (job.output === undefined) return output;
        return await checkSchema(`the output of '${node.name}'`, job.output, output);
      } catch (thrown) {
        if (signal.aborted || !this.#triesAgain(node, job, thrown)) throw thrown;
        await this.#pause(node, job, thrown, signal);
      }
    }
  }

  #triesAgain({ name, attempts }: JobNode, { retries = 0, retryIf }: AnyJob, thrown: unknown) {
    if (attempts <= retries && (retryIf?.(thrown, attempts) ?? true)) return true;
    if (attempts === 1) return false;
    throw new FlowRetryError(
      `'${name}' failed ${attempts} times, the last time with: ${messageOf(thrown)}`,
      thrown,
      { job: name, attempts },
    );
  }

  async #pause(node: JobNode, job: AnyJob, thrown: unknown, signal: AbortSignal): Promise<void> {
    const error = toErrorRow(thrown);
    const delayMs = retryDelay(job, node.attempts, thrown);
    node.earlierErrors = [...node.earlierErrors, error];
    const { name, attempts: attempt } = node;
    this.#host.events.emit({ type: "job_retried", job: name, attempt, delayMs, error });
    if (delayMs > 0) await sleep(delayMs, signal);
  }

  #attempt(node: JobNode, job: AnyJob, inputs: unknown, parent: Attempt | null): unknown {
    const attempt = new Attempt(parent, this.#host.signal, job.grace ?? DEFAULT_GRACE_MS);
    const { timeout } = job;
    const start = timeout === undefined ? 0 : performance.now();
    if (timeout !== undefined) {
      attempt.limit(timeout, () => this.#stop(attempt, timedOut(node, timeout)));
    }
    this.#attempts.set(node, attempt);
    let work: unknown;
    try {
      work = this.#work(job, inputs, this.#contextFor(node, attempt));
    } catch (thrown) {
      attempt.end();
      throw thrown;
    }
    if (!isPromise(work)) {
      attempt.end();
      // What never let go of the thread could not be stopped, but was too slow all the same.
      if (timeout !== undefined && performance.now() - start > timeout) {
        throw timedOut(node, timeout);
      }
      return work;
    }
    return this.#follow(node, attempt, work);
  }

  async #follow(node: JobNode, attempt: Attempt, work: PromiseLike<unknown>): Promise<unknown> {
    this.#active.set(attempt, node);
    try {
      const output = await attempt.follow(work, () => this.#abandon(node, attempt));
      if (attempt.stopped?.reason instanceof FlowTimeoutError) throw attempt.stopped.reason;
      return output;
    } catch (thrown) {
      // Whatever a job throws when its time is over: that its time was over is the reason.
      throw attempt.stopped?.reason instanceof FlowTimeoutError ? attempt.stopped.reason : thrown;
    } finally {
      this.#active.delete(attempt);
    }
  }

  /** Tells a try to stop, and those that it has led to. */
  #stop(attempt: Attempt, reason: unknown): void {
    attempt.abort(reason);
    for (const other of [...this.#active.keys()]) if (other.isUnder(attempt)) other.abort(reason);
  }

  #abandon(node: JobNode, { stopped }: Attempt): void {
    node.abandoned = true;
    const reason = messageOf(stopped?.reason);
    this.#host.events.emit({ type: "job_abandoned", job: node.name, reason });
    this.#host.addLog(
      "WARNING",
      `'${node.name}' did not stop when it was told to, and is no longer waited for. Let it heed ` +
        "its signal.",
      node.name,
    );
  }

  #work(job: AnyJob, inputs: unknown, context: JobContext): unknown {
    if ("run" in job) return job.run(inputs, context);
    return this.#executors[job.type]!.run(job, inputs, context);
  }

  async #fail(
    node: JobNode,
    job: AnyJob,
    thrown: unknown,
    signal: AbortSignal,
    start: number,
  ): Promise<void> {
    const { events } = this.#host;
    let error = thrown;
    if (!signal.aborted && typeof job.onError === "function") {
      try {
        const attempt = new Attempt(null, signal, 0);
        node.output = await job.onError(thrown, this.#contextFor(node, attempt));
        node.failedWith(thrown);
        node.reason = "its onError gave the output";
        node.state = "completed";
        node.durationMs = performance.now() - start;
        return events.emit({ type: "job_completed", job: node.name, durationMs: node.durationMs });
      } catch (another) {
        error = another;
      }
    }
    const durationMs = node.durationMs = performance.now() - start;
    node.failedWith(error);
    if (signal.aborted) {
      node.state = "cancelled";
      node.reason = messageOf(signal.reason);
      return events.emit({ type: "job_cancelled", job: node.name, durationMs });
    }
    if (job.onError === "skip") {
      return this.skip(node, `it failed, and its errors are skipped: ${messageOf(error)}`);
    }
    node.state = "failed";
    if (events.heard) {
      events.emit({ type: "job_failed", job: node.name, durationMs, error: node.error! });
    }
  }

  #contextFor(node: JobNode, attempt: Attempt): JobContext {
    const { name } = node;
    const host = this.#host;
    return {
      job: name,
      runId: host.id,
      attempt: node.attempts,
      get signal() {
        return attempt.signal;
      },
      log: (level, message) => host.addLog(level, message, name),
      progress: (done, total, errors) =>
        host.events.emit({ type: "job_progress", job: name, done, total, errors }),
      addArtifact: (artifact) => host.addArtifact(artifact, name),
      addResult: (result) => host.addResult(result, name),
    };
  }
}

function timedOut({ name }: JobNode, timeout: number): FlowTimeoutError {
  return new FlowTimeoutError(`Task ${name} timed out after ${secondsText(timeout)}`, {
    data: { job: name, timeout },
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value &&
    typeof value.then === "function";
}
