import { UsageError } from "../../base/errors.ts";
import { isPromise } from "../../base/is_promise.ts";
import { issuesText, schemaIssues } from "../schema_issues.ts";
import type { SchemaResult } from "../standard_schema.ts";
import { argumentsFor, type JobParameters, parametersFor, saysOf } from "./call_parameters.ts";
import { GraphJob, type GraphJobOptions } from "./graph_job.ts";
import { currentJob, type JobContext } from "./job_scope.ts";
import { type Parameter, parametersOf } from "./parameter_names.ts";
import type { Submission } from "./submission.ts";

/** A function that wants the context of its job before its parameters. */
// deno-lint-ignore no-explicit-any
export interface ContextFunction<I = any, O = any> {
  /** Does the work. */
  (context: JobContext<I>, ...parameters: never[]): O;
  /** The function as it was given, whose parameters have the names. */
  readonly original: JobFunction;
}

/** Any function that can be wrapped. */
// deno-lint-ignore no-explicit-any
export type JobFunction<O = any> = (...parameters: never[]) => O;

/** A function as a job: its parameters come from what is submitted, by their names. */
// deno-lint-ignore no-explicit-any
export class FunctionJob<I = any, O = any, N extends string = string> extends GraphJob<I, O, N> {
  readonly #work: JobFunction<O>;
  readonly #parameters: readonly Parameter[] | null;
  readonly #takesContext: boolean;

  /** Made by {@linkcode wrap} and {@linkcode job}. */
  constructor(name: N, work: JobFunction<O>, options: GraphJobOptions = {}) {
    super(name, options);
    this.#work = work;
    const { original } = work as Partial<ContextFunction>;
    this.#takesContext = original !== undefined;
    const all = parametersOf(original ?? work);
    this.#parameters = this.#takesContext && all !== null ? all.slice(1) : all;
  }

  /** Calls the function with what the submission has for it. */
  override run(submission: Submission): O {
    const context = currentJob("run the job", this.name);
    const name = context.engine.job;
    const isNothing = this.#parameters?.length === 0 && this.schema === undefined &&
      !this.#takesContext && !saysOf(name, submission.data);
    if (isNothing) return (this.#work as () => O)();
    const { fqName } = context;
    const given = parametersFor(name, submission.data, fqName);
    const call = (given: JobParameters | null): O => {
      const args = argumentsFor(
        name,
        this.#parameters,
        given,
        fqName,
        Object.keys(submission.data),
      );
      const all = this.#takesContext ? [context, ...args] : args;
      return (this.#work as (...all: unknown[]) => O)(...all);
    };
    if (this.schema === undefined) return call(given);
    const { args = [], named = {} } = given ?? {};
    const checked = this.schema["~standard"].validate(named);
    const callWith = (result: Awaited<typeof checked>) => {
      return call({ args, named: valueOf(result, fqName) });
    };
    return isPromise(checked) ? checked.then(callWith) as O : callWith(checked);
  }
}

function valueOf<T>(result: SchemaResult<T>, fqName: string): T {
  if (result.issues === undefined) return result.value;
  const issues = schemaIssues(result.issues);
  throw new UsageError(`Invalid parameters for ${fqName}: ${issuesText(issues)}.`, {
    data: { issues },
  });
}

/**
 * Lets a function have the context of its job before its parameters.
 *
 * @example
 * ```ts
 * import { withContext, wrap } from "trunnion/graph";
 *
 * const scale = wrap({
 *   scale: withContext<{ load: { size: number } }>()(({ inputs }, factor: number) => {
 *     return inputs.load.size * factor;
 *   }),
 * });
 * ```
 */
export function withContext<I = Readonly<Record<string, unknown>>>(): <
  O,
  P extends readonly unknown[],
>(work: (context: JobContext<I>, ...parameters: P) => O) => ContextFunction<I, O> {
  return (work) => {
    const call = work as unknown as (...all: unknown[]) => never;
    return Object.assign((...all: unknown[]) => call(...all), { original: work }) as never;
  };
}
