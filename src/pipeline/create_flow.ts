/** Flows: tasks, and how they are run. @module */
import { UsageError } from "../base/errors.ts";
import { INSPECT } from "../base/inspect.ts";
import { maskError } from "../base/mask_error.ts";
import { mermaid } from "../flow/record/mermaid.ts";
import { checkTasks } from "./tasks/check_tasks.ts";
import type { PipelineOptions } from "./pipeline_options.ts";
import { type PipelineSettings, pipelineSettings } from "./pipeline_settings.ts";
import { replaySettings } from "./replay_item.ts";
import type { ProcessResult } from "./process_result.ts";
import { type ProcessOptions, type ProcessSettings, processSettings } from "./process_options.ts";
import { refuseWhileImporting } from "./tasks/import_guard.ts";
import type { DryLook } from "./stages/dry_look.ts";
import { needsLoader } from "./tasks/injected.ts";
import { outputFolder } from "./folder/output_folder.ts";
import { defineTask, runsInWorker, type TaskDefinition } from "./tasks/task_definition.ts";

/** A flow, ready to run. */
export class Pipeline {
  /** The flow's name: that of its folder, and of its files. */
  readonly name: string;
  readonly #definitions: readonly TaskDefinition[];
  readonly #settings: PipelineSettings;
  #running = false;

  /**
   * Makes a flow; {@linkcode createFlow} does the same.
   *
   * @throws UsageError for tasks or settings that cannot work
   */
  constructor(options: PipelineOptions) {
    this.#settings = pipelineSettings(options);
    if (!Array.isArray(options.tasks) || options.tasks.length === 0) {
      const found = Array.isArray(options.tasks) ? "empty" : `no list, but ${typeof options.tasks}`;
      throw new UsageError(
        `Cannot make a flow: it needs at least one task, and \`tasks\` is ${found}.`,
      );
    }
    this.#definitions = options.tasks.map(defineTask);
    this.name = options.name ?? this.#definitions[0].info.name;
    outputFolder(this.#settings.flowsOutputDir, this.name); // refuses a name that cannot be one
    checkTasks(this.#definitions, this.#settings.debug);
  }

  /** The text that a console and a cell show: what is done, and what it is given. */
  [INSPECT](): string {
    const infos = this.#definitions.map(({ info }) => info);
    const tasks = infos.map(({ name, kind }) => `${name} (${kind})`).join(" -> ");
    return `Flow '${this.name}': ${tasks}`;
  }

  /** The flow's tasks as a Mermaid flowchart: their order, and whose data goes beyond the next. */
  mermaid(): string {
    const infos = this.#definitions.map(({ info }) => info);
    const edges = infos.flatMap(({ name, inputs }, to) =>
      infos.slice(0, to)
        .filter(({ outputs }, from) => from === to - 1 || outputs.some((o) => inputs.includes(o)))
        .map((before) => ({ from: before.name, to: name }))
    );
    return mermaid(infos, edges);
  }

  /**
   * Runs the flow: one record, one folder, one `.flow` file.
   *
   * An item that fails becomes a row of `errors`, and the others go on. What ends the run is
   * thrown: an input that nothing provides (before anything runs), a worker that cannot start, a
   * task that runs once and throws, a folder that cannot be written.
   *
   * @throws MissingInput, UsageError before anything runs
   * @throws RunCancelled when the signal is aborted; what an earlier run wrote stays as it was
   */
  async process(options: ProcessOptions): Promise<ProcessResult> {
    refuseWhileImporting("flow.process()");
    const given = processSettings(options);
    if (this.#running) {
      throw new UsageError(
        `Cannot run '${this.name}' now: it is running, and both runs would write the same ` +
          "files. Await the first, or make a flow of another name.",
      );
    }
    this.#running = true;
    try {
      // What runs a flow is as much code as all the rest, and not every script that imports the
      // package runs one.
      if (given.replay === null) await this.#startWorker();
      const { PipelineRun } = await import("./pipeline_run.ts");
      const run = (settings: PipelineSettings, given: ProcessSettings, dry?: DryLook) =>
        new PipelineRun(this.name, this.#definitions, settings, given, dry).execute();
      const { replay, dryRun } = given;
      if (replay !== null) return await run(replaySettings(this.#settings, replay), given);
      if (dryRun === false) return await run(this.#settings, given);
      const { runDry } = await import("./dry_run.ts");
      const few = dryRun === true ? undefined : dryRun;
      return await runDry(run, this.name, this.#settings, given, few);
    } catch (error) {
      throw maskError(error);
    } finally {
      this.#running = false;
    }
  }

  /** Starts the first worker's process, which takes as long as loading what runs a flow. */
  async #startWorker(): Promise<void> {
    const { debug, executor, isolation } = this.#settings;
    const inWorkers = this.#definitions.filter(({ info }) => runsInWorker(info));
    if (debug || executor !== null || isolation !== "process" || inWorkers.length === 0) return;
    const { startWorkerAhead } = await import("./worker/worker_ahead.ts");
    startWorkerAhead(this.#settings, needsLoader(inWorkers));
  }
}

/**
 * Makes a flow.
 *
 * @example
 * ```ts
 * import { createFlow, encodeTask, gatherTask } from "trunnion";
 *
 * if (import.meta.main) {
 *   const flow = createFlow({ name: "parts", tasks: [gatherTask, encodeTask] });
 *   const { summary, flowFile } = await flow.process({ inputs: { sources: ["./parts"] } });
 *   console.log(summary.file_count, flowFile);
 * }
 * ```
 */
export function createFlow(options: PipelineOptions): Pipeline {
  return new Pipeline(options);
}
