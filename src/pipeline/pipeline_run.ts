/** One run of a flow, from its checks to its files. @module */
import { existsSync } from "node:fs";
import { messageOf } from "../base/message_of.ts";
import { PeakMemory } from "../base/peak_memory.ts";
import { maskSecrets, ownEnvironment } from "../base/secrets.ts";
import { notebookInterrupt } from "../base/notebook/notebook_interrupt.ts";
import type { RunReport } from "../display/run_report.ts";
import type { FlowRun } from "../flow/engine/flow_run.ts";
import { type AheadBackend, zarrAhead, zarrBackend } from "../dataset/dataset_backend.ts";
import type { SplitChanges } from "../dataset/split/carry_split.ts";
import type { LogLevel } from "../flow/job.ts";
import { RunCancelled } from "../flow/record/flow_errors.ts";
import { startGraph } from "../flow/engine/scheduler.ts";
import type { MergeExecutor } from "../dataset/merge/merge_executor.ts";
import type { LogMessage } from "../pool/channel/protocol.ts";
import type { TaskPool } from "../pool/run/task_pool.ts";
import { OutputError } from "./errors.ts";
import { errorsOf, writeErrorSummary } from "./outputs/error_summary.ts";
import { type ExportOptions, withExport } from "./outputs/dataset_export.ts";
import { flowGraph } from "./stages/flow_graph.ts";
import { FlowLog } from "./folder/flow_log.ts";
import type { PipelineSettings } from "./pipeline_settings.ts";
import { progressFactory } from "./stages/stage_progress.ts";
import { flowFileContent } from "./outputs/flow_file.ts";
import { ownText, readOwnText } from "./worker/own_text.ts";
import { gatherPool } from "./worker/gather_pool.ts";
import { makePool } from "./worker/make_pool.ts";
import { type OutputFolder, outputFolder, writeJson } from "./folder/output_folder.ts";
import { mergePart } from "./outputs/partial_dataset.ts";
import { planStages } from "./stages/plan_stages.ts";
import type { DryLook } from "./stages/dry_look.ts";
import { MemoryMeter } from "./stages/memory_meter.ts";
import { noneBeside } from "./stages/kept_beside.ts";
import type { Stage } from "./stages/stage.ts";
import type { ProcessSettings } from "./process_options.ts";
import { type ProcessResult, processResult } from "./process_result.ts";
import { filesToMerge, type RunEnvironment, type TaskCounts } from "./stages/run_environment.ts";
import { retryAdvice } from "./items/retry_advice.ts";
import { folderGone } from "./folder/output_fault.ts";
import { firstMissing, removeMade } from "./folder/made_folder.ts";
import { isNoSource, stateOf } from "./run_state.ts";
import { RunHooks } from "./run_hooks.ts";
import { RunFolder } from "./folder/run_folder.ts";
import { startLines } from "./outputs/start_lines.ts";
import { countItems, summariseRun } from "./outputs/summarise_run.ts";
import type { BaseTask } from "./tasks/task_classes.ts";
import { runsInWorker, type TaskDefinition } from "./tasks/task_definition.ts";
import { printLine } from "./outputs/print_line.ts";
import { projectState, runLineage } from "./outputs/run_lineage.ts";
import { runOutputs } from "./outputs/run_outputs.ts";
import {
  finalizeTasks,
  keepFewInMemory,
  makeInstances,
  setDurations,
} from "./outputs/task_instances.ts";
import { runSources } from "./outputs/run_sources.ts";
import { writeRunReport } from "./outputs/write_run_report.ts";

/** What is known when all is written but the report. */
type FinishedRun = Omit<Parameters<typeof processResult>[0], "report">;

/** Runs a flow once. */
export class PipelineRun {
  readonly #name: string;
  readonly #settings: PipelineSettings;
  readonly #options: ProcessSettings;
  readonly #folder: OutputFolder;
  readonly #definitions: readonly TaskDefinition[];
  /** Plans the merge while items are done; null where nothing is merged, or by another backend. */
  readonly #ahead: AheadBackend | null;
  readonly #export: ExportOptions;
  readonly #stages: readonly Stage[];
  readonly #instances: ReadonlyMap<string, BaseTask>;
  readonly #controller = new AbortController();
  readonly #encoded: RunEnvironment["encoded"] = { stages: [] };
  readonly #beside = noneBeside();
  readonly #memory = new MemoryMeter();
  readonly #ownMemory = new PeakMemory();
  readonly #again: Record<string, number> = {};
  readonly #created = new Date();
  readonly #id = crypto.randomUUID();
  readonly #counts = new Map<string, TaskCounts>();
  readonly #dry: DryLook | null;
  readonly #hooks: RunHooks;
  readonly #isNew: boolean;
  #samples: number | null = null;
  #splitChanges: readonly SplitChanges[] = [];
  #mergeExecutor: MergeExecutor | undefined;
  #log: FlowLog | null = null;
  #run: FlowRun | null = null;
  #failure: unknown = null;
  #project: ReturnType<typeof projectState> | undefined;
  /** The reading of what `#own` gives. */
  #reading: Promise<void> | null = null;
  readonly #environment = ownEnvironment();

  /**
   * Plans the run: what cannot work is refused here, before anything is touched.
   *
   * @param dry what is to be found out, where it is a dry run
   */
  constructor(
    name: string,
    definitions: readonly TaskDefinition[],
    settings: PipelineSettings,
    options: ProcessSettings,
    dry: DryLook | null = null,
  ) {
    this.#name = name;
    this.#dry = dry;
    this.#settings = settings;
    this.#hooks = new RunHooks(settings, (level, message) => this.#write(level, message));
    this.#options = { ...options, signal: notebookInterrupt(options.signal) };
    this.#folder = outputFolder(settings.flowsOutputDir, name);
    this.#isNew = settings.cleanOutputDir || !existsSync(this.#folder.journal);
    const isOurs = settings.datasetBackend === zarrBackend;
    this.#ahead = isOurs && this.#merges && dry === null ? zarrAhead() : null;
    this.#export = {
      flowName: name,
      folder: this.#folder,
      sourceFolders: runSources(definitions, options.inputs).map(({ folder }) => folder),
      backend: this.#ahead ?? settings.datasetBackend,
      dataFiles: () => filesToMerge(this.#encoded),
      mergeExecutor: () => this.#mergeExecutor,
      signal: this.#controller.signal,
      progress: progressFactory(settings.progress),
      log: (level, message) => this.#write(level, message),
      merged: (samples, splits) => {
        this.#samples = samples;
        this.#splitChanges = splits;
      },
    };
    this.#definitions = this.#merges ? withExport(definitions, this.#export) : definitions;
    this.#stages = planStages(this.#definitions, options.inputs);
    this.#instances = makeInstances(this.#definitions);
  }

  /**
   * The version of Trunnion's own code. It takes a while to read: where nothing is kept that could
   * be of another one, that is done while workers do the items.
   */
  get #own(): string | null {
    return this.#isNew ? null : ownText();
  }

  async execute(): Promise<ProcessResult> {
    const { signal } = this.#options;
    if (signal?.aborted) {
      throw new RunCancelled(`The run of '${this.#name}' was cancelled before it began.`, {
        cause: signal.reason,
      });
    }
    const pool = makePool(this.#needs);
    const gathering = gatherPool(this.#settings, this.#needs.onLog);
    this.#ownMemory.take(); // what was before is no matter of this run
    this.#mergeExecutor = async (tasks, options) => {
      const { mergeOnPool } = await import("../dataset/merge/merge_on_pool.ts");
      const onMemory = this.#memory.take.bind(this.#memory);
      await mergeOnPool(pool, pool.size ?? 1, { onMemory })(tasks, options);
    };
    const made = firstMissing(this.#folder.root);
    let runFolder: RunFolder | null = null;
    try {
      runFolder = await RunFolder.open(this.#folder, this.#settings.cleanOutputDir, {
        run: this.#id,
        flow: this.#name,
        workers: pool.size,
        again: !this.#settings.reuse ? "all" : this.#options.retryFailed ? "failed" : null,
        origin: this.#options.origin,
        own: this.#own,
      });
      this.#log = new FlowLog(this.#folder.log, this.#settings.debug, this.#settings.logger);
      return await this.#runIn(runFolder, pool, gathering);
    } finally {
      this.#ahead?.stop();
      await pool.close();
      await gathering?.close();
      await this.#project; // a run leaves no process behind, Git's neither
      this.#log?.close();
      runFolder?.close();
      // No source was found, as with a path that is misspelt: there is nothing worth a folder.
      if (made !== null && isNoSource(this.#failure)) removeMade(this.#folder, made);
    }
  }

  async #runIn(
    runFolder: RunFolder,
    pool: TaskPool,
    gathering: TaskPool | null,
  ): Promise<ProcessResult> {
    const { signal, onEvent } = this.#options;
    for (const line of startLines(this.#name, this.#definitions.map(({ info }) => info))) {
      this.#write("INFO", line);
    }
    const run = startGraph(
      flowGraph(this.#stages, {
        flowName: this.#name,
        settings: this.#settings,
        folder: this.#folder,
        given: this.#options.inputs,
        limit: this.#options.limit,
        dry: this.#dry,
        replay: this.#options.replay,
        pool,
        gathering,
        stages: this.#stages,
        instances: this.#instances,
        encoded: this.#encoded,
        ahead: this.#ahead,
        journal: runFolder.journal,
        readJournal: runFolder.read,
        own: this.#own,
        fresh: !this.#settings.reuse,
        retryFailed: this.#options.retryFailed,
        retry: retryAdvice(this.#options.origin, this.#folder.root),
        prune: this.#options.prune,
        beside: this.#beside,
        memory: this.#memory,
        again: this.#again,
        counts: this.#counts,
        log: (level, message) => this.#write(level, message),
        onResults: () => {
          if (this.#isNew) this.#reading ??= readOwnText();
          this.#project ??= projectState(this.#definitions);
        },
        onStall: (stall) => void this.#hooks.stalled({ flow: this.#name, ...stall }),
      }),
      {
        name: this.#name,
        id: this.#id,
        signal,
        listeners: onEvent === undefined ? [] : [onEvent],
      },
    );
    this.#run = run;
    this.#tellFewer(pool);
    run.signal.addEventListener("abort", () => this.#controller.abort(run.signal.reason));
    await run.wait();
    let finished: FinishedRun | null = null;
    try {
      finished = await this.#finish(run, runFolder);
    } catch (error) {
      this.#failure ??= error;
    }
    const report = this.#endRun(runFolder);
    if (report !== null) await this.#hooks.ended(report);
    if (finished === null || report === null) throw this.#fault();
    return processResult({ ...finished, report });
  }

  /**
   * Writes down how the run ended. What has failed before says more than what fails now.
   *
   * @returns null where it could not be written
   */
  #endRun({ journal }: RunFolder): RunReport | null {
    const failure = this.#failure;
    try {
      if (this.#own === null) journal.noteOwn(ownText());
      const message = failure === null ? null : maskSecrets(messageOf(failure));
      journal.endRun(stateOf(failure), message, this.#files(), this.#ownMemory.take());
      return writeRunReport(this.#folder);
    } catch (error) {
      this.#failure ??= error;
      return null;
    }
  }

  /** What has failed. Where the folder is gone, that is why, whoever noticed it. */
  #fault(): unknown {
    const failure = this.#failure;
    if (failure instanceof RunCancelled || failure instanceof OutputError) return failure;
    return existsSync(this.#folder.root) ? failure : folderGone(this.#folder.root, failure);
  }

  /** What the run has written, by what it is. */
  #files(): Record<string, string> {
    const { flowFile, dataset, infoset, attribset, errorSummary, log, report } = this.#folder;
    const data: Record<string, string> = this.#samples === null
      ? {}
      : { dataset, infoset, attribset };
    return { flow_file: flowFile, ...data, error_summary: errorSummary, log, report };
  }

  /** Whether encoded files are merged, should there be any. */
  get #merges(): boolean {
    return this.#settings.autoDatasetExport && this.#settings.storage !== "memory";
  }

  async #finish(run: FlowRun, { journal, read }: RunFolder): Promise<FinishedRun> {
    this.#failure = run.error;
    setDurations(this.#instances, this.#stages, run);
    const stages = this.#workerStages;
    read((reader) => writeErrorSummary(this.#folder.errorSummary, errorsOf(reader, stages)));
    this.#failure ??= await finalizeTasks(this.#instances);
    if (this.#failure instanceof RunCancelled) this.#failure = await this.#stopped(this.#failure);
    const failure = this.#failure;
    if (failure !== null) this.#write("ERROR", String(failure));
    const classes = read((reader) => reader.errorClasses(stages.map(({ name }) => name)));
    const summary = summariseRun({
      ...this.#facts,
      run,
      state: stateOf(failure),
      samples: this.#samples,
      splitChanges: this.#splitChanges,
      errorClasses: classes,
      lineage: await runLineage(this.#definitions, this.#options.inputs, this.#project),
    });
    // A run that fails after the merge has a new dataset, which the .flow file must describe.
    // One that fails before it leaves the file of an earlier run, which is still right.
    const isFirst = !existsSync(this.#folder.flowFile);
    if (failure === null || this.#samples !== null || isFirst) {
      if (summary.dataset_note !== null) {
        const expected = !this.#settings.autoDatasetExport ||
          !this.#stages.some(({ encodes }) => encodes);
        this.#write(expected ? "INFO" : "WARNING", summary.dataset_note);
      }
      // Items beyond the limit are still the flow's.
      if (failure === null && this.#options.limit === null) journal.forgetUnused();
      writeJson(this.#folder.flowFile, flowFileContent(summary, this.#folder));
    }
    this.#write("INFO", `Time taken: ${((run.durationMs ?? 0) / 1000).toFixed(2)} seconds`);
    this.#write("INFO", `######### Flow '${this.#name}' end ######`);
    if (failure !== null) throw failure;
    keepFewInMemory(this.#instances, this.#counts);
    const taskInstances = [...this.#instances.values()];
    const readErrors = () => read((reader) => [...errorsOf(reader, stages)]);
    const { flowFile } = this.#folder;
    const outputs = runOutputs(this.#definitions, this.#instances);
    return { output: { taskInstances, run }, outputs, summary, flowFile, readErrors };
  }

  /** Tells what there is now that the run was stopped, after making a dataset of it. */
  async #stopped(cancelled: RunCancelled): Promise<RunCancelled> {
    const { done } = countItems(this.#facts);
    const encoded = this.#encoded.stages.reduce((sum, { count }) => sum + count, 0);
    const merged = this.#merges && this.#samples === null
      ? await mergePart(this.#export, encoded)
      : "";
    return new RunCancelled(
      `The run of '${this.#name}' was stopped: ${done} items are done. ${merged}Run it again to ` +
        "go on where it stopped.",
      { cause: cancelled.cause, data: { ...cancelled.data, flow_file: this.#folder.flowFile } },
    );
  }

  /** What a pool of the run is made for. */
  get #needs() {
    return {
      definitions: this.#definitions.filter(({ info }) => runsInWorker(info)),
      settings: this.#settings,
      onLog: (line: LogMessage) => this.#workerLine(line),
    };
  }

  /** What is known of the run at any time. */
  get #facts() {
    return {
      created: this.#created,
      folder: this.#folder,
      settings: this.#settings,
      limit: this.#options.limit,
      definitions: this.#definitions,
      stages: this.#stages,
      instances: this.#instances,
      counts: this.#counts,
      encoded: this.#encoded,
      beside: this.#beside,
      again: this.#again,
    };
  }

  get #workerStages(): Stage[] {
    return this.#stages.filter(({ tasks }) => runsInWorker(tasks[0].definition.info));
  }

  /** Says that fewer workers were started than were asked for. */
  #tellFewer({ size }: TaskPool): void {
    const { maxWorkers, executor } = this.#settings;
    if (executor !== null || maxWorkers === null || size === null || size >= maxWorkers) return;
    const text = `\`maxWorkers\` is ${maxWorkers}; ${size} are used: as many as fit into the ` +
      "memory, and no more than 8 a core, or 16.";
    this.#write("WARNING", text);
    console.warn(`warning: ${text}`);
  }

  #workerLine({ level, message, printed, worker }: LogMessage): void {
    if (printed) printLine(level, message);
    const grave = level === "WARNING" || level === "ERROR";
    this.#write(grave ? level : "DEBUG", `[worker ${worker}] ${message}`);
  }

  #write(level: LogLevel, message: string): void {
    this.#log?.log(level, message);
    this.#run?.addLog(level, maskSecrets(message, this.#environment));
  }
}
