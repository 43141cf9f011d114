/** Looking for files in this process, while workers are still being started. @module */
import { abortable } from "../../base/abortable.ts";
import type { Handler } from "../../pool/channel/handler.ts";
import type { LogMessage } from "../../pool/channel/protocol.ts";
import { InlinePool } from "../../pool/run/inline_pool.ts";
import type { PoolItem, PoolRunOptions, TaskPool } from "../../pool/run/task_pool.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import { GatherCadFiles } from "../tasks/builtin_tasks.ts";
import { type CadSource, gatherFiles } from "../tasks/gather_files.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";
import type { WorkerTask } from "./item_runner.ts";
import type { WorkerConfig } from "./stage_call.ts";

/**
 * Whether tasks do nothing but look for CAD files. That waits for the system and computes next to
 * nothing, and no worker can encode a file before it.
 */
export function looksForFiles(definitions: readonly TaskDefinition[]): boolean {
  return definitions.every(({ source }) => source === GatherCadFiles);
}

/** A pool for such tasks, which runs them in this process; null where the flow has its own. */
export function gatherPool(
  { executor, debug }: Pick<PipelineSettings, "executor" | "debug">,
  onLog: (line: LogMessage) => void,
): TaskPool | null {
  return executor !== null || debug ? null : new GatherPool(onLog);
}

class GatherPool extends InlinePool {
  constructor(onLog: (line: LogMessage) => void) {
    super({ gather: () => gatherer(onLog) }, onLog);
  }

  /** The memory is this process's, and not that of a worker. */
  override run(
    items: Iterable<PoolItem> | AsyncIterable<PoolItem>,
    options: PoolRunOptions,
  ): Promise<void> {
    return super.run(items, { ...options, kind: "gather", onMemory: undefined });
  }
}

async function gatherer(onLog: (line: LogMessage) => void): Promise<Handler> {
  const { ItemRunner } = await import("./item_runner.ts");
  const warn = (message: string) =>
    onLog({ kind: "log", worker: 0, index: null, level: "WARNING", message, printed: true });
  const task = new GatherHere(warn);
  const tasks = new Map<string, WorkerTask>([
    [GatherCadFiles.taskName, { task, policy: GatherCadFiles.policy }],
  ]);
  const runner = new ItemRunner({ config: CONFIG, tasks, createStorage: noStorage });
  return {
    // A slow file system must not keep a run from being stopped: nothing here ends what waits.
    run: (payload, shared, context) =>
      abortable(runner.run(payload, shared, context), context.signal),
    close: () => runner.close(),
  };
}

/** As workers do it, but that warnings go to the run itself. */
class GatherHere extends GatherCadFiles {
  readonly #warn: (message: string) => void;

  constructor(warn: (message: string) => void) {
    super();
    this.#warn = warn;
  }

  override processItem(source: CadSource): Promise<string[]> {
    return gatherFiles(source, { warn: this.#warn });
  }
}

const CONFIG: WorkerConfig = {
  tasks: [],
  storage: "memory",
  loader: null,
  loaderOptions: {},
  deadline: null,
  needsLoader: false,
};

function noStorage(): never {
  throw new TypeError("Looking for files encodes nothing.");
}
