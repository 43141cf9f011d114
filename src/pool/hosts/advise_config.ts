/** What to do where a worker could not import a module. @module */
import { WorkerBootError } from "../errors.ts";
import { flagValue } from "./deno_arguments.ts";

/** How Deno says that a module is not to be found. */
const NOT_FOUND =
  /not a dependency|not in import map|Cannot find (?:module|package)|Could not find/;

/**
 * The error of a worker that did not start. Where the worker found no module, the error names the
 * deno.json that it looked in.
 *
 * @param args what its process was started with
 */
export function adviseConfig(error: unknown, args: readonly string[]): unknown {
  if (!(error instanceof WorkerBootError) || !NOT_FOUND.test(error.message)) return error;
  const config = flagValue(args, "--config");
  const how = config === undefined ? "without a deno.json" : `with '${config}'`;
  return new WorkerBootError(
    `${error.message.replace(/\.$/, "")}. Workers import modules ${how}. Where that is not the ` +
      'deno.json of the tasks, name it: `createFlow({ config: "deno.json" })`, or --config.',
    { data: { ...error.data, config: config ?? null }, cause: error.cause },
  );
}
