/** What a pipeline's workers run: the flow's tasks, on one item at a time. @module */
import type { Handler } from "../../pool/channel/handler.ts";
import type { WorkerConfig } from "./stage_call.ts";
import { ItemRunner } from "./item_runner.ts";
import { loadTasks } from "./load_tasks.ts";
import { storageFactory } from "./storage_factory.ts";

/**
 * Boots a worker: loads the tasks, then the loader.
 *
 * @throws UsageError for a task that its module does not make
 * @throws DuplicateTask for a name that the modules use twice
 */
export async function createHandler(given: unknown): Promise<Handler> {
  const config = given as WorkerConfig; // made by the pipeline that starts the worker
  const tasks = await loadTasks(config.tasks);
  const createStorage = await storageFactory(config.storage);
  const handler = new ItemRunner({ config, tasks, createStorage });
  await handler.boot();
  return handler;
}
