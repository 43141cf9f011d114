/** What makes the results of a stage, apart from its items. @module */
import v8 from "node:v8";
import { sha256 } from "../../base/sha256.ts";
import type { StageFingerprint } from "../../journal/journal_types.ts";
import { codeVersion } from "../code/code_version.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import { byItem } from "../items/by_item.ts";
import { parametersText } from "../items/parameters_text.ts";
import type { Stage } from "./stage.ts";
import type { StageCall } from "../worker/stage_call.ts";
import type { TaskInfo } from "../tasks/task_info.ts";

/**
 * What must be the same for an item to be kept: code, parameters and schema. Time limits, retries
 * and the number of workers change no result, and do not count.
 *
 * @returns null where that cannot be said: for extracts, which look for new files each time; tasks
 * of a notebook's cell; storages that are objects, or in memory; and values without a copy
 */
export async function stageFingerprint(
  stage: Stage,
  call: StageCall,
  settings: PipelineSettings,
): Promise<StageFingerprint | null> {
  const infos = stage.tasks.map(({ definition }) => definition.info);
  if (infos.some(({ kind }) => kind !== "transform")) return null;
  const { storage, loader, loaderOptions, deadline, items } = settings;
  if (stage.encodes && (storage === "memory" || isObject(storage))) return null;
  const code = await codeOf(infos, [loader, stage.encodes ? storage : null]);
  const parameters = hashOf({
    tasks: call.tasks.map(({ name, outputs, parameters }) => ({
      name,
      outputs,
      parameters: parameters.map((one) =>
        one.kind === "value" ? { ...one, value: byItem(one.value)?.shared ?? one.value } : one
      ),
    })),
    loader: loader?.export ?? null,
    loaderOptions,
    deadline,
    storage: stage.encodes ? (typeof storage === "string" ? storage : exportOf(storage)) : null,
    onError: items.onError ?? null,
    // Left out where there are none: so items of earlier versions are kept.
    ...call.previewFolder === null ? {} : { previews: true },
  });
  const profiles = call.tasks.flatMap(({ profile }) => profile ?? []);
  const schema = hashOf(call.tasks.map((task) => task.schema));
  return code === null || parameters === null || schema === null
    ? null
    : { code, parameters: parametersText(parameters, profiles), schema };
}

/** @param choices what the flow says of its loader and its storage */
async function codeOf(
  infos: readonly TaskInfo[],
  choices: readonly unknown[],
): Promise<string | null> {
  const tasks = infos.flatMap(({ moduleUrl, ...info }) =>
    moduleUrl === null ? [] : [{ ...info, moduleUrl }]
  );
  if (tasks.length < infos.length) return null; // a task of a notebook's cell
  const others = choices.flatMap((choice) =>
    choice !== null && typeof choice === "object" && "module" in choice
      ? [String(choice.module)]
      : []
  );
  return await codeVersion(tasks, others);
}

function isObject(storage: PipelineSettings["storage"]): boolean {
  return typeof storage === "object" && !("module" in storage);
}

function exportOf(storage: object): string | null {
  return "export" in storage ? String(storage.export) : null;
}

/** A hash over values; null where they have no copy, as functions have none. */
function hashOf(value: unknown): string | null {
  try {
    return sha256(v8.serialize(value));
  } catch {
    return null;
  }
}
