/** What a flow's `tasks` may hold, brought to one form. @module */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions, requireNames } from "../../base/known_options.ts";
import { pickOptions } from "../../base/option_rules.ts";
import { functionTaskInfo } from "./flowtask.ts";
import { registeredTask } from "./profiled_task.ts";
import { BaseTask, ParallelTask, SequentialTask } from "./task_classes.ts";
import type { TaskInfo } from "./task_info.ts";
import { checkPolicy, TASK_POLICY, type TaskPolicy } from "./task_policy.ts";

/** A task's contract, and the class that runs it. */
export interface TaskDefinition {
  readonly info: TaskInfo;
  /** What stood in `tasks`: tells two tasks of one name apart. */
  readonly source: unknown;
  /** Makes the task; once a run in the main process, once in each worker. */
  create(): BaseTask;
}

/** A class of a task, with the statics that state its contract. */
interface TaskClass
  extends
    Pick<typeof BaseTask, "module" | "taskName" | "inputs" | "outputs" | "schema" | "policy"> {
  new (): BaseTask;
  readonly name: string;
  readonly prototype: BaseTask;
  readonly kind?: TaskInfo["kind"];
}

/** Whether a value is a class that extends one of the task classes. */
export function isTaskClass(value: unknown): value is TaskClass {
  return typeof value === "function" && value.prototype instanceof BaseTask;
}

/**
 * Brings a task to its definition.
 *
 * @throws UsageError when it is none
 */
export function defineTask(source: unknown): TaskDefinition {
  const info = functionTaskInfo(source);
  if (info !== null) {
    const { taskClass } = source as { taskClass: new () => BaseTask };
    return { info, source: registeredTask(source), create: () => new taskClass() };
  }
  if (isTaskClass(source)) return { info: classInfo(source), source, create: () => new source() };
  const found = source instanceof BaseTask
    ? `an instance of ${source.constructor.name}: put the class itself there`
    : typeof source === "function"
    ? `the plain function '${source.name}': wrap it in flowtask.extract, transform or custom`
    : source === null
    ? "null"
    : typeof source;
  throw new UsageError(
    "Cannot use a task: it must be made by flowtask, or be a class that extends ParallelTask or " +
      `SequentialTask; found ${found}.`,
  );
}

/** The contract that a class states by its statics. */
function classInfo(taskClass: TaskClass): TaskInfo {
  const parallel = taskClass.prototype instanceof ParallelTask;
  if (!parallel && !(taskClass.prototype instanceof SequentialTask)) {
    throw new UsageError(
      `Cannot use the task ${taskClass.name}: it must extend ParallelTask or SequentialTask.`,
    );
  }
  requireKnownOptions(`use the policy of ${taskClass.name}`, taskClass.policy, TASK_POLICY);
  checkPolicy(`the task ${taskClass.name}`, taskClass.policy);
  const use = `use the task ${taskClass.name}`;
  requireNames(use, "its `static inputs`", taskClass.inputs);
  requireNames(use, "its `static outputs`", taskClass.outputs);
  return {
    kind: parallel ? taskClass.kind ?? "transform" : "custom",
    name: taskClass.taskName ?? taskClass.name,
    inputs: taskClass.inputs,
    outputs: taskClass.outputs,
    parallelExecution: parallel,
    schema: taskClass.schema,
    policy: pickOptions<TaskPolicy>(taskClass.policy, TASK_POLICY),
    moduleUrl: taskClass.module,
    location: taskClass.module ?? `class ${taskClass.name}`,
    className: taskClass.name,
  };
}

/** Whether a task is done by workers, rather than here. */
export function runsInWorker({ kind, parallelExecution }: TaskInfo): boolean {
  return kind !== "custom" || parallelExecution;
}
