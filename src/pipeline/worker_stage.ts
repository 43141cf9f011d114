/** A stage whose tasks take items, in workers. @module */
import { UsageError } from "../flow/errors.ts";
import { RemoteError } from "../flow/error_row.ts";
import type { Job, JobContext } from "../flow/job.ts";
import type { Outcome, PoolItem } from "../pool/task_pool.ts";
import type { Source } from "./bind_inputs.ts";
import { NoItems } from "./errors.ts";
import { itemError, itemText } from "./item_error.ts";
import type { PlannedTask, Stage } from "./plan.ts";
import type { RunEnvironment } from "./run_environment.ts";
import type { ItemCall, ItemReply, Parameter, StageCall } from "./stage_call.ts";
import {
  AvailableData,
  nameListOutputs,
  type StageOutput,
  type TaskOutput,
} from "./stage_output.ts";
import { ParallelTask } from "./task_classes.ts";
import { StageProgress } from "./stage_progress.ts";

/** Makes the job of a stage that runs in workers. */
export function workerStage(stage: Stage, environment: RunEnvironment): Job {
  return {
    name: stage.name,
    grace: Infinity, // the pool sees to it that workers end
    run: (inputs, context) =>
      // Every job of a pipeline puts out a StageOutput.
      new WorkerStage(stage, environment, context).run(Object.values(inputs) as StageOutput[]),
  };
}

class WorkerStage {
  readonly #stage: Stage;
  readonly #environment: RunEnvironment;
  readonly #context: JobContext;
  /** For each task, its results with the positions of their items. */
  readonly #results: { index: number; result: unknown }[][];
  readonly #files: { index: number; file: string }[] = [];
  #errors = 0;

  constructor(stage: Stage, environment: RunEnvironment, context: JobContext) {
    this.#stage = stage;
    this.#environment = environment;
    this.#context = context;
    this.#results = stage.tasks.map(() => []);
  }

  async run(inputs: readonly StageOutput[]): Promise<StageOutput> {
    const data = new AvailableData(this.#environment.given, inputs);
    const { info } = this.#first.definition;
    const { items, source } = this.#itemsOf(data);
    if (this.#stage.encodes) this.#refuseSecondEncoding(source);
    this.#announce(items.length);
    const { pool, settings } = this.#environment;
    const progress = new StageProgress({
      label: this.#stage.name,
      total: items.length,
      setting: settings.progress,
      context: this.#context,
      activity: () => pool.activity(),
    });
    try {
      await pool.run(withTwins(items), {
        shared: this.#callFor(data),
        concurrency: info.parallelExecution ? this.#concurrency : 1,
        signal: this.#context.signal,
        onOutcomes: (outcomes) => {
          for (const outcome of outcomes) this.#take(outcome);
          progress.take(outcomes);
        },
      });
    } finally {
      await progress.finish();
    }
    return this.#output(items, source);
  }

  /** The least that one of the stage's tasks allows. */
  get #concurrency(): number | undefined {
    const limits = this.#stage.tasks.flatMap(({ definition: { info } }) =>
      info.policy.concurrency === undefined ? [] : [info.policy.concurrency]
    );
    return limits.length === 0 ? undefined : Math.min(...limits);
  }

  get #first(): PlannedTask {
    return this.#stage.tasks[0];
  }

  #itemsOf(data: AvailableData): { items: readonly unknown[]; source: Source } {
    const { definition: { info }, bindings } = this.#first;
    const binding = bindings.find((binding) => binding.kind === "item");
    // A task without an item is called once.
    if (binding === undefined) return { items: [null], source: { task: null, name: null } };
    const { items, source } = data.items(info.name, binding);
    if (info.kind === "extract") {
      return { items: info.parallelExecution ? items : [items], source };
    }
    return { items: items.slice(0, this.#environment.limit ?? undefined), source };
  }

  #refuseSecondEncoding(source: Source): void {
    const twin = this.#environment.encoded.stages.find((other) =>
      other.source.task === source.task && other.source.name === source.name
    );
    if (twin === undefined) return;
    throw new UsageError(
      `Cannot encode with '${this.#stage.name}': '${twin.tasks.join("+")}' has encoded the same ` +
        "items, and an item has one encoded file. Put the tasks next to each other.",
    );
  }

  #announce(count: number): void {
    const { log, poolSize } = this.#environment;
    for (const { definition: { info } } of this.#stage.tasks) {
      log("INFO", `Executing ParallelTask '${info.name}' with ${count} items.`);
    }
    const allowed = this.#first.definition.info.parallelExecution ? this.#concurrency : 1;
    const workers = Math.min(poolSize ?? 1, allowed ?? Infinity);
    if (poolSize === null) log("INFO", "Running in this process, one item after the other");
    else log("INFO", `Using a pool of ${Math.min(workers, Math.max(1, count))} workers`);
  }

  #callFor(data: AvailableData): StageCall {
    const { flowName, folder } = this.#environment;
    return {
      flow: flowName,
      encodedFolder: folder.encoded,
      summaryFolder: folder.summaries,
      tasks: this.#stage.tasks.map(({ definition: { info }, bindings }) => ({
        name: info.name,
        schema: info.schema,
        parameters: bindings.map((binding): Parameter => {
          if (binding.kind === "value") return { kind: "value", value: data.value(binding) };
          return binding.kind === "item" ? { kind: "item" } : binding;
        }),
      })),
      items: this.#environment.settings.items,
      encodes: this.#stage.encodes,
      makesItems: this.#first.definition.info.kind === "extract",
    };
  }

  #take(outcome: Outcome): void {
    const { item } = outcome.payload as ItemCall;
    if (!outcome.ok) return this.#takeError(outcome, item);
    const { tasks, file, forgiven } = outcome.value as ItemReply;
    if (forgiven !== undefined) this.#environment.log("WARNING", forgiven);
    for (const [i, reply] of tasks.entries()) {
      if (!reply.skipped) this.#results[i].push({ index: outcome.index, result: reply.result });
      else this.#instance(i).skipped++;
    }
    if (file !== null) this.#files.push({ index: outcome.index, file });
  }

  #takeError(outcome: Outcome & { ok: false }, item: unknown): void {
    const { index, worker, durationMs, error, logs } = outcome;
    this.#errors++;
    const names = this.#stage.tasks.map(({ definition }) => definition.info.name);
    const position = Math.max(0, names.indexOf(String(error.data.task)));
    const task = names[position];
    const row = itemError({ index, item, task, worker, durationMs, error, logs });
    this.#instance(position).errors.push(row);
    const { log } = this.#environment;
    log("ERROR", `'${task}' failed for ${itemText(item)}: ${row.error_class}: ${row.message}`);
    if (error.stack !== null) log("ERROR", error.stack);
  }

  #output(items: readonly unknown[], source: Source): StageOutput {
    const makesItems = this.#first.definition.info.kind === "extract";
    if (makesItems) this.#refuseNothing(items.length);
    const files = this.#files.sort((a, b) => a.index - b.index).map(({ file }) => file);
    if (this.#stage.encodes) {
      const tasks = this.#stage.tasks.map(({ definition }) => definition.info.name);
      this.#environment.encoded.stages.push({ tasks, source, files });
    }
    return new Map(this.#stage.tasks.map(({ definition: { info } }, i): [string, TaskOutput] => {
      const sorted = this.#results[i].sort((a, b) => a.index - b.index);
      const results = sorted.map(({ result }) => result);
      const instance = this.#instance(i);
      const list = makesItems && instance instanceof ParallelTask
        ? instance.joinItems(results as unknown[][]) // workers make lists of what extracts give
        : results;
      instance.results = list;
      instance.errors.sort((a, b) => a.item_index - b.item_index);
      return [info.name, { values: nameListOutputs(info.outputs, list), list }];
    }));
  }

  /** Where every source failed, there is nothing for the flow to do. */
  #refuseNothing(sources: number): void {
    if (this.#errors === 0 || this.#errors < sources) return;
    const { errors, name } = this.#instance(0);
    const [first] = errors;
    throw new NoItems(
      (sources === 1 ? `'${name}' failed` : `'${name}' failed for all of its ${sources} sources`) +
        `, so there are no items: ${first.message}`,
      {
        data: { task: name, errors: errors.map(({ item, error }) => ({ item, error })) },
        cause: new RemoteError({
          error_class: first.error_class,
          message: first.message,
          message_template: first.message_template,
          stack: first.logs[0] ?? null,
          data: first.data,
          cause: first.cause,
        }),
      },
    );
  }

  #instance(position: number) {
    return this.#environment.instances.get(this.#stage.tasks[position].definition.info.name)!;
  }
}

/** The items, with how many equal ones stand before each: they need files of their own. */
function* withTwins(items: readonly unknown[]): Generator<PoolItem> {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = itemText(item);
    const twin = seen.get(text) ?? 0;
    seen.set(text, twin + 1);
    const call: ItemCall = { item, twin };
    yield { index, payload: call };
  }
}
