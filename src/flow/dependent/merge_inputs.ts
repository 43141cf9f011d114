/** One input of a given one and of the outputs of dependencies. @module */
import { FlowError } from "../record/flow_errors.ts";
import type { MergeRule } from "./flow_config.ts";

/**
 * Merges outputs in their order; what is given stands over them.
 *
 * @throws FlowError where the rule is `"distinct"`, and two outputs differ under one key that is
 * not given
 */
export function mergeInputs(
  flow: string,
  rule: MergeRule,
  outputs: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (rule === "none") return { ...given };
  const merged: Record<string, unknown> = {};
  const cameFrom = new Map<string, string>();
  for (const [id, output] of Object.entries(outputs)) {
    for (const [key, value] of Object.entries(output as object)) {
      const other = cameFrom.get(key);
      const differs = other !== undefined && !Object.is(merged[key], value);
      if (differs && rule === "distinct" && !Object.hasOwn(given, key)) {
        throw new FlowError(
          `Cannot make the input of '${flow}': its dependencies '${other}' and '${id}' both put ` +
            `out '${key}', and differ. Ask for them by id: \`merge: "none"\` and ` +
            '`context.dependencies.get(id)`; or let the later one win: `merge: "last"`.',
          { data: { flow, key, dependencies: [other, id] } },
        );
      }
      cameFrom.set(key, id);
      merged[key] = value;
    }
  }
  return Object.assign(merged, given);
}
