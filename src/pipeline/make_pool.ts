/** The pool of one run. @module */
import { createHash } from "node:crypto";
import { InlinePool } from "../pool/inline_pool.ts";
import { heapFor, roomHere, workersFor } from "../pool/pool_size.ts";
import type { LogMessage } from "../pool/protocol.ts";
import type { TaskPool } from "../pool/task_pool.ts";
import { LeasedPool } from "../pool/warm_pools.ts";
import { WorkerPool } from "../pool/worker_pool.ts";
import type { FlowSettings } from "./flow_options.ts";
import { injectedKind } from "./injected.ts";
import { PipelineRunner, type WorkerTask } from "./pipeline_runner.ts";
import type { WorkerConfig } from "./stage_call.ts";
import { ParallelTask } from "./task_classes.ts";
import type { TaskDefinition } from "./task_definition.ts";
import { storageFactory } from "./worker_runner.ts";

/** What a worker takes of the memory before its task takes any. */
const WORKER_BYTES = 150 * 2 ** 20;
/** What the CAD kernel beside it takes. */
const KERNEL_BYTES = 600 * 2 ** 20;

/** What a pool is made for. */
export interface PoolNeeds {
  /** The tasks that take items. */
  readonly definitions: readonly TaskDefinition[];
  readonly settings: FlowSettings;
  /**
   * Tells the code that workers import from any other: workers are kept for the next flow of the
   * same code; null where it is not known.
   *
   * @default {null, so that no worker is kept}
   */
  readonly codeVersion?: string | null;
  onLog(line: LogMessage): void;
}

/** Makes workers, or none when debugging (then `size` is null). */
export function makePool(needs: PoolNeeds): { pool: TaskPool; size: number | null } {
  const { settings, onLog } = needs;
  if (settings.debug) return { pool: new InlinePool(() => inlineRunner(needs), onLog), size: null };
  const config = workerConfig(needs);
  const room = roomHere();
  const size = settings.maxWorkers ??
    workersFor(room, WORKER_BYTES + (config.needsLoader ? KERNEL_BYTES : 0));
  const host = { maxHeapBytes: settings.maxHeapBytes ?? heapFor(room, size) };
  const { isolation, grace } = settings;
  const runner = new URL("./worker_runner.ts", import.meta.url).href;
  const create = () =>
    new WorkerPool({ size, isolation, runner, config, host, graceMs: grace, onLog });
  // Workers of this process would keep the program from ending.
  const pool = isolation === "process" && typeof needs.codeVersion === "string"
    ? new LeasedPool(poolKey(needs, config, size), create, onLog)
    : create();
  if (needs.definitions.length > 0) pool.startAhead();
  return { pool, size };
}

/** Differs wherever a worker would: it must never do the work of another flow, or of older code. */
function poolKey({ settings, codeVersion }: PoolNeeds, config: WorkerConfig, size: number): string {
  const { maxHeapBytes, grace } = settings;
  const env = Deno.permissions.querySync({ name: "env" }).state === "granted"
    ? Object.entries(Deno.env.toObject()).sort()
    : [];
  const facts = { codeVersion, config, size, maxHeapBytes, grace, env, cwd: Deno.cwd() };
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

async function inlineRunner(needs: PoolNeeds): Promise<PipelineRunner> {
  const tasks = new Map(needs.definitions.flatMap(({ info, create }): [string, WorkerTask][] => {
    const task = create();
    return task instanceof ParallelTask ? [[info.name, { task, policy: info.policy }]] : [];
  }));
  const createStorage = await storageFactory(needs.settings.storage);
  const runner = new PipelineRunner({ config: workerConfig(needs), tasks, createStorage });
  await runner.boot();
  return runner;
}

function workerConfig({ definitions, settings }: PoolNeeds): WorkerConfig {
  const { storage, loader, loaderOptions, deadline } = settings;
  return {
    tasks: definitions.map(({ info }) => ({ name: info.name, module: info.moduleUrl })),
    // An object is used only when debugging, which makes no use of this field.
    storage: typeof storage === "string" || "module" in storage ? storage : "optimized",
    loader,
    loaderOptions,
    deadline,
    needsLoader: definitions.some(({ info }) =>
      info.inputs.some((input) => injectedKind(input) === "cad_loader")
    ),
  };
}
