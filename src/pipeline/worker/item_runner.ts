/** Runs a stage's tasks on one item. @module */
import { UsageError } from "../../base/errors.ts";
import { sleep } from "../../base/sleep.ts";
import { plainText } from "../../base/plain_text.ts";
import { messageOf } from "../../base/message_of.ts";
import type { CadLoader } from "../../cad/cad_loader.ts";
import { KernelUnavailable } from "../../cad/errors.ts";
import { abortable } from "../../base/abortable.ts";
import { RemoteError, toErrorRow } from "../../flow/record/error_row.ts";
import { endingOf } from "../../flow/policy/error_ending.ts";
import { retryDelay, triesAgain } from "../../flow/policy/retry.ts";
import type { Handler, HandlerContext } from "../../pool/channel/handler.ts";
import type { DataStorage } from "../../storage/data_storage.ts";
import { type BootedLoader, bootLoader, cannotStart } from "./boot_loader.ts";
import type { InjectedContext } from "../tasks/injected.ts";
import { taskLog } from "../tasks/task_log.ts";
import { ItemAttempt, TaskFailure } from "./item_attempt.ts";
import { ItemTimer } from "./item_timer.ts";
import { itemText } from "../items/item_error.ts";
import type { ItemPreviews } from "./item_previews.ts";
import { ItemScope } from "./item_scope.ts";
import type { ItemCall, ItemReply, TaskReply } from "../items/item_call.ts";
import type { Parameter, StageCall, WorkerConfig } from "./stage_call.ts";
import { requireOutputs } from "../items/declared_outputs.ts";
import { outputFault } from "../folder/output_fault.ts";
import { type ParallelTask, resultOf } from "../tasks/task_classes.ts";
import { joinPolicies, type TaskPolicy } from "../tasks/task_policy.ts";

/** Milliseconds that an item has where neither its task nor the flow says. */
const ITEM_TIMEOUT_MS = 600_000;

/** A task as a worker has it, with the functions of its policy. */
export interface WorkerTask {
  readonly task: ParallelTask;
  readonly policy: TaskPolicy;
}

/** What a handler is made of. */
interface ItemRunnerOptions {
  readonly config: WorkerConfig;
  /** The flow's tasks by name. */
  readonly tasks: ReadonlyMap<string, WorkerTask>;
  readonly createStorage: (path: string) => DataStorage;
}

/** The handler of a worker, or of this process when debugging. */
export class ItemRunner implements Handler {
  readonly #options: ItemRunnerOptions;
  readonly #timer = new ItemTimer();
  /** What holds for the tasks of a stage, by their names: the same for all of its items. */
  readonly #policies = new WeakMap<StageCall, Map<string, TaskPolicy>>();
  #booted: Promise<BootedLoader> | null = null;
  /** The loader that files are opened with, once there is one. */
  #loaderInUse: CadLoader | null = null;

  constructor(options: ItemRunnerOptions) {
    this.#options = options;
  }

  /**
   * Boots what can fail once for all items, and lets the loader warm up meanwhile.
   *
   * @throws LicenceError for a licensed loader without its key
   */
  async boot(): Promise<void> {
    if (this.#options.config.needsLoader) await this.#boot();
  }

  async run(payload: unknown, shared: unknown, context: HandlerContext): Promise<ItemReply> {
    // Both were made by the stage that calls.
    const call = payload as ItemCall;
    const stage = shared as StageCall;
    for (let attempt = 1;; attempt++) {
      try {
        return await this.#attempt(call, stage, context);
      } catch (failure) {
        const fault = outputFault(
          failure instanceof TaskFailure ? failure.thrown : failure,
          stage.encodedFolder,
        );
        if (fault !== null) throw fault;
        if (!(failure instanceof TaskFailure) || context.signal.aborted) throw failure;
        if (failure.thrown instanceof KernelUnavailable) throw cannotStart(failure.thrown);
        const policy = this.#policyOf(failure.task, stage);
        if (!triesAgain(policy, attempt, failure.thrown)) {
          return await endItem(policy, failure, stage, call.item, attempt);
        }
        const delayMs = retryDelay(policy, attempt, failure.thrown);
        const message = messageOf(failure.thrown);
        context.log("WARNING", `'${failure.task}' is tried again in ${delayMs} ms: ${message}`);
        if (delayMs > 0) await sleep(delayMs, context.signal);
      }
    }
  }

  peakBytes(): number | null {
    return this.#loaderInUse?.takePeakBytes?.() ?? null;
  }

  async close(): Promise<void> {
    this.#timer.close();
    this.#loaderInUse = null;
    const booted = await this.#booted?.catch(() => null);
    this.#booted = null;
    await booted?.loader.close();
  }

  /** Tries an item once. */
  async #attempt(call: ItemCall, stage: StageCall, context: HandlerContext): Promise<ItemReply> {
    const { createStorage } = this.#options;
    const wantsLoader = stage.tasks.some(({ parameters }) =>
      parameters.some((p) => p.kind === "injected" && p.what === "cad_loader")
    );
    const attempt = new ItemAttempt(
      context.signal,
      this.#timer,
      (limit) => context.limit(limit),
    );
    const loader = wantsLoader ? await this.#loader(context.signal) : null;
    const scope = new ItemScope(
      call,
      loader,
      attempt.signal,
      stage,
      stage.encodes ? createStorage : null,
      stage.previewFolder === null ? null : await makePreviews(stage.previewFolder),
    );
    try {
      const tasks: TaskReply[] = [];
      for (const task of stage.tasks) {
        const isLast = tasks.length === stage.tasks.length - 1;
        tasks.push(await this.#runTask(task, isLast, stage, call, scope, context, attempt));
      }
      const skipped = tasks.every((task) => task.skipped);
      if (skipped) scope.discard();
      const written = skipped ? { file: null, bytes: null } : scope.finish();
      for (const { body, skipped } of scope.previews?.notes ?? []) {
        if (skipped !== null) context.log("WARNING", previewText(call.item, body, skipped));
      }
      const readings = scope.loader?.readings(stage.auditEvery);
      return {
        tasks,
        ...written,
        source: await scope.source(),
        ...readings === undefined ? {} : { readings },
      };
    } catch (error) {
      scope.discard();
      throw error;
    } finally {
      attempt.end();
    }
  }

  async #runTask(
    task: StageCall["tasks"][number],
    isLast: boolean,
    stage: StageCall,
    { item }: ItemCall,
    scope: ItemScope,
    context: HandlerContext,
    attempt: ItemAttempt,
  ): Promise<TaskReply> {
    const { task: instance } = this.#options.tasks.get(task.name)!;
    const taskContext = contextFor(stage.flow, task.name, context, attempt.signal);
    const valueOf = (parameter: Parameter) => {
      if (parameter.kind === "item") return item;
      if (parameter.kind === "value") return parameter.value;
      return { cad_loader: scope.loader, storage: scope.storage?.facade, context: taskContext }[
        parameter.what
      ];
    };
    try {
      scope.storage?.beginTask(task.schema, isLast);
      const policy = this.#policyOf(task.name, stage);
      const args = task.parameters.map(valueOf);
      if (task.profile !== undefined) args.push(task.profile);
      const result = resultOf(
        await attempt.limit(
          task.name,
          policy,
          async () => {
            if (scope.previews !== null) scope.previews.until = halfOf(policy);
            const result = await instance.execute(context.index, ...args);
            // Within the task's time: what is left of it is theirs.
            if (isLast) scope.storage?.drawPreviews();
            return result;
          },
        ),
      );
      if (stage.makesItems) {
        const items = await toList(result);
        if (isSpelt(item, items)) throw new UsageError(SPELT);
        return { skipped: false, result: items };
      }
      // A task that saved something and returns nothing has encoded its item.
      const value = result === undefined && scope.storage?.saved
        ? scope.storage.facade.getFilePath()
        : result ?? null;
      if (value === null) return { skipped: true };
      requireOutputs(task.name, task.outputs, value);
      return { skipped: false, result: value };
    } catch (thrown) {
      throw new TaskFailure(task.name, thrown);
    }
  }

  #policyOf(task: string, stage: StageCall): TaskPolicy {
    const known = this.#policies.get(stage) ?? new Map<string, TaskPolicy>();
    this.#policies.set(stage, known);
    let policy = known.get(task);
    if (policy === undefined) {
      policy = joinPolicies(this.#options.tasks.get(task)!.policy, stage.items);
      // A file that hangs must become a row in a run that nobody watches.
      const timeout = policy.timeout ?? (stage.makesItems ? undefined : ITEM_TIMEOUT_MS);
      known.set(task, policy = { ...policy, timeout });
    }
    return policy;
  }

  #boot(): Promise<BootedLoader> {
    const { loader, deadline, loaderOptions } = this.#options.config;
    return this.#booted ??= bootLoader(loader, deadline, loaderOptions);
  }

  async #loader(signal: AbortSignal): Promise<CadLoader> {
    const { loader, ready } = await this.#boot();
    await abortable(ready, signal);
    return this.#loaderInUse = loader;
  }
}

/** What a task is told about its item. */
function contextFor(
  flow: string,
  task: string,
  { index, worker, log }: HandlerContext,
  signal: AbortSignal,
): InjectedContext {
  return {
    flow,
    task,
    itemIndex: index,
    worker,
    signal,
    log: taskLog(log),
  };
}

/**
 * What becomes of an item that is not tried again.
 *
 * @throws RemoteError with the row of the error, where it is not forgiven
 */
async function endItem(
  { onError }: TaskPolicy,
  { task, thrown }: TaskFailure,
  { tasks, makesItems }: StageCall,
  item: unknown,
  attempts: number,
): Promise<ItemReply> {
  const ending = await endingOf(onError, thrown, () => item);
  if (ending.kind === "failed") {
    const row = toErrorRow(ending.error);
    throw new RemoteError({ ...row, data: { ...row.data, task, attempts } });
  }
  const result = ending.kind === "replaced" ? ending.output ?? null : null;
  const outputs = tasks.find(({ name }) => name === task)?.outputs ?? [];
  if (result !== null && !makesItems) requireOutputs(task, outputs, result);
  // The other tasks of the stage have skipped the item: its storage is gone.
  const replies = tasks.map(({ name }): TaskReply =>
    name !== task || result === null
      ? { skipped: true }
      : { skipped: false, result: makesItems && !Array.isArray(result) ? [result] : result }
  );
  const what = result === null ? "skipped" : "given another result";
  const forgiven = `'${task}' failed for ${plainText(itemText(item))}, which is ${what}: ${
    messageOf(thrown)
  }`;
  return { tasks: replies, file: null, bytes: null, source: null, forgiven };
}

/** When half of a task's time is over that begins now. */
function halfOf({ timeout = Infinity }: TaskPolicy): number {
  return performance.now() + timeout / 2;
}

function previewText(item: unknown, body: number, why: string): string {
  return `No preview of body ${body} of ${plainText(itemText(item))}: ${why}`;
}

/** What an extract is told that takes one source for the list of them. */
const SPELT =
  "Cannot take the items: they are the letters of the source. An extract is called once " +
  "for each source: take it as one, or set `parallelExecution: false` to get the list of them.";

/** Whether the items are the letters of a text, in their order. */
function isSpelt(source: unknown, items: readonly unknown[]): boolean {
  return typeof source === "string" && items.length > 1 && items.length <= source.length &&
    items.join("") === source && items.every((item) => typeof item === "string") &&
    items.length === [...source].length;
}

/** The items that an extract gives: a list, anything that can be gone through, or one item. */
async function toList(result: unknown): Promise<unknown[]> {
  if (result === null || result === undefined) return [];
  if (typeof result !== "object" || result instanceof String) return [result];
  if (Symbol.iterator in result) return [...result as Iterable<unknown>];
  if (Symbol.asyncIterator in result) {
    return await Array.fromAsync(result as AsyncIterable<unknown>);
  }
  return [result];
}

/** What meshes and draws is loaded by the first stage that wants pictures. */
async function makePreviews(folder: string): Promise<ItemPreviews> {
  const { ItemPreviews } = await import("./item_previews.ts");
  return new ItemPreviews(folder);
}
