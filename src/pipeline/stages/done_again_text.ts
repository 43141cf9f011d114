/** Why items that were done before are done again. @module */
import { basename } from "node:path";
import { REASONS } from "../items/reuse_reason.ts";
import type { TaskInfo } from "../tasks/task_info.ts";

/** Reasons that are no news: nothing was known of the item, or nothing is ever kept. */
const EXPECTED: readonly string[] = [
  REASONS.new,
  REASONS.always,
  REASONS.inFlight,
  REASONS.unchanged,
];

/**
 * How many items of a stage are done again, by why. Where their code has changed, the reason names
 * the tasks and their modules: `"code changed: encode in tasks.ts"`.
 *
 * @param reasons how many items there are for each reason
 */
export function doneAgain(
  reasons: Readonly<Record<string, number>>,
  tasks: readonly Pick<TaskInfo, "name" | "moduleUrl">[],
): Record<string, number> {
  const again = Object.entries(reasons).filter(([reason]) => !EXPECTED.includes(reason));
  return Object.fromEntries(again.map(([reason, count]) => [
    reason === REASONS.code ? `${reason}: ${tasks.map(placeOf).join(", ")}` : reason,
    count,
  ]));
}

/** `"24: code changed: encode in tasks.ts"` for each reason, the most frequent first. */
export function againLines(again: Readonly<Record<string, number>>): string[] {
  return Object.entries(again).sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count}: ${reason}`);
}

function placeOf({ name, moduleUrl }: Pick<TaskInfo, "name" | "moduleUrl">): string {
  return moduleUrl === null
    ? name
    : `${name} in ${basename(decodeURI(new URL(moduleUrl).pathname))}`;
}
