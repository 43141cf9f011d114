/** A flow as a job of the engine. @module */
import { isPromise } from "../../base/is_promise.ts";
import type { AnyJob, InlineJob, JobContext, JobOptions } from "../job.ts";
import { FlowError } from "../record/flow_errors.ts";
import type { DependencyData } from "./dependency_data.ts";
import type { FlowState } from "./flow_state.ts";
import { withStreams } from "./flow_stream.ts";
import { importProcessor } from "./in_worker.ts";
import {
  asOutput,
  callProcessor,
  type ExecutableFlow,
  isCallableProcessor,
  isProcessorModule,
  type ProcessorContext,
} from "./processor.ts";

/** What a job asks of the execution that it is a part of. */
interface JobExecution {
  dependenciesOf(id: string): DependencyData;
  outputsOf(ids: readonly string[], reader: string): Record<string, unknown>;
  execute(state: FlowState, input: Given, caller: JobContext): Promise<unknown>;
  add(state: FlowState, input: Given, parent: string): void;
}

type Given = Readonly<Record<string, unknown>>;

/** What a job asks of its context. */
interface JobHost {
  /** The execution of a run. */
  executionOf(runId: string): JobExecution;
  /** @throws FlowError for a flow of another context */
  stateOf(flow: ExecutableFlow): FlowState;
  /** Names of what there is only so much of. */
  readonly limited: ReadonlySet<string>;
}

/** Makes the job of a flow. */
export function flowJob(state: FlowState, host: JobHost): AnyJob {
  const { id, processor, config, asked } = state;
  const { flowType } = config;
  const options: JobOptions<unknown, unknown> & { readonly name: string } = {
    name: id,
    retries: config.retries,
    priority: config.priority,
    ...pick({
      timeout: config.timeout ?? undefined,
      grace: config.grace,
      backoff: config.backoff,
      delay: config.delay,
      retryIf: config.retryIf,
      resources: resourcesOf(state, host.limited),
      cache: config.cache as JobOptions<unknown>["cache"],
      input: config.input ?? schemaOf(processor, "input"),
      output: config.output ?? schemaOf(processor, "output"),
    }),
  };
  const inline = (run: InlineJob<unknown, unknown>["run"]): AnyJob => ({ ...options, run });
  if (processor === null) {
    return inline((_, { runId }) => host.executionOf(runId).outputsOf(state.children, id));
  }
  if (isProcessorModule(processor)) {
    const { module, export: name } = processor;
    if (flowType === "thread" || flowType === "process") {
      return { ...options, type: flowType, module, export: name };
    }
    return inline(async (input, context) =>
      withStreams(
        id,
        asOutput(
          await callProcessor(
            await importProcessor(processor),
            input,
            contextOf(id, host, context),
          ),
        ),
      )
    );
  }
  if (asked && (flowType === "thread" || flowType === "process")) {
    const error = new FlowError(
      `Cannot run the flow '${id}' in a ${flowType}: its processor is a function or an object of ` +
        "this thread, which cannot be sent elsewhere. Export it from a module, and give " +
        '`{ module: import.meta.resolve("./work.ts"), export: "name" }`; or have it inline.',
      { data: { processId: id, flowType } },
    );
    return {
      name: id,
      run: () => {
        throw error;
      },
    };
  }
  return inline((input, context) => {
    const output = callProcessor(processor, input, contextOf(id, host, context));
    return isPromise(output)
      ? output.then((value) => withStreams(id, asOutput(value))) as Promise<unknown>
      : withStreams(id, asOutput(output));
  });
}

/** Tags that the context limits take one each, unless the flow says how much. */
function resourcesOf(
  { config: { tags, resources } }: FlowState,
  limited: ReadonlySet<string>,
): Record<string, number> | undefined {
  const tagged = tags.filter((tag) => limited.has(tag));
  if (tagged.length === 0 && resources === undefined) return undefined;
  return { ...Object.fromEntries(tagged.map((tag) => [tag, 1])), ...resources };
}

function schemaOf(processor: FlowState["processor"], which: "input" | "output") {
  return typeof processor === "object" && isCallableProcessor(processor)
    ? processor[which]
    : undefined;
}

/** Without what is undefined. */
function pick<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T; // the same fields
}

function contextOf(processId: string, host: JobHost, job: JobContext): ProcessorContext {
  return new InlineContext(processId, host, job);
}

/** What a processor of this thread gets; most of it is made when it is asked for. */
class InlineContext implements ProcessorContext {
  readonly #host: JobHost;
  readonly #job: JobContext;
  #dependencies: DependencyData | null = null;

  constructor(readonly processId: string, host: JobHost, job: JobContext) {
    this.#host = host;
    this.#job = job;
  }

  get dependencies(): DependencyData {
    return this.#dependencies ??= this.#execution.dependenciesOf(this.processId);
  }

  get runId(): string {
    return this.#job.runId;
  }

  get attempt(): number {
    return this.#job.attempt;
  }

  get signal(): AbortSignal {
    return this.#job.signal;
  }

  log: ProcessorContext["log"] = (level, message) => this.#job.log(level, message);

  progress: ProcessorContext["progress"] = (done, total, errors = 0) =>
    this.#job.progress(done, total, errors);

  addArtifact: ProcessorContext["addArtifact"] = (artifact) => this.#job.addArtifact(artifact);

  addResult: ProcessorContext["addResult"] = (result) => this.#job.addResult(result);

  execute: ProcessorContext["execute"] = async (flow, input = {}) =>
    await this.#execution.execute(this.#host.stateOf(flow), input as Given, this.#job);

  add: ProcessorContext["add"] = (flow, input = {}) =>
    this.#execution.add(this.#host.stateOf(flow), input as Given, this.#job.job);

  get #execution(): JobExecution {
    return this.#host.executionOf(this.runId);
  }
}
