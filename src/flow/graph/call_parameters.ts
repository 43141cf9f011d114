/** What a submission has for the parameters of one job. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestion } from "../../base/suggest.ts";
import { isPlainObject } from "./is_plain_object.ts";
import type { Parameter } from "./parameter_names.ts";

/** The parameters of a job, as a submission has them. */
export interface JobParameters {
  /** By position. */
  readonly args: readonly unknown[];
  /** By name. */
  readonly named: Readonly<Record<string, unknown>>;
}

/** Whether a submission has anything for a job. */
export function saysOf(job: string, data: Readonly<Record<string, unknown>>): boolean {
  for (const key in data) {
    if (key.startsWith(job) && (key.length === job.length || key[job.length] === ".")) return true;
  }
  return false;
}

/**
 * What a submission says of a job, in the long form (`{ add: { x: 1 } }`), the short one
 * (`{ "add.x": 1 }`) or both: the short one wins, and what is named stands before `kwargs`.
 *
 * @param fqName the job's, for messages
 * @returns null where it says nothing
 * @throws UsageError for a long form that is no object, or `args` that are no list
 */
export function parametersFor(
  job: string,
  data: Readonly<Record<string, unknown>>,
  fqName: string,
): JobParameters | null {
  const long = Object.hasOwn(data, job) ? data[job] : undefined;
  const isSaid = long !== undefined;
  if (isSaid && !isPlainObject(long)) {
    throw new UsageError(
      `Invalid parameters for ${fqName}: they must be an object of names and values, as in ` +
        `{ "${job}": { x: 5 } } or { "${job}.x": 5 }, found ${typeof long}.`,
      { data: { job, found: typeof long } },
    );
  }
  const prefix = `${job}.`;
  const short = Object.entries(data).filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  if (!isSaid && short.length === 0) return null;
  const dotted = Object.fromEntries(short);
  const { args: longArgs, kwargs: longKwargs, ...named } = long ?? {};
  const { args = longArgs ?? [], kwargs: shortKwargs, ...own } = dotted;
  if (!Array.isArray(args)) {
    throw new UsageError(
      `Invalid parameters for ${fqName}: 'args' must be a list of values, found ${typeof args}.`,
      { data: { job } },
    );
  }
  const kwargs = { ...asObject(longKwargs, job, fqName), ...asObject(shortKwargs, job, fqName) };
  return { args, named: { ...kwargs, ...named, ...own } };
}

/**
 * The arguments of a call.
 *
 * @param parameters null where the function's source does not say
 * @param said all names that the submission has, for the message: one may be misspelt
 * @throws UsageError for values that are missing, unknown or given twice
 */
export function argumentsFor(
  job: string,
  parameters: readonly Parameter[] | null,
  given: JobParameters | null,
  fqName: string,
  said: readonly string[] = [],
): unknown[] {
  const { args = [], named = {} } = given ?? {};
  const names = Object.keys(named);
  const refuse = (why: string) => {
    throw new UsageError(`Invalid parameters for ${fqName}: ${why}${/[?]$/.test(why) ? "" : "."}`, {
      data: { job, args: args.length, named: names },
    });
  };
  if (parameters === null) {
    if (names.length > 0) {
      refuse(`the function does not say what its parameters are called; give them as 'args'`);
    }
    return [...args];
  }
  // A single pattern takes all names at once: ({ x, y }) => x + y.
  if (parameters.length === 1 && parameters[0].name === null && !parameters[0].isRest) {
    return args.length > 0 ? [...args] : given === null && parameters[0].hasDefault ? [] : [named];
  }
  const required = parameters.filter(({ hasDefault, isRest }) => !hasDefault && !isRest);
  if (given === null && required.length > 0) {
    throw new UsageError(
      `No parameters found for callable '${job}': it takes ` +
        `${parameters.map(({ name }) => name ?? "a pattern").join(", ")}, and the submission has ` +
        `${said.slice(0, 10).join(", ") || "nothing"}. Submit them as ` +
        `{ "${job}.${parameters[0].name ?? "x"}": ... }.`,
      { data: { job } },
    );
  }
  const rest = parameters.findIndex(({ isRest }) => isRest);
  const places = rest < 0 ? parameters : parameters.slice(0, rest);
  if (args.length > places.length && rest < 0) refuse(`too many positional arguments`);
  const out: unknown[] = places.map((_, i) => args[i]);
  for (const name of names) {
    const at = places.findIndex((place) => place.name === name);
    if (at < 0) {
      const known = places.flatMap((place) => place.name ?? []);
      refuse(`got an unexpected keyword argument '${name}'${suggestion(name, known)}`);
    }
    if (at < args.length) refuse(`multiple values for argument '${name}'`);
    out[at] = named[name];
  }
  const missing = places.find((place, i) =>
    !place.hasDefault && i >= args.length &&
    !(place.name !== null && Object.hasOwn(named, place.name))
  );
  if (missing !== undefined) refuse(`missing a required argument: '${missing.name}'`);
  return rest < 0 ? out : [...out, ...args.slice(places.length)];
}

function asObject(found: unknown, job: string, fqName: string): Record<string, unknown> {
  if (found === undefined) return {};
  if (isPlainObject(found)) return found;
  throw new UsageError(
    `Invalid parameters for ${fqName}: 'kwargs' must be an object of names and values, found ` +
      `${typeof found}.`,
    { data: { job } },
  );
}
