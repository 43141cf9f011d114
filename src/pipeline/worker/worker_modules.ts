/** Whose code decides what workers do. @module */
import type { PipelineSettings } from "../pipeline_settings.ts";
import type { TaskInfo } from "../tasks/task_info.ts";

/** The modules that all workers run beside the tasks'. */
export const OWN_MODULES = [new URL("./boot_worker.ts", import.meta.url).href];

/**
 * URLs of the modules of tasks, of their loader, of their storage and of Trunnion itself.
 *
 * @returns null where a task has no module, as one of a notebook's cell
 */
export function workerModules(
  infos: readonly Pick<TaskInfo, "moduleUrl">[],
  { loader, storage }: Pick<PipelineSettings, "loader" | "storage">,
): string[] | null {
  const tasks = infos.flatMap(({ moduleUrl }) => moduleUrl === null ? [] : [moduleUrl]);
  if (tasks.length < infos.length) return null;
  const others = [loader, storage].flatMap((choice) =>
    choice !== null && typeof choice === "object" && "module" in choice ? [choice.module] : []
  );
  return [...new Set([...tasks, ...others, ...OWN_MODULES])];
}
