/** Makes tasks of functions and methods. @module */
import { type NoOtherOptions, requireKnownOptions } from "../../base/known_options.ts";
import { checkJobOptions } from "../job_rules.ts";
import { callTask, planTask, type TaskPlan } from "./call_task.ts";
import { type TaskContext, taskContextOf } from "./context.ts";
import { methodName, noFunction } from "./decorate.ts";
import {
  type ArgumentsOf,
  type DefaultTaskOptions,
  TASK_OPTIONS,
  TASK_RULES,
  type TaskOptions,
  type TaskValue,
  type ValueOf,
} from "./task_options.ts";

/** A task: it is called like its function, in a flow. */
export interface TaskFunction<A extends readonly unknown[], V> {
  (...args: A): V;
  /** The name that its calls have in records and messages. */
  readonly taskName: string;
}

/** Makes a task of a method: it may give null only where the method may. */
export type TaskDecorator<O> = <This, A extends readonly unknown[], R>(
  method: (this: This, ...args: A) => R,
  context: ClassMethodDecoratorContext<This, (this: This, ...args: A) => R>,
) => (this: This, ...args: A) => TaskValue<R, O>;

/**
 * Makes a task of a function: a piece of work that the flow which calls it keeps track of.
 *
 * The flow is the one that runs the caller, through any `await`, `Promise.all` or timer. A task
 * of a function that gives a value gives that value; a task of an async function, or with options
 * that take time (`timeout`, `retries`, `concurrency`, ...), a promise. What the task prints on
 * the console becomes messages of its flow.
 *
 * The task's call throws TaskError, with the function's error as `cause`, when the function
 * throws; with `raiseOnError: false` it gives null.
 *
 * @param target the function
 * @param options how it is done
 *
 * @example
 * ```ts
 * import { flow, task } from "trunnion/functions";
 *
 * const load = task(async function load(name: string) {
 *   return { name, faces: 6 };
 * }, { retries: 2, timeout: 5000 });
 * const count = task((part: { faces: number }) => part.faces, { taskName: "count" });
 *
 * const measure = flow(async (names: string[]) => {
 *   const parts = await Promise.all(names.map((name) => load(name)));
 *   return parts.map((part) => count(part)).reduce((a, b) => a + b);
 * });
 * const run = await measure(["a.step", "b.step"]).execute();
 * console.log(run.flowReturnValue, run.executedTasks.length); // 12 4
 * ```
 */
export function task<F extends CallableFunction, const O extends TaskOptions = DefaultTaskOptions>(
  target: F,
  options?: O & NoOtherOptions<O, TaskOptions>,
): TaskFunction<ArgumentsOf<F>, TaskValue<ValueOf<F>, O>>;
/**
 * Makes tasks of methods: `@task()` before a method of a class, private and static ones too.
 *
 * @example
 * ```ts
 * import { flow, task } from "trunnion/functions";
 *
 * class Shop {
 *   #price = 21;
 *   @task()
 *   price(count: number) {
 *     return count * this.#price;
 *   }
 *   buy = flow((count: number) => this.price(count));
 * }
 * console.log((await new Shop().buy(2).execute()).flowReturnValue); // 42
 * ```
 */
export function task<const O extends TaskOptions = DefaultTaskOptions>(
  options?: O & NoOtherOptions<O, TaskOptions>,
): TaskDecorator<O>;
export function task(first: unknown = {}, second: TaskOptions = {}): unknown {
  if (typeof first === "function") {
    const target = first as AnyFunction;
    return named((self, args) => Reflect.apply(target, self, args), target.name, second);
  }
  if (typeof first !== "object" || first === null) throw noFunction("task", first);
  const options = first as TaskOptions; // the signatures leave nothing else
  return (method: AnyFunction, context: unknown) =>
    named(
      (self, args) => Reflect.apply(method, self, args),
      methodName("task", method, context),
      options,
    );
}

/**
 * Makes a task of a function whose first parameter is the task's context; callers give the others.
 *
 * The type of the context says which dependencies of the flow the task uses.
 *
 * @example
 * ```ts
 * import { flow, task, type TaskContext } from "trunnion/functions";
 *
 * const greet = task.withContext(({ db, thisFlow }: TaskContext<{ db: string }>, name: string) =>
 *   `${name} in ${db} by ${thisFlow.flowName}`
 * );
 * const hello = flow(() => greet("ada"), { flowName: "hello", dependencies: { db: "people" } });
 * console.log((await hello().execute()).flowReturnValue); // "ada in people by hello"
 * ```
 */
task.withContext = function <
  A extends readonly unknown[],
  R,
  C = TaskContext,
  const O extends TaskOptions = DefaultTaskOptions,
>(
  target: (context: C & TaskContext, ...args: A) => R,
  options?: O & NoOtherOptions<O, TaskOptions>,
): TaskFunction<A, TaskValue<R, O>> {
  return named<A, TaskValue<R, O>>(
    // The type of what is made says that callers give A.
    (_, args, scope) => target(taskContextOf<C & TaskContext>(scope), ...args as unknown as A),
    target.name,
    options ?? {},
  );
};

type AnyFunction = (...args: unknown[]) => unknown;

function named<A extends readonly unknown[], V>(
  work: TaskPlan["work"],
  functionName: string,
  options: TaskOptions,
): TaskFunction<A, V> {
  const attempt = `make the task '${options?.taskName ?? functionName}'`;
  requireKnownOptions(attempt, options, TASK_OPTIONS);
  checkJobOptions(attempt, options, TASK_RULES);
  const taskName = options.taskName ?? (functionName || "<anonymous>");
  const plan = planTask(taskName, options, work);
  const call = function (this: unknown, ...args: A): V {
    return callTask(plan, this, args) as V; // what the function gives, which its type says
  };
  Object.defineProperty(call, "name", { value: taskName, configurable: true });
  return Object.assign(call, { taskName });
}
