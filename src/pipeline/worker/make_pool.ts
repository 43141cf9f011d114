/** The pool of one run. @module */
import { sha256 } from "../../base/sha256.ts";
import { InlinePool } from "../../pool/run/inline_pool.ts";
import { heapFor, roomHere, workersFor } from "../../pool/run/pool_size.ts";
import type { LogMessage } from "../../pool/channel/protocol.ts";
import type { TaskPool } from "../../pool/run/task_pool.ts";
import { LeasedPool } from "../../pool/run/warm_pools.ts";
import { WorkerPool } from "../../pool/run/worker_pool.ts";
import { textVersion } from "../code/text_version.ts";
import type { PipelineSettings } from "../options.ts";
import { injectedKind } from "../tasks/injected.ts";
import { ItemRunner, type WorkerTask } from "./item_runner.ts";
import type { WorkerConfig } from "../items/stage_call.ts";
import { ParallelTask } from "../tasks/task_classes.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";
import { workerModules } from "./worker_modules.ts";
import { storageFactory } from "./boot_worker.ts";

/** What a worker takes of the memory before its task takes any. */
const WORKER_BYTES = 150 * 2 ** 20;
/** What the CAD kernel beside it takes. */
const KERNEL_BYTES = 600 * 2 ** 20;

/** What a pool is made for. */
export interface PoolNeeds {
  /** The tasks that take items. */
  readonly definitions: readonly TaskDefinition[];
  readonly settings: PipelineSettings;
  onLog(line: LogMessage): void;
}

/** Makes workers, or none when debugging (then `size` is null). */
export function makePool(needs: PoolNeeds): { pool: TaskPool; size: number | null } {
  const { settings, onLog } = needs;
  if (settings.debug) {
    return { pool: new InlinePool(() => inlineHandler(needs), onLog), size: null };
  }
  const config = workerConfig(needs);
  const room = roomHere();
  const size = settings.maxWorkers ??
    workersFor(room, WORKER_BYTES + (config.needsLoader ? KERNEL_BYTES : 0));
  const host = {
    maxHeapBytes: settings.maxHeapBytes ?? heapFor(room, size),
    config: settings.config,
  };
  const { isolation, drainTimeout } = settings;
  const handler = new URL("./boot_worker.ts", import.meta.url).href;
  const create = () =>
    new WorkerPool({ size, isolation, handler, config, host, drainMs: drainTimeout, onLog });
  // Workers of this process would keep the program from ending.
  const key = isolation === "process" ? poolKey(needs, config, size) : null;
  const pool = key === null ? create() : new LeasedPool(key, create, onLog);
  if (needs.definitions.length > 0) pool.startAhead();
  return { pool, size };
}

/**
 * Differs wherever a worker would: it must never do the work of another flow, or of older code.
 *
 * @returns null where the code is not known
 */
function poolKey(
  { definitions, settings }: PoolNeeds,
  config: WorkerConfig,
  size: number,
): string | null {
  const modules = workerModules(definitions.map(({ info }) => info), settings);
  const code = modules === null ? null : textVersion(modules);
  if (code === null) return null;
  const { maxHeapBytes, drainTimeout, config: denoConfig } = settings;
  const env = Deno.permissions.querySync({ name: "env" }).state === "granted"
    ? Object.entries(Deno.env.toObject()).sort()
    : [];
  const facts = {
    code,
    config,
    size,
    maxHeapBytes,
    denoConfig,
    drainTimeout,
    env,
    cwd: Deno.cwd(),
  };
  return sha256(JSON.stringify(facts));
}

async function inlineHandler(needs: PoolNeeds): Promise<ItemRunner> {
  const tasks = new Map(needs.definitions.flatMap(({ info, create }): [string, WorkerTask][] => {
    const task = create();
    return task instanceof ParallelTask ? [[info.name, { task, policy: info.policy }]] : [];
  }));
  const createStorage = await storageFactory(needs.settings.storage);
  const handler = new ItemRunner({ config: workerConfig(needs), tasks, createStorage });
  await handler.boot();
  return handler;
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
