/**
 * How one job is done, whether it stands in a graph or is called: its turn, its attempts, its
 * checks, and what becomes of an error.
 *
 * @module
 */
import { Attempt } from "./attempt.ts";
import { Breath } from "../../base/breath.ts";
import { isPromise } from "../../base/is_promise.ts";
import { messageOf } from "../../base/message_of.ts";
import { sleep } from "../../base/sleep.ts";
import { type Call, isStopped, stoppable } from "./job_call.ts";
import { ContextOfJob, type RunnerHost } from "./context_of_job.ts";
import { checkSchema } from "./check_schema.ts";
import { toErrorRow } from "../record/error_row.ts";
import { UsageError } from "../../base/errors.ts";
import { endingOf } from "../policy/error_ending.ts";
import { retryDelay, triesAgain } from "../policy/retry.ts";
import { DEFAULT_GRACE_MS } from "../policy/time_limit.ts";
import { FlowRetryError, type FlowTimeoutError, timeoutError } from "../record/flow_errors.ts";
import type { AnyJob, InlineJob, JobContext, JobExecutor, ModuleJob } from "../job.ts";
import type { JobNode } from "./job_node.ts";
import { type Limits, type Need } from "./limits.ts";
import type { Executors } from "./run_options.ts";

/** What a try threw at once. It is a value, because a rejected promise would tell only later. */
class Thrown {
  constructor(readonly error: unknown) {}
}

/** Does the jobs of one run. */
export class JobRunner {
  readonly #host: RunnerHost;
  readonly #executors: ReadonlyMap<string, JobExecutor>;
  readonly #limits: Limits;
  readonly #breath = new Breath();
  /** When a job last started or ended. */
  #now = performance.now();
  /** The tries that can be told to stop. */
  #active: Set<Attempt> | null = null;

  constructor(host: RunnerHost, limits: Limits, executors: Executors = {}) {
    this.#host = host;
    this.#limits = limits;
    this.#executors = executorMap(executors);
  }

  /** Tells all that is under way to stop. */
  abort(reason: unknown): void {
    for (const attempt of [...this.#active ?? []]) attempt.abort(reason);
  }

  /** Tells one job to stop, with those that it has called, while its run goes on. */
  stop(node: JobNode, reason: unknown): void {
    node.told = true;
    node.stopReason = reason;
    node.pause?.abort(reason);
    const { attempt } = node;
    if (attempt === null) this.#limits.dropStopped();
    else this.#abortWith(attempt, reason);
  }

  /** @throws UsageError for a job that cannot be done here */
  check(job: AnyJob): void {
    const { type = "inline", name } = job;
    const can = type === "inline" ? isInline(job) : this.#executors.has(type);
    if (can) return;
    throw new UsageError(
      type === "inline"
        ? `Cannot run the job '${name}': an inline job has a function \`run\`, and this one has ` +
          "none."
        : `Cannot run the job '${name}' of type "${type}": the run was given nothing that does ` +
          `such jobs. Pass \`executors: { ${type}: ... }\`, or make the job inline.`,
      { data: { job: name, type } },
    );
  }

  /**
   * Does a job to its end, which the node then tells. Never throws. A job that needs no waiting
   * has ended when this returns; else a promise tells when.
   *
   * @param needs what must be free before it starts
   * @param parent the try that called it
   */
  execute(
    node: JobNode,
    job: AnyJob,
    inputs: unknown,
    needs: readonly Need[],
    parent: Attempt | null,
  ): Promise<void> | undefined {
    const above = parent ?? this.#host;
    const call: Call = { node, job, inputs, needs, parent, above, start: 0 };
    if (needs.length > 0 && !this.#limits.tryTake(needs)) return this.#startInTurn(call);
    return this.#start(call);
  }

  /** A pause for timers and signals, when jobs have followed each other without one for long. */
  breathe(): Promise<void> | undefined {
    return this.#breath.due(this.#now) ? this.#breath.take() : undefined;
  }

  /** Ends a job that has not started. */
  skip(node: JobNode, reason: string): void {
    node.state = "skipped";
    node.reason = reason;
    this.#host.events.emit({ type: "job_skipped", job: node.name, reason });
  }

  /** Ends a job that was told to stop by itself before it had started. */
  cancel(node: JobNode, reason: unknown): void {
    node.state = "cancelled";
    node.stopReason = reason;
    node.reason = messageOf(reason);
    node.failedWith(reason);
    this.#host.events.emit({ type: "job_cancelled", job: node.name, durationMs: 0 });
  }

  #skipStopped({ node, above }: Call): void {
    if (node.told) return this.cancel(node, node.stopReason);
    node.stopReason = above.reason;
    this.skip(node, "it was stopped before it could start");
  }

  async #startInTurn(call: Call): Promise<void> {
    try {
      await this.#limits.take(call.needs, call.job.priority ?? 0, stoppable(call));
    } catch {
      return this.#skipStopped(call);
    }
    await this.#start(call);
  }

  #start(call: Call): Promise<void> | undefined {
    const { node, job } = call;
    if (isStopped(call)) {
      this.#skipStopped(call);
      return this.#release(call);
    }
    call.start = this.#now = performance.now();
    node.state = "running";
    node.startedAt = Date.now();
    const { events } = this.#host;
    if (events.heard) events.emit({ type: "job_started", job: node.name });
    if (job.input !== undefined || job.cache !== undefined) return this.#startChecked(call);
    const first = this.#try(call);
    if (first instanceof Thrown && !job.retries && typeof job.onError !== "function") {
      this.#end(call, first.error);
    } else if (first instanceof Promise || first instanceof Thrown || job.output !== undefined) {
      return this.#goOn(call, first);
    } else {
      this.#complete(call, first);
    }
    this.#release(call);
  }

  /** Checks the inputs, and looks whether the output is known, before the first try. */
  async #startChecked(call: Call): Promise<void> {
    const { node, job } = call;
    let key: string | null = null;
    try {
      if (job.input !== undefined) {
        call.inputs = await checkSchema(`the input of '${node.name}'`, job.input, call.inputs);
      }
      if (job.cache !== undefined) {
        key = job.cache.key(call.inputs);
        const known = key === null ? undefined : await job.cache.store.get(key);
        if (known !== undefined && !isStopped(call)) {
          node.reason = "its output was in the cache";
          (job as InlineJob).found?.(node.name);
          this.#complete(call, known);
          return this.#release(call);
        }
      }
    } catch (thrown) {
      await this.#fail(call, thrown);
      return this.#release(call);
    }
    await this.#goOn(call, this.#try(call));
    if (key !== null && node.state === "completed" && !node.hasFailed) {
      await this.#cache(call, key);
    }
  }

  /** Keeps an output. That this fails is worth a line, and not the output. */
  async #cache({ node, job }: Call, key: string): Promise<void> {
    try {
      await job.cache!.store.set(key, node.output);
    } catch (thrown) {
      const message = `The output of '${node.name}' was not kept in its cache: ${
        messageOf(thrown)
      }`;
      this.#host.addLog("WARNING", message, node.name);
    }
  }

  /** Goes on from the first try to the end. */
  async #goOn(call: Call, first: unknown): Promise<void> {
    const { node, job } = call;
    try {
      for (let output = first;; output = this.#try(call)) {
        try {
          if (output instanceof Thrown) throw output.error;
          const value = await output;
          this.#complete(
            call,
            job.output === undefined
              ? value
              : await checkSchema(`the output of '${node.name}'`, job.output, value),
          );
          return;
        } catch (thrown) {
          if (isStopped(call) || !this.#triesAgain(node, job, thrown)) throw thrown;
          await this.#pause(call, thrown);
        }
      }
    } catch (thrown) {
      await this.#fail(call, thrown);
    } finally {
      this.#release(call);
    }
  }

  #complete(call: Call, output: unknown): void {
    const { node, start } = call;
    if (node.told) return this.#end(call, node.stopReason); // what comes too late changes nothing
    node.output = output;
    node.state = "completed";
    this.#now = performance.now();
    const durationMs = node.durationMs = this.#now - start;
    const { events } = this.#host;
    if (events.heard) events.emit({ type: "job_completed", job: node.name, durationMs });
  }

  #release({ node, needs }: Call): undefined {
    node.attempt = null;
    if (needs.length > 0) this.#limits.release(needs);
  }

  #triesAgain({ name, attempts }: JobNode, job: AnyJob, thrown: unknown): boolean {
    if (triesAgain(job, attempts, thrown)) return true;
    if (attempts === 1) return false;
    throw new FlowRetryError(
      `'${name}' failed ${attempts} times, the last time with: ${messageOf(thrown)}`,
      thrown,
      { job: name, attempts },
    );
  }

  async #pause({ node, job, above }: Call, thrown: unknown): Promise<void> {
    const error = toErrorRow(thrown);
    const delayMs = retryDelay(job, node.attempts, thrown);
    node.earlierErrors = [...node.earlierErrors, error];
    const { name, attempts: attempt } = node;
    this.#host.events.emit({ type: "job_retried", job: name, attempt, delayMs, error });
    if (delayMs <= 0) return;
    node.pause = new AbortController();
    await sleep(delayMs, AbortSignal.any([node.pause.signal, above.signal]));
    node.pause = null;
  }

  /** One try: its output, a promise of it, or what it threw at once. */
  #try(call: Call): unknown {
    const { node, job, inputs, parent } = call;
    node.attempts++;
    const attempt = new Attempt(parent, this.#host, job.grace ?? DEFAULT_GRACE_MS, node.alone);
    const { timeout } = job;
    const start = timeout === undefined ? 0 : performance.now();
    if (timeout !== undefined) this.#limit(attempt, node, timeout);
    node.attempt = attempt;
    let work: unknown;
    try {
      work = this.#work(job, inputs, new ContextOfJob(this.#host, node, attempt));
    } catch (thrown) {
      attempt.end();
      return new Thrown(thrown);
    }
    if (!isPromise(work)) {
      attempt.end();
      // A job that held the thread could not be stopped, but was too slow all the same.
      if (timeout !== undefined && performance.now() - start > timeout) {
        return new Thrown(timeoutError(node.name, timeout, { job: node.name }));
      }
      return work;
    }
    return this.#follow(node, attempt, work);
  }

  #limit(attempt: Attempt, { name }: JobNode, timeout: number): void {
    attempt.limit(
      timeout,
      () => this.#expire(attempt, timeoutError(name, timeout, { job: name })),
    );
  }

  async #follow(node: JobNode, attempt: Attempt, work: PromiseLike<unknown>): Promise<unknown> {
    const active = this.#active ??= new Set();
    active.add(attempt);
    try {
      const output = await attempt.follow(work, () => this.#abandon(node, attempt));
      if (attempt.expired !== null) throw attempt.expired;
      return output;
    } catch (thrown) {
      // Whatever a job throws when its time is over, the time limit is the reason.
      throw attempt.expired ?? thrown;
    } finally {
      active.delete(attempt);
    }
  }

  /** Tells a try to stop, and those that it has led to. */
  #expire(attempt: Attempt, error: FlowTimeoutError): void {
    attempt.expire(error);
    this.#abortWith(attempt, error);
  }

  #abortWith(attempt: Attempt, reason: unknown): void {
    attempt.abort(reason);
    for (const other of [...this.#active ?? []]) if (other.isUnder(attempt)) other.abort(reason);
  }

  #abandon(node: JobNode, attempt: Attempt): void {
    node.abandoned = true;
    const reason = messageOf(attempt.reason ?? this.#host.reason);
    this.#host.events.emit({ type: "job_abandoned", job: node.name, reason });
    this.#host.addLog(
      "WARNING",
      `'${node.name}' did not stop when it was told to, and is no longer waited for. Let it heed ` +
        "its signal.",
      node.name,
    );
  }

  #work(job: AnyJob, inputs: unknown, context: JobContext): unknown {
    if (job.type === undefined || job.type === "inline") {
      return (job as InlineJob<unknown, unknown>).run(inputs, context); // it was checked
    }
    return this.#executors.get(job.type)!.run(job as ModuleJob<unknown, unknown>, inputs, context);
  }

  async #fail(call: Call, thrown: unknown): Promise<void> {
    const { node, job } = call;
    if (isStopped(call) || typeof job.onError !== "function") return this.#end(call, thrown);
    const contextOf = () => new ContextOfJob(this.#host, node, new Attempt(null, this.#host, 0));
    const ending = await endingOf(job.onError, thrown, contextOf);
    if (ending.kind !== "replaced") {
      return this.#end(call, ending.kind === "failed" ? ending.error : thrown);
    }
    node.failedWith(thrown);
    node.reason = "its onError gave the output";
    this.#complete(call, ending.output);
  }

  /** Ends a job with an error. */
  #end(call: Call, error: unknown): void {
    const { node, job, above, start } = call;
    const { events } = this.#host;
    this.#now = performance.now();
    const durationMs = node.durationMs = this.#now - start;
    node.failedWith(error);
    if (isStopped(call)) {
      node.state = "cancelled";
      node.reason = messageOf(node.told ? node.stopReason : above.reason);
      events.emit({ type: "job_cancelled", job: node.name, durationMs });
    } else if (job.onError === "skip") {
      this.skip(node, `it failed, and its errors are skipped: ${messageOf(error)}`);
    } else {
      node.state = "failed";
      if (!events.heard) return; // nobody needs the error as a row
      events.emit({ type: "job_failed", job: node.name, durationMs, error: node.error! });
    }
  }
}

/** Whether a job has what an inline job is made of. */
function isInline(job: AnyJob): boolean {
  return typeof (job as Partial<InlineJob>).run === "function";
}

const NO_EXECUTORS: ReadonlyMap<string, JobExecutor> = new Map();

/** A map, as names from outside may be those that every object has. Most runs have none. */
function executorMap(executors: Executors): ReadonlyMap<string, JobExecutor> {
  const given = Object.entries(executors);
  if (given.length === 0) return NO_EXECUTORS;
  return new Map(
    given.flatMap(([name, executor]) => executor === undefined ? [] : [[name, executor]]),
  );
}
