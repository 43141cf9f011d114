/**
 * The tasks of this process, by name.
 *
 * It is filled by importing the modules that make them, here as in every worker, and it is the
 * one thing that all runs of a process share: what a module defines does not depend on the run.
 *
 * @module
 */
import type { TaskInfo } from "./task_info.ts";

/** A task and its contract. */
interface RegisteredTask {
  readonly task: unknown;
  readonly info: TaskInfo;
}

const registry = new Map<string, RegisteredTask[]>();

/** Takes a task in. A task of a cell replaces the one that the cell made before. */
export function registerTask(task: unknown, info: TaskInfo): void {
  const others = registry.get(info.name) ?? [];
  const kept = info.moduleUrl === null
    ? others.filter((other) => other.info.moduleUrl !== null)
    : others;
  registry.set(info.name, [...kept, { task, info }]);
}

/** The tasks of a name that certain modules have made. */
export function findTasks(name: string, modules: readonly (string | null)[]): RegisteredTask[] {
  return (registry.get(name) ?? []).filter(({ info }) => modules.includes(info.moduleUrl));
}

/** The contracts of all tasks that this process knows, in order of their names. */
export function listRegisteredTasks(): TaskInfo[] {
  return [...registry.values()].flat().map(({ info }) => info)
    .sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
