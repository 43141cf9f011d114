/** What must hold of a flow's tasks before anything runs. @module */
import { UsageError } from "../../base/errors.ts";
import { DuplicateTask } from "../errors.ts";
import { findTasks } from "./registry.ts";
import { runsInWorker, type TaskDefinition } from "./task_definition.ts";
import type { TaskInfo } from "./task_info.ts";

/**
 * Refuses tasks that a worker could not find by their names.
 *
 * @throws DuplicateTask for a name that stands twice in the flow, or in its modules
 * @throws UsageError for a task without a module, unless `debug`
 */
export function checkTasks(definitions: readonly TaskDefinition[], debug: boolean): void {
  const modules = [...new Set(definitions.map(({ info }) => info.moduleUrl))];
  const seen = new Map<string, TaskDefinition>();
  for (const definition of definitions) {
    const { info, source } = definition;
    const other = seen.get(info.name);
    if (other !== undefined) {
      throw new DuplicateTask(
        other.source === source
          ? `Cannot make the flow: the task '${info.name}' stands in it twice. A task runs once ` +
            "in a flow; make another of the same function under another name."
          : duplicateText(other.info, info),
        { data: { task: info.name } },
      );
    }
    seen.set(info.name, definition);
    const twin = findTasks(info.name, modules).find(({ task }) => task !== source);
    if (twin !== undefined) {
      throw new DuplicateTask(duplicateText(twin.info, info), { data: { task: info.name } });
    }
    if (!debug) requireModule(info);
  }
}

function duplicateText(a: TaskInfo, b: TaskInfo): string {
  return `Cannot make the flow: workers find a task by its name, and two are called '${a.name}': ` +
    `one at ${a.location}, one at ${b.location}. Give one of them another \`name\`.`;
}

function requireModule(info: TaskInfo): void {
  if (info.moduleUrl !== null || !runsInWorker(info)) return;
  throw new UsageError(
    `Cannot run the task '${info.name}' in workers: it was made in ${info.location}, such as a ` +
      "notebook's cell, which no worker can import. Move it to a module file and import it from " +
      "there, say `module: import.meta.url` where a file is not found, or run the flow with " +
      "`debug: true`.",
    { data: { task: info.name, location: info.location } },
  );
}
