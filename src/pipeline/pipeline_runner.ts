/** Runs a stage's tasks on one item. @module */
import type { CadLoader } from "../cad/cad_loader.ts";
import { abortable } from "../flow/abortable.ts";
import { RemoteError, toErrorRow } from "../flow/error_row.ts";
import type { Runner, RunnerContext } from "../pool/runner.ts";
import type { DataStorage } from "../storage/data_storage.ts";
import { type BootedLoader, bootLoader } from "./boot_loader.ts";
import type { TaskContext } from "./injected.ts";
import { ItemScope } from "./item_scope.ts";
import type {
  ItemCall,
  ItemReply,
  Parameter,
  StageCall,
  TaskReply,
  WorkerConfig,
} from "./stage_call.ts";
import { type ParallelTask, resultOf } from "./task_classes.ts";

/** What a runner is made of. */
export interface PipelineRunnerOptions {
  readonly config: WorkerConfig;
  /** The flow's tasks by name. */
  readonly tasks: ReadonlyMap<string, ParallelTask>;
  readonly createStorage: (path: string) => DataStorage;
}

/** The runner of a worker, or of this process when debugging. */
export class PipelineRunner implements Runner {
  readonly #options: PipelineRunnerOptions;
  #booted: Promise<BootedLoader> | null = null;

  constructor(options: PipelineRunnerOptions) {
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

  async run(payload: unknown, shared: unknown, context: RunnerContext): Promise<ItemReply> {
    // Both were made by the stage that calls.
    const call = payload as ItemCall;
    const stage = shared as StageCall;
    const { config, createStorage } = this.#options;
    const wantsLoader = stage.tasks.some(({ parameters }) =>
      parameters.some((p) => p.kind === "injected" && p.what === "cad_loader")
    );
    const scope = new ItemScope(
      call,
      wantsLoader ? await this.#loader(context.signal) : null,
      context.signal,
      config,
      stage.encodes ? createStorage : null,
    );
    try {
      const tasks: TaskReply[] = [];
      for (const task of stage.tasks) {
        const isLast = tasks.length === stage.tasks.length - 1;
        tasks.push(await this.#runTask(task, isLast, stage.makesItems, call, scope, context));
      }
      const skipped = tasks.every((task) => task.skipped);
      if (skipped) scope.discard();
      return { tasks, file: skipped ? null : scope.finish() };
    } catch (error) {
      scope.discard();
      throw error;
    }
  }

  async close(): Promise<void> {
    const booted = await this.#booted?.catch(() => null);
    this.#booted = null;
    await booted?.loader.close();
  }

  async #runTask(
    task: StageCall["tasks"][number],
    isLast: boolean,
    makesItems: boolean,
    { item }: ItemCall,
    scope: ItemScope,
    context: RunnerContext,
  ): Promise<TaskReply> {
    const instance = this.#options.tasks.get(task.name)!;
    const taskContext = this.#contextFor(task.name, context);
    const valueOf = (parameter: Parameter) => {
      if (parameter.kind === "item") return item;
      if (parameter.kind === "value") return parameter.value;
      return { cad_loader: scope.loader, storage: scope.storage?.facade, context: taskContext }[
        parameter.what
      ];
    };
    try {
      scope.storage?.beginTask(task.schema, isLast);
      const args = task.parameters.map(valueOf);
      const result = resultOf(await instance.execute(context.index, ...args));
      if (makesItems) return { skipped: false, result: await toList(result) };
      // A task that saved something and returns nothing has encoded its item.
      const value = result === undefined && scope.storage?.saved
        ? scope.storage.facade.getFilePath()
        : result ?? null;
      return value === null ? { skipped: true } : { skipped: false, result: value };
    } catch (thrown) {
      const row = toErrorRow(thrown);
      throw new RemoteError({ ...row, data: { ...row.data, task: task.name } });
    }
  }

  #contextFor(task: string, { index, worker, signal, log }: RunnerContext): TaskContext {
    return {
      flow: this.#options.config.flow,
      task,
      itemIndex: index,
      worker,
      signal,
      log: {
        debug: (message) => log("DEBUG", message),
        info: (message) => log("INFO", message),
        warning: (message) => log("WARNING", message),
        error: (message) => log("ERROR", message),
      },
    };
  }

  #boot(): Promise<BootedLoader> {
    const { loader, deadline, loaderOptions } = this.#options.config;
    return this.#booted ??= bootLoader(loader, deadline, loaderOptions);
  }

  async #loader(signal: AbortSignal): Promise<CadLoader> {
    const { loader, ready } = await this.#boot();
    await abortable(ready, signal);
    return loader;
  }
}

/** The items that an extract gives: a list, anything that can be gone through, or one item. */
async function toList(result: unknown): Promise<unknown[]> {
  if (result === null || result === undefined) return [];
  if (typeof result !== "object") return [result];
  if (Symbol.iterator in result) return [...result as Iterable<unknown>];
  if (Symbol.asyncIterator in result) {
    return await Array.fromAsync(result as AsyncIterable<unknown>);
  }
  return [result];
}
