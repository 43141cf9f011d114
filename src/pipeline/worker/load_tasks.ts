/** Finds a flow's tasks in their modules, by name. @module */
import { UsageError } from "../../base/errors.ts";
import { DuplicateTask } from "../errors.ts";
import type { WorkerConfig } from "./stage_call.ts";
import { importTaskModules } from "../tasks/import_guard.ts";
import { findTasks } from "../tasks/registry.ts";
import { ParallelTask } from "../tasks/task_classes.ts";
import { defineTask, isTaskClass } from "../tasks/task_definition.ts";
import type { WorkerTask } from "./item_runner.ts";

/**
 * Imports the modules of tasks, and looks up each task by its name.
 *
 * @throws UsageError for a task that its module does not make
 * @throws DuplicateTask for a name that the modules use twice
 */
export async function loadTasks(tasks: WorkerConfig["tasks"]): Promise<Map<string, WorkerTask>> {
  const urls = [...new Set(tasks.flatMap(({ module }) => module === null ? [] : [module]))];
  const modules = await importTaskModules(urls);
  const classes = [...modules.values()].flatMap((exports) => Object.values(exports))
    .filter(isTaskClass);
  return new Map(tasks.map(({ name, module }) => {
    const sources = new Set([
      ...findTasks(name, urls).map(({ task }) => task),
      ...classes.filter((taskClass) => defineTask(taskClass).info.name === name),
    ]);
    return [name, findOne(name, module, [...sources])];
  }));
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
