/** The function of a flow, and how it is called. @module */
import { checkSchema } from "../engine/check_schema.ts";
import type { FlowOptions } from "./flow_options.ts";

/** The name of a function that has none. */
export const ANONYMOUS = "<anonymous>";

/** What a flow calls, and with what. */
export interface FlowTarget {
  readonly name: string;
  readonly args: readonly unknown[];
  call(args: readonly unknown[]): unknown;
}

/**
 * Calls the function of a flow; its arguments and its value are checked where a schema is given.
 */
export function callTarget(
  { args, call }: FlowTarget,
  flowName: string,
  { input, output }: Pick<FlowOptions, "input" | "output">,
): unknown {
  if (input === undefined && output === undefined) return call(args);
  return callChecked(args, call, `flow '${flowName}'`, { input, output });
}

async function callChecked(
  args: readonly unknown[],
  call: FlowTarget["call"],
  what: string,
  { input, output }: Pick<FlowOptions, "input" | "output">,
): Promise<unknown> {
  const given = input === undefined
    ? args
    : await checkSchema(`the arguments of ${what}`, input, args);
  const value = await call(given);
  return output === undefined ? value : checkSchema(`the value of ${what}`, output, value);
}
