/** What all items of a stage share, for the workers. @module */
import { dirname } from "node:path";
import type { Stage } from "./stage.ts";
import type { RunEnvironment } from "./run_environment.ts";
import type { Parameter, StageCall } from "../worker/stage_call.ts";
import type { AvailableData } from "./stage_output.ts";

/** Binds a stage to the data that it takes. */
export function makeStageCall(
  { tasks, encodes }: Stage,
  { flowName, folder, settings, dry, replay }: RunEnvironment,
  data: AvailableData,
): StageCall {
  return {
    flow: flowName,
    encodedFolder: folder.encoded,
    summaryFolder: folder.summaries,
    previewFolder: encodes && settings.exportVisualization ? dirname(folder.previewsPng) : null,
    tasks: tasks.map(({ definition: { info }, bindings }) => ({
      name: info.name,
      schema: info.schema,
      outputs: info.outputs,
      profile: info.profile,
      parameters: bindings.map((binding): Parameter => {
        if (binding.kind === "value") return { kind: "value", value: data.value(binding) };
        return binding.kind === "item" ? { kind: "item" } : binding;
      }),
    })),
    auditEvery: dry === null && replay === null ? settings.auditEvery : 0,
    items: settings.items,
    encodes,
    makesItems: tasks[0].definition.info.kind === "extract",
  };
}
