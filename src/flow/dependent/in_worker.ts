/** What threads and processes call: a processor of a module, with its context. @module */
import { UsageError } from "../../base/errors.ts";
import { DependencyData } from "./dependency_data.ts";
import {
  asOutput,
  callProcessor,
  isCallableProcessor,
  type ProcessorModule,
  type WorkerProcessorContext,
} from "./processor.ts";

/** What is sent to where a processor is called. */
export interface WorkerCall {
  readonly processor: ProcessorModule;
  readonly processId: string;
  readonly input: unknown;
  /** All dependencies, in the order in which they were declared. */
  readonly dependencies: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Imports the processor, and has the work done. */
export async function runProcessor(
  { processor, processId, input, dependencies, outputs }: WorkerCall,
  context: Pick<WorkerProcessorContext, "runId" | "attempt" | "signal" | "log">,
): Promise<Record<string, unknown>> {
  const callable = await importProcessor(processor);
  return asOutput(
    await callProcessor(callable, input, {
      ...context,
      processId,
      dependencies: new DependencyData(processId, dependencies, outputs),
    }),
  );
}

/** @throws UsageError where the module exports no processor of that name */
export async function importProcessor({ module, export: name = "default" }: ProcessorModule) {
  const exports: Record<string, unknown> = await import(module);
  const found = exports[name];
  if (isCallableProcessor(found)) return found;
  throw new UsageError(
    `Cannot run the processor: ${module} exports neither a function '${name}' nor an object of ` +
      `that name with \`process\`; it exports ${Object.keys(exports).join(", ") || "nothing"}.`,
    { data: { module, export: name } },
  );
}
