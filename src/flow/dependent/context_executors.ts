/** What does the flows of a context in threads and processes. @module */
import type { Executors } from "../engine/run_options.ts";
import type { JobExecutor, ModuleJob } from "../job.ts";
import { makeExecutor, type OwnedExecutor } from "../offered_executors.ts";
import { FlowError } from "../record/flow_errors.ts";
import type { ContextOptions } from "./context_options.ts";
import type { WorkerCall } from "./in_worker.ts";

/** What is asked of the execution that a job is a part of. */
interface Outputs {
  sourcesOf(id: string): readonly string[];
  outputsOf(ids: readonly string[], reader: string): Record<string, unknown>;
}

const IN_WORKER = import.meta.resolve("./in_worker.ts");

/** Makes executors when they are first needed, and closes them. */
export class ContextExecutors {
  /** For the runs of the context. */
  readonly executors: Executors;
  readonly #options: ContextOptions;
  readonly #executionOf: (runId: string) => Outputs;
  readonly #own = new Map<string, OwnedExecutor>();

  constructor(options: ContextOptions, executionOf: (runId: string) => Outputs) {
    this.#options = options;
    this.#executionOf = executionOf;
    this.executors = {
      ...options.executors,
      thread: this.#through("thread"),
      process: this.#through("process"),
    };
  }

  /** Ends what was made; later flows get new ones. */
  async close(): Promise<void> {
    const own = [...this.#own.values()];
    this.#own.clear();
    await Promise.all(own.map((executor) => executor.close()));
  }

  /** Calls the flow's processor by way of a function that gives it its context. */
  #through(type: "thread" | "process"): JobExecutor {
    return {
      run: (job, inputs, context) => {
        const { runId, job: name } = context;
        const execution = this.#executionOf(runId);
        const dependencies = execution.sourcesOf(name);
        const call: WorkerCall = {
          processor: { module: job.module, export: job.export },
          processId: name,
          input: inputs,
          dependencies,
          outputs: execution.outputsOf(dependencies, name),
        };
        const inWorker: ModuleJob<unknown, unknown> = {
          ...job,
          module: IN_WORKER,
          export: "runProcessor",
        };
        return this.#executor(type, name).run(inWorker, call, context);
      },
    };
  }

  #executor(type: "thread" | "process", flow: string): JobExecutor {
    const given = this.#options.executors?.[type];
    if (given !== undefined) return given;
    let own = this.#own.get(type);
    if (own === undefined) {
      const { maxThreads, maxProcesses } = this.#options;
      const made = makeExecutor(type, type === "thread" ? maxThreads : maxProcesses);
      if (made === null) {
        throw new FlowError(
          `Cannot run the flow '${flow}' in a ${type}: nothing here does such flows. Import ` +
            "`trunnion/dependent`, or give the context `executors`.",
          { data: { processId: flow, type } },
        );
      }
      this.#own.set(type, own = made);
    }
    return own;
  }
}
