/** Makes flows of functions and methods. @module */
import { type NoOtherOptions, requireKnownOptions } from "../../base/known_options.ts";
import { type FlowContext, flowContextOf } from "./context.ts";
import { methodName, noFunction } from "./decorate.ts";
import { FLOW_OPTIONS, type FlowOptions } from "./flow_options.ts";
import { FunctionFlow } from "./function_flow.ts";
import { scopes } from "./scope.ts";
import type { ArgumentsOf, Checked, ValueOf } from "./task_options.ts";

/** A flow function: calling it makes a flow that is ready to run, and runs nothing. */
export interface FlowFunction<A extends readonly unknown[], V> {
  (...args: A): FunctionFlow<Awaited<V>>;
  /** The name of the flows that it makes. */
  readonly flowName: string;
}

/** Makes a flow of a method; the method's type stays, and `asFlow` tells what it is. */
export type FlowDecorator = <This, A extends readonly unknown[], R>(
  method: (this: This, ...args: A) => R,
  context: ClassMethodDecoratorContext<This, (this: This, ...args: A) => R>,
) => (this: This, ...args: A) => R;

/**
 * Makes a flow function: called, it gives a flow that is configured with the arguments, and whose
 * `execute()` runs it.
 *
 * @param target the function; it may be async
 * @param options the flow's configuration
 *
 * @example
 * ```ts
 * import { flow, task } from "trunnion/functions";
 *
 * const clean = task(function clean(rows: number[]) {
 *   return rows.filter((row) => row >= 0);
 * });
 * const total = flow(function total(rows: number[]) {
 *   return clean(rows).reduce((a, b) => a + b, 0);
 * });
 *
 * const run = await total([1, -2, 3]).execute();
 * console.log(run.flowReturnValue, run.status); // 4 completed
 * console.log(run.executedTasks[0].taskName); // "clean"
 * ```
 */
export function flow<F extends CallableFunction, const O extends FlowOptions = FlowOptions>(
  target: F,
  options?: O & NoOtherOptions<O, FlowOptions>,
): FlowFunction<ArgumentsOf<F>, Checked<ValueOf<F>, O>>;
/**
 * Makes flows of methods: `@flow()` before a method of a class, private and static ones too.
 *
 * A decorator cannot change the type of a method, so the caller says `asFlow(...)`. A field,
 * `main = flow(() => this.#work())`, is a flow for the type checker as well.
 */
export function flow(options?: FlowOptions): FlowDecorator;
export function flow(first: unknown = {}, second: FlowOptions = {}): unknown {
  if (typeof first === "function") {
    const target = first as AnyFunction;
    return flowFunction(target.name, (self, args) => Reflect.apply(target, self, args), second);
  }
  if (typeof first !== "object" || first === null) throw noFunction("flow", first);
  const options = first as FlowOptions; // the signatures leave nothing else
  return (method: AnyFunction, context: unknown) =>
    flowFunction(
      methodName("flow", method, context),
      (self, args) => Reflect.apply(method, self, args),
      options,
    );
}

/**
 * Makes a flow function whose first parameter is the flow's context; callers give the others.
 *
 * @example
 * ```ts
 * import { flow } from "trunnion/functions";
 *
 * const save = flow.withContext(
 *   ({ thisFlow, db }, name: string) => {
 *     thisFlow.addFlowResult({ key: "saved", description: name });
 *     return `${name} in ${db}`;
 *   },
 *   { dependencies: { db: "parts.db" } },
 * );
 * console.log((await save("gear").execute()).flowReturnValue); // "gear in parts.db"
 * ```
 */
flow.withContext = function <A extends readonly unknown[], R, D extends object = object>(
  target: (context: FlowContext<D>, ...args: A) => R,
  options: FlowOptions<D> = {},
): FlowFunction<A, R> {
  return flowFunction<A, R>(
    target.name,
    // The flow's scope is there when its function is called, and callers give A.
    (_, args) => target(flowContextOf<D>(scopes.getStore()!), ...args as unknown as A),
    options,
  );
};

type AnyFunction = (...args: unknown[]) => unknown;

function flowFunction<A extends readonly unknown[], R>(
  functionName: string,
  work: (self: unknown, args: readonly unknown[]) => unknown,
  options: FlowOptions,
): FlowFunction<A, R> {
  requireKnownOptions(`make the flow '${functionName}'`, options, FLOW_OPTIONS);
  const flowName = options.flowName ?? (functionName || "<anonymous>");
  const make = function (this: unknown, ...args: A): FunctionFlow<Awaited<R>> {
    // The function gives R, which its type says.
    return new FunctionFlow({ ...options, flowName })
      .setup((...given: A) => work(this, given), ...args) as FunctionFlow<Awaited<R>>;
  };
  Object.defineProperty(make, "name", { value: flowName, configurable: true });
  return Object.assign(make, { flowName });
}
