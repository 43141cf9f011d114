/** Checks tasks without running them. @module */
import { TrunnionError, UsageError } from "../base/errors.ts";
import { requireKnownOptions } from "../base/known_options.ts";
import { checkTasks } from "./tasks/check_tasks.ts";
import { planStages } from "./stages/plan_stages.ts";
import { defineTask } from "./tasks/task_definition.ts";

/** What tasks are checked for. */
export interface ValidateOptions {
  /** The names of the flow's inputs, or the inputs; without them bindings are not checked. */
  readonly inputs?: readonly string[] | Readonly<Record<string, unknown>>;
  /**
   * Whether the flow is to run in this process, where tasks need no module.
   *
   * @default {false}
   */
  readonly debug?: boolean;
}

/**
 * Says what would keep tasks from running as a flow: values that are no tasks, names used twice,
 * tasks that no worker can import, inputs that nothing provides.
 *
 * @returns a sentence a problem; none where all is well
 */
export function validateTasks(
  tasks: readonly unknown[],
  options: ValidateOptions = {},
): string[] {
  requireKnownOptions("check the tasks", options, { inputs: true, debug: true });
  const { inputs, debug = false } = options;
  const problems: string[] = [];
  const attempt = <T>(check: () => T): T | null => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof TrunnionError)) throw error;
      problems.push(error.message);
      return null;
    }
  };
  if (!Array.isArray(tasks)) {
    throw new UsageError(`Cannot check the tasks: they must be a list, found ${typeof tasks}.`);
  }
  const definitions = tasks.flatMap((task) => attempt(() => defineTask(task)) ?? []);
  attempt(() => checkTasks(definitions, debug));
  if (inputs !== undefined) {
    const given = isNames(inputs) ? Object.fromEntries(inputs.map((name) => [name, []])) : inputs;
    attempt(() => planStages(definitions, given));
  }
  return problems;
}

function isNames(inputs: NonNullable<ValidateOptions["inputs"]>): inputs is readonly string[] {
  return Array.isArray(inputs);
}
