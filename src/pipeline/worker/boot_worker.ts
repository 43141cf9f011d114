/** What a pipeline's workers run: finds the flow's tasks in their modules. @module */
import { UsageError } from "../../base/errors.ts";
import type { Handler } from "../../pool/channel/handler.ts";
import { createStorage } from "../../storage/create_storage.ts";
import type { DataStorage } from "../../storage/data_storage.ts";
import type { StorageProvider } from "../../storage/storage_provider.ts";
import { exportedObject } from "./boot_loader.ts";
import { DuplicateTask } from "../errors.ts";
import { importTaskModules } from "../tasks/import_guard.ts";
import { ItemRunner, type WorkerTask } from "./item_runner.ts";
import { findTasks } from "../tasks/registry.ts";
import type { WorkerConfig } from "../items/stage_call.ts";
import { ParallelTask } from "../tasks/task_classes.ts";
import { defineTask, isTaskClass } from "../tasks/task_definition.ts";

/**
 * Boots a worker: imports the task modules, looks up each task by its name, then boots the loader.
 *
 * @throws UsageError for a task that its module does not make
 * @throws DuplicateTask for a name that the modules use twice
 */
export async function createHandler(given: unknown): Promise<Handler> {
  const config = given as WorkerConfig; // made by the pipeline that starts the worker
  const urls = [...new Set(config.tasks.flatMap(({ module }) => module === null ? [] : [module]))];
  const modules = await importTaskModules(urls);
  const classes = [...modules.values()].flatMap((exports) => Object.values(exports))
    .filter(isTaskClass);
  const tasks = new Map(config.tasks.map(({ name, module }) => {
    const sources = new Set([
      ...findTasks(name, urls).map(({ task }) => task),
      ...classes.filter((taskClass) => defineTask(taskClass).info.name === name),
    ]);
    return [name, findOne(name, module, [...sources])];
  }));
  const handler = new ItemRunner({
    config,
    tasks,
    createStorage: await storageFactory(config.storage),
  });
  await handler.boot();
  return handler;
}

/** How a flow's storages are made. */
export async function storageFactory(
  choice: WorkerConfig["storage"] | StorageProvider,
): Promise<(path: string) => DataStorage> {
  if (typeof choice === "string") return (path) => createStorage(choice, path);
  const provider = "module" in choice
    ? await exportedObject<StorageProvider>(choice, "createStorage", "storage provider")
    : choice;
  return (path) => provider.createStorage(path);
}

function findOne(name: string, module: string | null, sources: readonly unknown[]): WorkerTask {
  if (sources.length > 1) {
    throw new DuplicateTask(
      `Cannot find the task '${name}': the flow's modules make several of that name. ` +
        "Give each a `name` of its own.",
      { data: { task: name } },
    );
  }
  if (sources.length === 1) {
    const { info, create } = defineTask(sources[0]);
    const task = create();
    if (task instanceof ParallelTask) return { task, policy: info.policy };
  }
  throw new UsageError(
    `Cannot find the task '${name}' in ${module}: a worker imported the module, and it made no ` +
      "such task. Make it at the module's top level, unconditionally; export it if it is a class.",
    { data: { task: name, module } },
  );
}
