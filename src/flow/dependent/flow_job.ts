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
type NamedOptions = JobOptions<unknown, unknown> & { readonly name: string };

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
  const { id, processor, asked, config: { flowType } } = state;
  const options = jobOptions(state, host.limited);
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

/** What the engine is told: only what is said of the flow, as thousands of them are made. */
function jobOptions(state: FlowState, limited: ReadonlySet<string>): NamedOptions {
  const { id, processor, config } = state;
  const { retries, priority, timeout, grace, backoff, delay, retryIf, cache } = config;
  const resources = resourcesOf(state, limited);
  const input = config.input ?? schemaOf(processor, "input");
  const output = config.output ?? schemaOf(processor, "output");
  const options: { -readonly [K in keyof NamedOptions]: NamedOptions[K] } = { name: id };
  if (retries > 0) options.retries = retries;
  if (priority !== 0) options.priority = priority;
  if (timeout !== null) options.timeout = timeout;
  if (grace !== undefined) options.grace = grace;
  if (backoff !== undefined) options.backoff = backoff;
  if (delay !== undefined) options.delay = delay;
  if (retryIf !== undefined) options.retryIf = retryIf;
  if (resources !== undefined) options.resources = resources;
  if (cache !== undefined) options.cache = cache;
  if (input !== undefined) options.input = input;
  if (output !== undefined) options.output = output;
  return options;
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

  get log(): ProcessorContext["log"] {
    return this.#job.log;
  }

  get progress(): ProcessorContext["progress"] {
    return (done, total, errors = 0) => this.#job.progress(done, total, errors);
  }

  get addArtifact(): ProcessorContext["addArtifact"] {
    return this.#job.addArtifact;
  }

  get addResult(): ProcessorContext["addResult"] {
    return this.#job.addResult;
  }

  get execute(): ProcessorContext["execute"] {
    return async (flow, input = {}) =>
      await this.#execution.execute(this.#host.stateOf(flow), input as Given, this.#job);
  }

  get add(): ProcessorContext["add"] {
    return (flow, input = {}) =>
      this.#execution.add(this.#host.stateOf(flow), input as Given, this.#job.job);
  }

  get #execution(): JobExecution {
    return this.#host.executionOf(this.runId);
  }
}
