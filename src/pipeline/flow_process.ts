/** One run of a flow, from its checks to its files. @module */
import { basename } from "node:path";
import type { RunListener } from "../flow/events.ts";
import type { FlowRun } from "../flow/flow_run.ts";
import type { LogLevel } from "../flow/job.ts";
import { RunCancelled } from "../flow/flow_errors.ts";
import { startGraph } from "../flow/scheduler.ts";
import { shardsOnPool } from "../dataset/merge/shards_on_pool.ts";
import type { ShardRunner } from "../dataset/merge/shard_runner.ts";
import { sweepMerge } from "../dataset/merge/sweep_merge.ts";
import type { LogMessage } from "../pool/protocol.ts";
import { countByClass } from "./error_report.ts";
import { withExport } from "./dataset_export.ts";
import { flowGraph } from "./flow_graph.ts";
import { FlowLog } from "./flow_log.ts";
import type { FlowSettings } from "./flow_options.ts";
import { progressFactory } from "./stage_progress.ts";
import { durations, flowFileContent, type FlowSummary } from "./flow_summary.ts";
import type { ItemError } from "./item_error.ts";
import { makePool } from "./make_pool.ts";
import {
  keepOnly,
  type OutputFolder,
  outputFolder,
  prepareFolder,
  writeJson,
} from "./output_folder.ts";
import { planFlow, type Stage } from "./plan.ts";
import { filesToMerge, type RunEnvironment } from "./run_environment.ts";
import type { BaseTask } from "./task_classes.ts";
import { runsInWorker, type TaskDefinition } from "./task_definition.ts";

/** What `process` takes. */
export interface ProcessOptions {
  /** Data for the tasks, by the names of their inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /**
   * The most items that are taken, for trying a flow out.
   *
   * @default {null, all of them}
   */
  readonly limit?: number | null;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Hears what happens in the run: jobs, their progress, and the lines of the log. */
  readonly onEvent?: RunListener;
}

/** What tasks made in a run. */
export interface FlowOutput {
  /** The tasks with their results and errors, in their order, the merge among them. */
  readonly taskInstances: readonly BaseTask[];
  /** The record of the run. */
  readonly run: FlowRun;
}

/** What `process` gives. */
export interface ProcessResult {
  readonly output: FlowOutput;
  readonly summary: FlowSummary;
  /** The absolute path of the `.flow` file. */
  readonly flowFile: string;
  /** The items that failed, as in `error_summary.json`. */
  readonly errors: readonly ItemError[];
}

/** Runs a flow once. */
export class FlowProcess {
  readonly #name: string;
  readonly #settings: FlowSettings;
  readonly #options: ProcessOptions;
  readonly #folder: OutputFolder;
  readonly #definitions: readonly TaskDefinition[];
  readonly #stages: readonly Stage[];
  readonly #instances: ReadonlyMap<string, BaseTask>;
  readonly #controller = new AbortController();
  readonly #encoded: RunEnvironment["encoded"] = { stages: [] };
  readonly #created = new Date();
  #samples: number | null = null;
  #runShards: ShardRunner | undefined;
  #log: FlowLog | null = null;
  #run: FlowRun | null = null;

  /** Plans the run: what cannot work is refused here, before anything is touched. */
  constructor(
    name: string,
    definitions: readonly TaskDefinition[],
    settings: FlowSettings,
    options: ProcessOptions,
  ) {
    this.#name = name;
    this.#settings = settings;
    this.#options = options;
    this.#folder = outputFolder(settings.flowsOutputDir, name);
    this.#definitions = this.#merges
      ? withExport(definitions, {
        flowName: name,
        folder: this.#folder,
        dataFiles: () => filesToMerge(this.#encoded),
        runShards: () => this.#runShards,
        signal: this.#controller.signal,
        progress: progressFactory(settings.progress),
        log: (level, message) => this.#write(level, message),
        merged: (samples) => {
          this.#samples = samples;
        },
      })
      : definitions;
    this.#stages = planFlow(this.#definitions, options.inputs);
    this.#instances = new Map(this.#definitions.map(({ info, create }) => {
      const instance = create();
      instance.name = info.name;
      return [info.name, instance];
    }));
  }

  async execute(): Promise<ProcessResult> {
    const { signal, onEvent } = this.#options;
    if (signal?.aborted) {
      throw new RunCancelled(`The run of '${this.#name}' was cancelled before it began.`, {
        cause: signal.reason,
      });
    }
    await prepareFolder(this.#folder, this.#settings.cleanOutputDir);
    sweepMerge(this.#folder.dataset);
    this.#log = new FlowLog(this.#folder.log, this.#settings.debug, this.#settings.logger);
    const { pool, size } = makePool({
      definitions: this.#definitions.filter(({ info }) => runsInWorker(info)),
      settings: this.#settings,
      onLog: (line) => this.#workerLine(line),
    });
    this.#runShards = shardsOnPool(pool, size ?? 1);
    try {
      this.#writeStart();
      const run = startGraph(
        flowGraph(this.#stages, {
          flowName: this.#name,
          settings: this.#settings,
          folder: this.#folder,
          given: this.#options.inputs,
          limit: this.#options.limit ?? null,
          pool,
          poolSize: size,
          instances: this.#instances,
          encoded: this.#encoded,
          log: (level, message) => this.#write(level, message),
        }),
        { name: this.#name, signal, listeners: onEvent === undefined ? [] : [onEvent] },
      );
      this.#run = run;
      run.signal.addEventListener("abort", () => this.#controller.abort(run.signal.reason));
      await run.wait();
      return await this.#finish(run);
    } finally {
      await pool.close();
      this.#log.close();
    }
  }

  /** Whether encoded files are merged, should there be any. */
  get #merges(): boolean {
    return this.#settings.autoDatasetExport && this.#settings.storage !== "memory";
  }

  get #encodes(): boolean {
    return this.#stages.some(({ encodes }) => encodes);
  }

  async #finish(run: FlowRun): Promise<ProcessResult> {
    this.#takeDurations(run);
    const errors = this.#errors();
    writeJson(this.#folder.errorSummary, errors);
    const failure = run.error ?? await this.#finalize();
    if (failure !== null) this.#write("ERROR", String(failure));
    const summary = this.#summarise(run, errors, failure === null);
    // A run that fails after the merge has a new dataset, which the .flow file must describe.
    if (failure === null || this.#samples !== null) {
      if (summary.dataset_note !== null) {
        const expected = !this.#settings.autoDatasetExport || !this.#encodes;
        this.#write(expected ? "INFO" : "WARNING", summary.dataset_note);
      }
      await this.#removeStale();
      writeJson(this.#folder.flowFile, flowFileContent(summary, this.#folder));
    }
    this.#write("INFO", `Time taken: ${((run.durationMs ?? 0) / 1000).toFixed(2)} seconds`);
    this.#write("INFO", `######### Flow '${this.#name}' end ######`);
    if (failure !== null) throw failure;
    const taskInstances = [...this.#instances.values()];
    return { output: { taskInstances, run }, summary, flowFile: this.#folder.flowFile, errors };
  }

  /** Lets each task report; gives what the first of them throws, or null. */
  async #finalize(): Promise<unknown> {
    let failure: unknown = null;
    for (const instance of this.#instances.values()) {
      try {
        await instance.finalize();
      } catch (error) {
        failure ??= error ?? new Error(`'${instance.name}' failed in finalize()`);
      }
    }
    return failure;
  }

  /** Files of earlier runs for items that this one did not encode. */
  async #removeStale(): Promise<void> {
    const names = this.#encoded.stages.flatMap(({ files }) => files).map((file) => basename(file));
    const summaries = names.map((name) => name.replace(/\.[^.]*$/, ".json"));
    await keepOnly(this.#folder.encoded, new Set(names));
    await keepOnly(this.#folder.summaries, new Set(summaries));
  }

  #takeDurations(run: FlowRun): void {
    for (const { name, tasks } of this.#stages) {
      const ms = run.jobs.get(name)?.durationMs ?? null;
      for (const { definition } of tasks) {
        this.#instances.get(definition.info.name)!.duration = ms === null ? null : ms / 1000;
      }
    }
  }

  #errors(): ItemError[] {
    return [...this.#instances.values()].flatMap(({ errors }) => errors);
  }

  #summarise(run: FlowRun, errors: readonly ItemError[], completed: boolean): FlowSummary {
    const { encoded, done, skipped, failed } = this.#countItems();
    const hasData = this.#samples !== null;
    return {
      flow_name: this.#name,
      run_id: run.id,
      state: completed ? "completed" : "failed",
      created: this.#created.toISOString(),
      flow_data: hasData ? this.#folder.dataset : null,
      flow_info: hasData ? this.#folder.infoset : null,
      flow_attributes: hasData ? this.#folder.attribset : null,
      dataset_note: this.#datasetNote(),
      "Duration [seconds]": durations(
        this.#definitions.map(({ info }) => ({
          name: info.name,
          className: info.className,
          duration: this.#instances.get(info.name)!.duration ?? 0,
        })),
        (run.durationMs ?? 0) / 1000,
      ),
      file_count: encoded ?? done,
      item_count: done + skipped + failed,
      skipped_count: skipped,
      error_count: errors.length,
      sample_count: this.#samples,
      error_distribution: Object.fromEntries(countByClass(errors)),
      error_summary: this.#folder.errorSummary,
      flow_log: this.#folder.log,
      "Flow Specifications": this.#specifications(),
    };
  }

  /** The items of the stages that encode; without such, those of the last one that takes items. */
  #countItems() {
    const inWorkers = this.#stages.filter(({ tasks }) => runsInWorker(tasks[0].definition.info));
    const encoding = inWorkers.filter(({ encodes }) => encodes);
    const counts = { done: 0, skipped: 0, failed: 0 };
    for (const { tasks } of encoding.length > 0 ? encoding : inWorkers.slice(-1)) {
      const instances = tasks.map(({ definition }) => this.#instances.get(definition.info.name)!);
      // What one task of a stage skips, another may take: skipped is what all of them skip.
      counts.skipped += Math.min(...instances.map((task) => task.skipped));
      counts.done += Math.max(...instances.map((task) => task.results.length));
      counts.failed += instances.reduce((sum, task) => sum + task.errors.length, 0);
    }
    const files = this.#encoded.stages.reduce((sum, stage) => sum + stage.files.length, 0);
    const writesFiles = ["optimized", "json"].some((type) => type === this.#settings.storage);
    return { ...counts, encoded: encoding.length > 0 && writesFiles ? files : null };
  }

  /** Why there is no dataset. */
  #datasetNote(): string | null {
    if (this.#samples !== null) return null;
    const { autoDatasetExport, storage } = this.#settings;
    if (!this.#encodes) {
      return "No dataset: no task of the flow encodes (asks for `storage`).";
    }
    if (storage === "memory") return "No dataset: the storage type 'memory' writes no files.";
    if (!autoDatasetExport) return "No dataset: `autoDatasetExport` is off.";
    return "No dataset: no item was encoded.";
  }

  #specifications(): Record<string, unknown> {
    const { maxWorkers, debug, storage, mlTask, deadline, loader, loaderOptions } = this.#settings;
    return {
      max_workers: maxWorkers,
      sequential_mode: debug,
      storage_type: typeof storage === "string" ? storage : "custom",
      ml_task: mlTask,
      auto_dataset_export: this.#settings.autoDatasetExport,
      export_visualization: this.#settings.exportVisualization,
      deadline,
      loader_options: loaderOptions,
      loader: loader === null ? "built-in" : loader.module,
      limit: this.#options.limit ?? null,
      tasks: this.#definitions.map(({ info: { name, kind, inputs, outputs } }) => ({
        name,
        kind,
        inputs,
        outputs,
      })),
    };
  }

  #workerLine({ level, message, printed, worker }: LogMessage): void {
    // A worker's own console shows nothing in a notebook: what tasks print is printed here.
    if (printed) (level === "WARNING" || level === "ERROR" ? console.error : console.log)(message);
    const grave = level === "WARNING" || level === "ERROR";
    this.#write(grave ? level : "DEBUG", `[worker ${worker}] ${message}`);
  }

  #writeStart(): void {
    this.#write("INFO", `######### Flow '${this.#name}' start #######`);
    this.#write("INFO", "Flow Execution Summary");
    this.#write("INFO", "=".repeat(50));
    for (const [i, { info }] of this.#definitions.entries()) {
      this.#write("INFO", `Task ${i + 1}: ${info.name}`);
      this.#write("INFO", `    Inputs : ${info.inputs.join(", ")}`);
      this.#write("INFO", `    Outputs: ${info.outputs.join(", ")}`);
    }
  }

  #write(level: LogLevel, message: string): void {
    this.#log?.log(level, message);
    this.#run?.addLog(level, message);
  }
}
