/** One run of a flow, from its checks to its files. @module */
import type { FlowRun } from "../flow/flow_run.ts";
import type { LogLevel } from "../flow/job.ts";
import { messageOf, RunCancelled } from "../flow/flow_errors.ts";
import { startGraph } from "../flow/scheduler.ts";
import { shardsOnPool } from "../dataset/merge/shards_on_pool.ts";
import type { ShardRunner } from "../dataset/merge/shard_runner.ts";
import type { Journal } from "../pool/journal/journal.ts";
import type { LogMessage } from "../pool/protocol.ts";
import type { TaskPool } from "../pool/task_pool.ts";
import type { DryRunReport } from "./dry_run.ts";
import { errorsOf, writeErrorSummary } from "./error_summary.ts";
import { AutoDatasetExportTask, type ExportOptions, withExport } from "./dataset_export.ts";
import { flowGraph } from "./flow_graph.ts";
import { FlowLog } from "./flow_log.ts";
import type { FlowSettings } from "./flow_options.ts";
import { flowSpecifications } from "./flow_specifications.ts";
import { progressFactory } from "./stage_progress.ts";
import { durations, flowFileContent, type FlowSummary } from "./flow_summary.ts";
import type { ItemError } from "./item_error.ts";
import { makePool } from "./make_pool.ts";
import { keepOnly, type OutputFolder, outputFolder, writeJson } from "./output_folder.ts";
import { hasWholeDataset } from "./partial_dataset.ts";
import { planFlow, type Stage } from "./plan.ts";
import type { ProcessOptions } from "./process_options.ts";
import { filesToMerge, type RunEnvironment, type TaskCounts } from "./run_environment.ts";
import { RunFolder } from "./run_folder.ts";
import type { BaseTask } from "./task_classes.ts";
import { runsInWorker, type TaskDefinition } from "./task_definition.ts";

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
  /** The items that failed, as in `error_summary.json`; read from there on when there are many. */
  readonly errors: readonly ItemError[];
  /** What a dry run has found; null for a run that is none. */
  readonly dryRun: DryRunReport | null;
}

/** Results and errors of a task are kept in memory up to this number; more are read when asked for. */
const MOST_IN_MEMORY = 1000;

/** Runs a flow once. */
export class FlowProcess {
  readonly #name: string;
  readonly #settings: FlowSettings;
  readonly #options: ProcessOptions;
  readonly #folder: OutputFolder;
  readonly #definitions: readonly TaskDefinition[];
  readonly #export: ExportOptions;
  readonly #stages: readonly Stage[];
  readonly #instances: ReadonlyMap<string, BaseTask>;
  readonly #controller = new AbortController();
  readonly #encoded: RunEnvironment["encoded"] = { stages: [] };
  readonly #created = new Date();
  readonly #id = crypto.randomUUID();
  readonly #counts = new Map<string, TaskCounts>();
  #samples: number | null = null;
  #runShards: ShardRunner | undefined;
  #log: FlowLog | null = null;
  #run: FlowRun | null = null;
  #failure: unknown = null;

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
    this.#export = {
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
    };
    this.#definitions = this.#merges ? withExport(definitions, this.#export) : definitions;
    this.#stages = planFlow(this.#definitions, options.inputs);
    this.#instances = new Map(this.#definitions.map(({ info, create }) => {
      const instance = create();
      instance.name = info.name;
      return [info.name, instance];
    }));
  }

  async execute(): Promise<ProcessResult> {
    const { signal } = this.#options;
    if (signal?.aborted) {
      throw new RunCancelled(`The run of '${this.#name}' was cancelled before it began.`, {
        cause: signal.reason,
      });
    }
    const { pool, size } = makePool({
      definitions: this.#definitions.filter(({ info }) => runsInWorker(info)),
      settings: this.#settings,
      onLog: (line) => this.#workerLine(line),
    });
    this.#runShards = shardsOnPool(pool, size ?? 1);
    let runFolder: RunFolder | null = null;
    try {
      runFolder = await RunFolder.open(this.#folder, this.#settings.cleanOutputDir, {
        run: this.#id,
        flow: this.#name,
        workers: size,
        again: !this.#settings.reuse ? "all" : this.#options.retryFailed ? "failed" : null,
        origin: this.#options.origin ?? null,
      });
      this.#log = new FlowLog(this.#folder.log, this.#settings.debug, this.#settings.logger);
      return await this.#runIn(runFolder, pool, size);
    } finally {
      await pool.close();
      this.#log?.close();
      runFolder?.close();
    }
  }

  async #runIn(runFolder: RunFolder, pool: TaskPool, size: number | null): Promise<ProcessResult> {
    const { signal, onEvent } = this.#options;
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
        journal: runFolder.journal,
        readJournal: runFolder.read,
        fresh: !this.#settings.reuse,
        retryFailed: this.#options.retryFailed ?? false,
        counts: this.#counts,
        log: (level, message) => this.#write(level, message),
      }),
      {
        name: this.#name,
        id: this.#id,
        signal,
        listeners: onEvent === undefined ? [] : [onEvent],
      },
    );
    this.#run = run;
    run.signal.addEventListener("abort", () => this.#controller.abort(run.signal.reason));
    await run.wait();
    try {
      return await this.#finish(run, runFolder);
    } catch (error) {
      this.#failure ??= error;
      throw this.#failure;
    } finally {
      this.#endRun(runFolder);
    }
  }

  /** Writes down how the run ended. What has failed before says more than what fails now. */
  #endRun({ journal }: RunFolder): void {
    const failure = this.#failure;
    const state = stateOf(failure);
    try {
      const message = failure === null ? null : messageOf(failure);
      journal.endRun(state, message, this.#files());
    } catch (error) {
      if (failure === null) throw error;
    }
  }

  /** What the run has written, by what it is. */
  #files(): Record<string, string> {
    const { flowFile, dataset, infoset, attribset, errorSummary, log } = this.#folder;
    const data: Record<string, string> = this.#samples === null
      ? {}
      : { dataset, infoset, attribset };
    return { flow_file: flowFile, ...data, error_summary: errorSummary, log };
  }

  /** Whether encoded files are merged, should there be any. */
  get #merges(): boolean {
    return this.#settings.autoDatasetExport && this.#settings.storage !== "memory";
  }

  get #encodes(): boolean {
    return this.#stages.some(({ encodes }) => encodes);
  }

  async #finish(run: FlowRun, { journal, read }: RunFolder): Promise<ProcessResult> {
    this.#failure = run.error;
    this.#takeDurations(run);
    const stages = this.#workerStages;
    read((reader) => writeErrorSummary(this.#folder.errorSummary, errorsOf(reader, stages)));
    this.#failure ??= await this.#finalize();
    if (this.#failure instanceof RunCancelled) {
      this.#failure = await this.#mergePart(this.#failure);
    }
    const failure = this.#failure;
    if (failure !== null) this.#write("ERROR", String(failure));
    const classes = read((reader) => reader.errorClasses(stages.map(({ name }) => name)));
    const summary = this.#summarise(run, classes, stateOf(failure));
    // A run that fails after the merge has a new dataset, which the .flow file must describe.
    if (failure === null || this.#samples !== null) {
      if (summary.dataset_note !== null) {
        const expected = !this.#settings.autoDatasetExport || !this.#encodes;
        this.#write(expected ? "INFO" : "WARNING", summary.dataset_note);
      }
      if (failure === null) await this.#removeStale(journal);
      writeJson(this.#folder.flowFile, flowFileContent(summary, this.#folder));
    }
    this.#write("INFO", `Time taken: ${((run.durationMs ?? 0) / 1000).toFixed(2)} seconds`);
    this.#write("INFO", `######### Flow '${this.#name}' end ######`);
    if (failure !== null) throw failure;
    this.#keepFewInMemory();
    const taskInstances = [...this.#instances.values()];
    const readErrors = () => read((reader) => [...errorsOf(reader, stages)]);
    let errors = summary.error_count > MOST_IN_MEMORY ? null : readErrors();
    return {
      output: { taskInstances, run },
      summary,
      flowFile: this.#folder.flowFile,
      get errors() {
        return errors ??= readErrors();
      },
      dryRun: null,
    };
  }

  /**
   * Makes a dataset of what was done before the run was stopped, unless there is a whole one.
   *
   * @returns the error that tells what there is now
   */
  async #mergePart(cancelled: RunCancelled): Promise<RunCancelled> {
    const { done } = this.#countItems();
    const again = "Run it again to go on where it stopped";
    const tell = (what: string) =>
      new RunCancelled(
        `The run of '${this.#name}' was stopped: ${done} items are done. ${what}`,
        { cause: cancelled.cause, data: { ...cancelled.data, flow_file: this.#folder.flowFile } },
      );
    const encoded = this.#encoded.stages.reduce((sum, { count }) => sum + count, 0);
    if (!this.#merges || encoded === 0 || this.#samples !== null) return tell(`${again}.`);
    if (hasWholeDataset(this.#folder)) {
      return tell(`The dataset of an earlier run stays as it was. ${again}.`);
    }
    const { signal } = new AbortController();
    try {
      await new AutoDatasetExportTask({ ...this.#export, signal }).process();
    } catch (error) {
      this.#write("ERROR", `What was done could not be merged: ${messageOf(error)}`);
      return tell(`They could not be merged: ${messageOf(error)}`);
    }
    return tell(`A dataset of them is in '${this.#folder.dataset}'. ${again}.`);
  }

  get #workerStages(): Stage[] {
    return this.#stages.filter(({ tasks }) => runsInWorker(tasks[0].definition.info));
  }

  /** Reads what is little now, so that it outlives the next run of the flow. */
  #keepFewInMemory(): void {
    for (const [name, { done, failed }] of this.#counts) {
      const instance = this.#instances.get(name)!;
      if (done <= MOST_IN_MEMORY) void instance.results;
      if (failed <= MOST_IN_MEMORY) void instance.errors;
    }
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

  /** Files of earlier runs for items that the flow does not have any more. */
  async #removeStale(journal: Journal): Promise<void> {
    // Items beyond the limit are still the flow's.
    if ((this.#options.limit ?? null) === null) journal.forgetUnlisted();
    const names = new Set(journal.reader().files());
    const summaries = [...names].map((name) => name.replace(/\.[^.]*$/, ".json"));
    await keepOnly(this.#folder.encoded, names);
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

  #summarise(
    run: FlowRun,
    errorClasses: ReadonlyMap<string, number>,
    state: FlowSummary["state"],
  ): FlowSummary {
    const { encoded, done, skipped, failed, kept, keptFailed, available } = this.#countItems();
    const errors = [...errorClasses.values()].reduce((sum, count) => sum + count, 0);
    const hasData = this.#samples !== null;
    return {
      flow_name: this.#name,
      run_id: run.id,
      state,
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
      available_count: Math.max(available, done + skipped + failed),
      skipped_count: skipped,
      error_count: errors,
      reused_count: kept,
      kept_error_count: keptFailed,
      sample_count: this.#samples,
      error_distribution: Object.fromEntries(errorClasses),
      error_summary: this.#folder.errorSummary,
      flow_log: this.#folder.log,
      "Flow Specifications": flowSpecifications(
        this.#definitions,
        this.#settings,
        this.#options.limit ?? null,
      ),
    };
  }

  /** The items of the stages that encode; without such, those of the last one that takes items. */
  #countItems() {
    const inWorkers = this.#workerStages;
    const encoding = inWorkers.filter(({ encodes }) => encodes);
    const counts = { done: 0, skipped: 0, failed: 0, kept: 0, keptFailed: 0, available: 0 };
    for (const { tasks } of encoding.length > 0 ? encoding : inWorkers.slice(-1)) {
      const names = tasks.map(({ definition }) => definition.info.name);
      const all = names.flatMap((name) => this.#counts.get(name) ?? []);
      // What one task of a stage skips, another may take: skipped is what all of them skip.
      counts.skipped += Math.min(...names.map((name) => this.#instances.get(name)!.skipped));
      counts.done += Math.max(0, ...all.map(({ done }) => done));
      for (const key of ["failed", "kept", "keptFailed", "available"] as const) {
        counts[key] += all.reduce((sum, task) => sum + task[key], 0);
      }
    }
    const files = this.#encoded.stages.reduce((sum, { count }) => sum + count, 0);
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

/** How a run has ended. */
function stateOf(failure: unknown): FlowSummary["state"] {
  if (failure === null) return "completed";
  return failure instanceof RunCancelled ? "cancelled" : "failed";
}
