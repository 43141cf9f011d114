import { requireKnownOptions } from "../../base/known_options.ts";
import { UsageError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import { segmentOf } from "../stores/result_id.ts";
import type { ResultsManager } from "../stores/results_manager.ts";
import { EXECUTE_OPTIONS, type ExecuteOptions } from "./execute_options.ts";
import type { ExecutionRecord } from "./execution_record.ts";
import type { Flow } from "./flow.ts";
import type { FlowResult } from "./flow_result.ts";

/** How an execution is kept. */
export interface KeepOptions extends Omit<ExecuteOptions, "key" | "resume"> {
  /** Where its record is kept, under `dependent/<id>`. */
  readonly results: ResultsManager;
  /** What it is found again by. */
  readonly id: string;
}

/**
 * Executes a flow, and keeps what its flows put out as they complete. Executed again under the same
 * id, in this program or after a crash in another, it goes on: what completed is not done again,
 * unless its version or its dependencies have changed. So flows need ids of their own.
 *
 * @returns the result, as `execute` gives it
 * @throws UsageError where the record could not be kept
 * @throws FlowError where the id was taken for another flow, or another input
 *
 * @example
 * ```ts
 * import { executeKept, Flow } from "trunnion/dependent";
 * import { MemoryBackend, ResultsManager } from "trunnion/stores";
 *
 * const count = new Flow({
 *   processor: ({ n }: { n: number }) => ({ faces: n * 6 }),
 *   config: { name: "count" },
 *   processId: "count",
 * });
 * const results = new ResultsManager({ backend: new MemoryBackend() }); // or files
 * const { output } = await executeKept(count, { n: 2 }, { results, id: "survey-1" });
 * console.log(output); // { faces: 12 }
 * ```
 */
export async function executeKept(
  flow: Flow,
  input: Readonly<Record<string, unknown>>,
  options: KeepOptions,
): Promise<FlowResult> {
  requireKnownOptions("execute and keep a flow", options, {
    ...EXECUTE_OPTIONS,
    ...{ results: true, id: true },
  });
  const { results, id, ...how } = options;
  const name = `dependent/${segmentOf(id)}`;
  const resume = await results.exists(name) ? await results.get<ExecutionRecord>(name) : undefined;
  let failure: { readonly error: unknown } | null = null;
  let writing: Promise<void> | null = null;
  let isStale = false;
  /** One write at a time; what completes meanwhile is in the next one. */
  const keep = async () => {
    while (isStale) {
      isStale = false;
      try {
        await results.set(name, execution.record(), { ifExists: "overwrite" });
      } catch (error) {
        failure ??= { error };
      }
    }
    writing = null;
  };
  const touch = () => {
    isStale = true;
    writing ??= Promise.resolve().then(keep);
  };
  const listeners = [
    ...how.listeners ?? [],
    ({ type }: { readonly type: string }) => {
      if (type === "job_completed") touch();
    },
  ];
  const execution = flow.start(input, { ...how, resume, listeners });
  const result = await execution.result();
  touch();
  await writing;
  if (failure === null) return result;
  const { error } = failure as { readonly error: unknown };
  throw new UsageError(`Cannot keep the execution '${id}' of a flow: ${messageOf(error)}`, {
    cause: error,
    data: { id },
  });
}
