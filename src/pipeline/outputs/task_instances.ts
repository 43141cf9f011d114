/** The tasks of a run, as `output.taskInstances` has them. @module */
import type { FlowRun } from "../../flow/engine/flow_run.ts";
import type { TaskCounts } from "../stages/run_environment.ts";
import type { Stage } from "../stages/stage.ts";
import type { BaseTask } from "../tasks/task_classes.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";

/** The tasks of a run, by their names. */
type TaskInstances = ReadonlyMap<string, BaseTask>;

/** Results and errors of a task are kept in memory up to this number; more are read later. */
const MOST_IN_MEMORY = 1000;

/** Makes the tasks of a run. */
export function makeInstances(definitions: readonly TaskDefinition[]): TaskInstances {
  return new Map(definitions.map(({ info, create }) => {
    const instance = create();
    instance.name = info.name;
    return [info.name, instance];
  }));
}

/** Tells each task how long its stage took. */
export function setDurations(
  instances: TaskInstances,
  stages: readonly Stage[],
  run: FlowRun,
): void {
  for (const { name, tasks } of stages) {
    const ms = run.jobs.get(name)?.durationMs ?? null;
    for (const { definition } of tasks) instances.get(definition.info.name)!.durationMs = ms;
  }
}

/** Lets each task report; gives what the first of them throws, or null. */
export async function finalizeTasks(instances: TaskInstances): Promise<unknown> {
  let failure: unknown = null;
  for (const instance of instances.values()) {
    try {
      await instance.finalize();
    } catch (error) {
      failure ??= error ?? new Error(`'${instance.name}' failed in finalize()`);
    }
  }
  return failure;
}

/** Reads what is little now, so that it outlives the next run of the flow. */
export function keepFewInMemory(
  instances: TaskInstances,
  counts: ReadonlyMap<string, TaskCounts>,
): void {
  for (const [name, { done, failed }] of counts) {
    const instance = instances.get(name)!;
    if (done + failed + instance.skipped <= MOST_IN_MEMORY) void instance.itemOutcomes;
    if (done <= MOST_IN_MEMORY) void instance.results;
    if (failed <= MOST_IN_MEMORY) void instance.errors;
  }
}
