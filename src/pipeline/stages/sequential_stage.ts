/** A task that runs once, in this process. @module */
import { requireOutputs } from "../items/declared_outputs.ts";
import { messageOf } from "../../base/message_of.ts";
import type { Job } from "../../flow/job.ts";
import type { InjectedContext } from "../tasks/injected.ts";
import { taskLog } from "../tasks/task_log.ts";
import type { PlannedTask } from "./stage.ts";
import type { RunEnvironment } from "./run_environment.ts";
import { AvailableData, nameOutputs, type StageOutput } from "./stage_output.ts";
import { resultOf, type SequentialTask } from "../tasks/task_classes.ts";

/** Makes the job of a task that runs once. */
export function sequentialStage(task: PlannedTask, environment: RunEnvironment): Job {
  const { info } = task.definition;
  const { onError, ...policy } = info.policy;
  const outputOf = (result: unknown): StageOutput => {
    if (result !== null) requireOutputs(info.name, info.outputs, result);
    const list = Array.isArray(result) ? result : null;
    return new Map([[info.name, { values: nameOutputs(info.outputs, result), list }]]);
  };
  /** The result that stands in for an error. */
  const standIn = async (error: unknown): Promise<StageOutput> => {
    const result = typeof onError === "function" ? await onError(error, null) ?? null : null;
    const instance = environment.instances.get(info.name)!;
    if (result === null) instance.skipped++;
    else instance.results = [result];
    environment.log(
      "WARNING",
      `'${info.name}' failed, which its onError allows: ${messageOf(error)}`,
    );
    return outputOf(result);
  };
  return {
    ...policy,
    name: info.name,
    onError: onError === undefined || onError === "fail" ? "fail" : standIn,
    // Without a time limit a task is waited for when the run is cancelled: it may have to clean up.
    grace: policy.grace ?? (policy.timeout === undefined ? Infinity : undefined),
    run: async (inputs, { signal }): Promise<StageOutput> => {
      const { flowName, given, instances, log } = environment;
      // Every job of a pipeline puts out a StageOutput.
      const data = new AvailableData(given, Object.values(inputs) as StageOutput[]);
      const context: InjectedContext = {
        flow: flowName,
        task: info.name,
        itemIndex: 0,
        worker: 0,
        signal,
        log: taskLog(log),
      };
      const values = Object.fromEntries(info.inputs.map((input, i) => {
        const binding = task.bindings[i];
        return [input, binding.kind === "value" ? data.value(binding) : context];
      }));
      log("INFO", `Executing SequentialTask '${info.name}'.`);
      const instance = instances.get(info.name) as SequentialTask;
      const stage = environment.journal.stage(info.name);
      stage.begin({
        total: 0,
        workers: 1,
        kept: { done: 0, skipped: 0, failed: 0 },
        reasons: {},
        tasks: [info.name],
      });
      const result = resultOf(await instance.execute(values)) ?? null;
      stage.setMemory(environment.memory.peaks());
      stage.finish();
      const output = outputOf(result);
      instance.results = result === null ? [] : [result];
      return output;
    },
  };
}
