/** The pool of one run. @module */
import { sha256 } from "../../base/sha256.ts";
import { InlinePool } from "../../pool/run/inline_pool.ts";
import type { LogMessage } from "../../pool/channel/protocol.ts";
import type { TaskPool } from "../../pool/run/task_pool.ts";
import { LeasedPool } from "../../pool/run/warm_pools.ts";
import { WorkerPool } from "../../pool/run/worker_pool.ts";
import { isOwnModule } from "../code/own_version.ts";
import { textVersion } from "../code/text_version.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import { needsLoader } from "../tasks/injected.ts";
import { makeHandler } from "../../pool/channel/handler.ts";
import type { PoolExecutor } from "../../pool/run/pool_executor.ts";
import { ITEM_WORK, workKinds } from "./work_kinds.ts";
import { hostNeeds } from "./host_needs.ts";
import type { ItemRunner, WorkerTask } from "./item_runner.ts";
import type { WorkerConfig } from "./stage_call.ts";
import { ParallelTask } from "../tasks/task_classes.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";
import { ownText } from "./own_text.ts";
import { workerModules } from "./worker_modules.ts";

/** What a pool is made for. */
interface PoolRequest {
  /** The tasks that take items. */
  readonly definitions: readonly TaskDefinition[];
  readonly settings: PipelineSettings;
  onLog(line: LogMessage): void;
}

/** Opens the pool of a run, where the flow says that its items are done. */
export function makePool(request: PoolRequest): TaskPool {
  const { settings, onLog } = request;
  const config = workerConfig(request);
  const executor = settings.executor ??
    (settings.debug ? inlineExecutor(request) : workerExecutor(request, config));
  return executor.open({ kinds: workKinds(config), maxWorkers: settings.maxWorkers, onLog });
}

/** This thread. */
function inlineExecutor(request: PoolRequest): PoolExecutor {
  return {
    open({ kinds, onLog }) {
      const makers = Object.entries(kinds).map(([kind, source]) => [
        kind,
        // Tasks, and a storage, may be of a notebook's cell: they are taken as they are.
        kind === ITEM_WORK ? () => inlineRunner(request) : () => makeHandler(source),
      ]);
      return new InlinePool(Object.fromEntries(makers), onLog);
    },
  };
}

/** Workers of this machine, kept for the next run where they are in processes. */
function workerExecutor(request: PoolRequest, config: WorkerConfig): PoolExecutor {
  const { definitions, settings } = request;
  return {
    open({ kinds, maxWorkers, onLog }) {
      const { size, host, preload } = hostNeeds({ ...settings, maxWorkers }, config.needsLoader);
      const { isolation, drainTimeout } = settings;
      const create = () =>
        new WorkerPool({ size, isolation, kinds, host, preload, drainMs: drainTimeout, onLog });
      // Workers of this process would keep the program from ending.
      const key = isolation === "process" ? poolKey(request, config, size) : null;
      const pool = key === null ? create() : new LeasedPool(key, create, onLog);
      if (definitions.length > 0) pool.startAhead();
      return pool;
    },
  };
}

/**
 * The key of a pool: it differs wherever its workers would. A worker must never do the work of
 * another flow, or of older code.
 *
 * @returns what gives the key, as Trunnion's own code takes a while to read; null where the code is
 * not known
 */
function poolKey(
  { definitions, settings }: PoolRequest,
  config: WorkerConfig,
  size: number,
): (() => string | null) | null {
  const modules = workerModules(definitions.map(({ info }) => info), settings);
  const code = modules === null ? null : textVersion(modules, isOwnModule);
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
  return () => {
    const own = ownText();
    return own === null ? null : sha256(JSON.stringify({ ...facts, own }));
  };
}

/** What does items is loaded where they are done: else that is in workers. */
async function inlineRunner(request: PoolRequest): Promise<ItemRunner> {
  const [{ ItemRunner }, { storageFactory }] = await Promise.all([
    import("./item_runner.ts"),
    import("./storage_factory.ts"),
  ]);
  const tasks = new Map(request.definitions.flatMap(({ info, create }): [string, WorkerTask][] => {
    const task = create();
    return task instanceof ParallelTask ? [[info.name, { task, policy: info.policy }]] : [];
  }));
  const createStorage = await storageFactory(request.settings.storage);
  const handler = new ItemRunner({ config: workerConfig(request), tasks, createStorage });
  await handler.boot();
  return handler;
}

function workerConfig({ definitions, settings }: PoolRequest): WorkerConfig {
  const { storage, loader, loaderOptions, deadline } = settings;
  return {
    tasks: definitions.map(({ info }) => ({ name: info.name, module: info.moduleUrl })),
    // An object is used only when debugging, which makes no use of this field.
    storage: typeof storage === "string" || "module" in storage ? storage : "optimized",
    loader,
    loaderOptions,
    deadline,
    needsLoader: needsLoader(definitions),
  };
}
