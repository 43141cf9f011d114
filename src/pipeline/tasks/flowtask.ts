/**
 * Makes tasks of functions.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions, requireNames } from "../../base/known_options.ts";
import { pickOptions } from "../../base/option_rules.ts";
import type { Schema } from "../../storage/schema/schema.ts";
import type { TaskArguments } from "./injected.ts";
import { functionTaskClass } from "./function_tasks.ts";
import { registerTask } from "./registry.ts";
import type { BaseTask } from "./task_classes.ts";
import type { TaskInfo, TaskKind } from "./task_info.ts";
import { locateTask } from "./task_location.ts";
import { checkPolicy, TASK_POLICY, type TaskPolicy } from "./task_policy.ts";

/** The contract of a task. */
export interface FlowtaskOptions<I extends readonly string[]> extends TaskPolicy {
  /**
   * The name by which workers find the task: unique in a flow.
   *
   * @default {the function's name, else that of the constant which the task is assigned to}
   */
  readonly name?: string;
  /** What the task is called with, in this order: names of data, or of what is injected. */
  readonly inputs: I;
  /**
   * The names of what it returns, for later tasks.
   *
   * @default {[]}
   */
  readonly outputs?: readonly string[];
  /**
   * Whether it is called once an item, by workers.
   *
   * @default {true for extract and transform, false for custom}
   */
  readonly parallelExecution?: boolean;
  /** Set on each storage before the task gets it. */
  readonly schema?: Schema;
  /**
   * URL of the module in which the task is made: `import.meta.url`.
   *
   * @default {the outermost file on the stack}
   */
  readonly module?: string;
}

/** What a task's function carries beside itself. */
export interface TaskMetadata {
  /** Whether it makes items, takes them, or anything. */
  readonly taskType: TaskKind;
  /** The name by which workers find it. */
  readonly taskName: string;
  /** What the function is called with, in this order. */
  readonly taskInputs: readonly string[];
  /** The names of what it returns. */
  readonly taskOutputs: readonly string[];
  /** Whether it is called once an item, by workers. */
  readonly parallelExecution: boolean;
  /** Set on each storage before the task gets it. */
  readonly schema: Schema | null;
  /** The module that workers import; null for a cell of a notebook. */
  readonly moduleUrl: string | null;
  /** Makes the task that runs the function in a flow. */
  readonly taskClass: new () => BaseTask;
}

/** A function of a task: it can be called as it is, and put into a flow. */
export type FunctionTask<F> = F & TaskMetadata;

/** A function with the parameters that the inputs `I` ask for. */
export type FlowtaskFunction<I extends readonly string[]> = (...args: TaskArguments<I>) => unknown;

const OPTIONS: OptionNames<FlowtaskOptions<readonly string[]>> = {
  ...TASK_POLICY,
  name: true,
  inputs: true,
  outputs: true,
  parallelExecution: true,
  schema: true,
  module: true,
};
/** Where a function of a task keeps its contract. */
export const TASK_INFO = Symbol.for("trunnion.task");
/** How many nameless tasks each module has made. */
const nameless = new Map<string | null, number>();

function make<const I extends readonly string[], F extends FlowtaskFunction<I>>(
  kind: TaskKind,
  options: FlowtaskOptions<I>,
  fn: F,
): FunctionTask<F> {
  if (typeof fn !== "function") {
    throw new UsageError(
      `Cannot make a task of ${fn === null ? "null" : typeof fn}: flowtask.${kind}(options, fn) ` +
        "takes the function second.",
    );
  }
  requireKnownOptions(`make the task '${options?.name ?? fn.name}'`, options, OPTIONS);
  const given = options.name ?? fn.name;
  // A stack costs milliseconds, as Deno finds out where its lines were in TypeScript.
  const isKnown = options.module !== undefined && given !== "";
  const location = isKnown ? null : locateTask([import.meta.url]);
  const { inputs, outputs = [], parallelExecution = kind !== "custom", schema = null } = options;
  const moduleUrl = options.module ?? location?.moduleUrl ?? null;
  const name = given || (location?.constant ?? number(kind, moduleUrl));
  const policy = pickOptions<TaskPolicy>(options, TASK_POLICY);
  checkPolicy(`the task '${name}'`, policy);
  requireNames(`make the task '${name}'`, "`inputs`", inputs);
  requireNames(`make the task '${name}'`, "`outputs`", outputs);
  const taskClass = functionTaskClass(kind, parallelExecution, inputs, fn);
  const metadata: TaskMetadata = {
    taskType: kind,
    taskName: name,
    taskInputs: [...inputs],
    taskOutputs: [...outputs],
    parallelExecution,
    schema,
    moduleUrl,
    taskClass,
  };
  const info: TaskInfo = {
    kind,
    name,
    inputs: metadata.taskInputs,
    outputs: metadata.taskOutputs,
    parallelExecution,
    schema,
    policy,
    moduleUrl,
    location: options.module ?? location!.text, // one of them is there
    className: taskClass.name,
  };
  // A function of its own, so that one function can be two tasks; it has the type of the one it
  // calls.
  const own: FlowtaskFunction<I> = (...args) => fn(...args);
  const task = Object.assign(own as F, metadata);
  Object.defineProperty(task, "name", { value: name });
  Object.defineProperty(task, TASK_INFO, { value: info });
  registerTask(task, info);
  return task;
}

function number(kind: TaskKind, moduleUrl: string | null): string {
  const count = (nameless.get(moduleUrl) ?? 0) + 1;
  nameless.set(moduleUrl, count);
  return `${kind}_${count}`;
}

/** The contract of a function task; null for anything else. */
export function functionTaskInfo(value: unknown): TaskInfo | null {
  if (typeof value !== "function") return null;
  return (value as { [TASK_INFO]?: TaskInfo })[TASK_INFO] ?? null;
}

/** Makes a task of a function. */
export type MakeTask = <const I extends readonly string[], F extends FlowtaskFunction<I>>(
  options: FlowtaskOptions<I>,
  fn: F,
) => FunctionTask<F>;

/** See {@linkcode flowtask}. */
export interface Flowtask {
  /**
   * A task that makes items. It is called once a source and the results are joined into one
   * list; with `parallelExecution: false` it gets the whole list of sources in one call.
   */
  readonly extract: MakeTask;
  /** A task that takes one item at a time, in parallel. Null skips the item. */
  readonly transform: MakeTask;
  /** Any other task: called once, in the main process. What it throws ends the flow. */
  readonly custom: MakeTask;
}

/**
 * Makes tasks of functions, in a module that workers can import.
 *
 * The parameters are typed by the inputs' names: a wrong order does not compile.
 *
 * @example
 * ```ts
 * import { flowtask } from "trunnion";
 *
 * export const gather = flowtask.extract(
 *   { inputs: ["sources"], outputs: ["files"] },
 *   (folder: string) => [...Deno.readDirSync(folder)].map((entry) => `${folder}/${entry.name}`),
 * );
 * export const count = flowtask.transform(
 *   { inputs: ["cad_file", "cad_loader"], outputs: ["face_count"] },
 *   async (file, loader) => (await loader.createFromFile(file)).getFaceCount(),
 * );
 * ```
 */
export const flowtask: Flowtask = {
  extract: (options, fn) => make("extract", options, fn),
  transform: (options, fn) => make("transform", options, fn),
  custom: (options, fn) => make("custom", options, fn),
};
