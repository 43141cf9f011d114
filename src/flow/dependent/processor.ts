/** What a flow does: a function, an object with `process`, or what a module exports. @module */
import type { StandardSchema } from "../standard_schema.ts";
import type { Artifact, LogLevel, RunResult } from "../job.ts";
import type { DependencyData } from "./dependency_data.ts";

/** What a processor is given beside its input, wherever it runs. */
export interface WorkerProcessorContext {
  /** The id of the flow. */
  readonly processId: string;
  /** What its dependencies put out, each by its id. */
  readonly dependencies: DependencyData;
  /** The identifier of the run. */
  readonly runId: string;
  /** Which try this is, from 1. */
  readonly attempt: number;
  /** Aborted when the flow is to stop: then throw or return. */
  readonly signal: AbortSignal;
  /** Puts a line into the run's log and event stream. */
  log(level: LogLevel, message: string): void;
}

/** What a processor is given beside its input. */
export interface ProcessorContext extends WorkerProcessorContext {
  /** Says how far it is; `total` where it is known. */
  progress(done: number, total: number | null, errors?: number): void;
  /** Keeps something with the run. */
  addArtifact(artifact: Artifact): void;
  /** Notes a value with the run. */
  addResult(result: RunResult): void;
  /**
   * Executes another flow as a part of this execution, behind its dependencies, and waits for it.
   * A flow is done once an execution: one that has been done already gives its output at once.
   *
   * @throws what it failed with; FlowError where it waits for this flow itself
   */
  execute(flow: ExecutableFlow, input?: object): Promise<unknown>;
  /** Adds another flow to this execution, which then ends no earlier than that. */
  add(flow: ExecutableFlow, input?: object): void;
}

/** A flow, as far as others need to know it to execute it. */
export interface ExecutableFlow {
  /** Its identity in its context. */
  readonly processId: string;
}

/** A function that does the work of a flow. */
export type ProcessorFunction<I, O> = (input: I, context: ProcessorContext) => O | Promise<O>;

/** An object that does the work of a flow; it may carry the schemas of what it takes and gives. */
export interface ProcessorObject<I, O> {
  /** Does the work. */
  process(input: I, context: ProcessorContext): O | Promise<O>;
  /** Checks the input, where the flow's config has no schema. */
  readonly input?: StandardSchema<unknown, I>;
  /** Checks the output, where the flow's config has no schema. */
  readonly output?: StandardSchema<unknown, unknown>;
}

/** A processor that a module exports, so that threads and processes can import it. */
export interface ProcessorModule {
  /** URL of the module, e.g. `import.meta.resolve("./work.ts")`. */
  readonly module: string;
  /**
   * What the function, or the object with `process`, is called there.
   *
   * @default {"default"}
   */
  readonly export?: string;
}

/** What does the work of a flow. */
// deno-lint-ignore no-explicit-any
export type Processor<I = any, O = any> =
  | ProcessorFunction<I, O>
  | ProcessorObject<I, O>
  | ProcessorModule;

/** Whether a processor is one that a module exports. */
export function isProcessorModule(processor: unknown): processor is ProcessorModule {
  return typeof processor === "object" && processor !== null &&
    typeof (processor as Partial<ProcessorModule>).module === "string";
}

/** Whether a value can do the work of a flow where it is. */
export function isCallableProcessor(
  processor: unknown,
  // deno-lint-ignore no-explicit-any
): processor is ProcessorFunction<any, any> | ProcessorObject<any, any> {
  return typeof processor === "function" ||
    typeof processor === "object" && processor !== null &&
      typeof (processor as { process?: unknown }).process === "function";
}

/** Has the work done by what was found to be callable. */
export function callProcessor(
  // deno-lint-ignore no-explicit-any
  processor: ProcessorFunction<any, any> | ProcessorObject<any, any>,
  input: unknown,
  context: WorkerProcessorContext,
): unknown {
  // In a worker the rest of the context is not there, which its type says there.
  const whole = context as ProcessorContext;
  return typeof processor === "function"
    ? processor(input, whole)
    : processor.process(input, whole);
}

/** What an output is kept as: an object of fields as it is, all else as `{ result }`. */
export type FlowOutput<O> = O extends readonly unknown[] ? { result: O }
  : O extends object ? O
  : { result: O };

/** Gives whatever a processor returned the form of an object with fields. */
export function asOutput(value: unknown): Record<string, unknown> {
  if (value === undefined) return { result: null };
  return hasFields(value) ? value : { result: value };
}

function hasFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value) &&
    !(Symbol.asyncIterator in value) && !(value instanceof Date) && !ArrayBuffer.isView(value) &&
    !(value instanceof ArrayBuffer);
}
