/** What a flow was told: "Flow Specifications" in its summary. @module */
import type { PipelineSettings } from "../pipeline_settings.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";

/** The settings of a run, its limit and its tasks, as JSON has them. */
export function flowSpecifications(
  definitions: readonly TaskDefinition[],
  settings: PipelineSettings,
  limit: number | null,
): Record<string, unknown> {
  const { maxWorkers, debug, storage, mlTask, deadline, loader, loaderOptions } = settings;
  return {
    max_workers: maxWorkers,
    isolation: settings.isolation,
    max_heap_bytes: settings.maxHeapBytes,
    sequential_mode: debug,
    storage_type: typeof storage === "string" ? storage : "custom",
    ml_task: mlTask,
    auto_dataset_export: settings.autoDatasetExport,
    export_visualization: settings.exportVisualization,
    deadline,
    loader_options: loaderOptions,
    loader: loader === null ? "built-in" : loader.module,
    limit,
    tasks: definitions.map(({ info: { name, kind, inputs, outputs } }) => ({
      name,
      kind,
      inputs,
      outputs,
    })),
  };
}
