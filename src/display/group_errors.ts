/**
 * Errors of items, counted by their kind.
 *
 * @module
 */
import type { ErrorGroup } from "./run_report.ts";

/** What is known about an item that failed: a row of `error_summary.json` has it all. */
export interface DigestedError {
  readonly task: string;
  readonly item: string;
  readonly error_class: string;
  readonly message: string;
  readonly message_template: string;
}

/** Examples that are kept of each kind. */
const EXAMPLES = 3;

type Example = ErrorGroup["examples"][number];

/**
 * Groups errors by task, class and what their messages have in common, the most frequent first.
 *
 * This alone says which errors are of one kind: for a terminal, for a report, and for a journal,
 * whose errors are read one at a time.
 */
export function groupErrors(errors: Iterable<DigestedError>): ErrorGroup[] {
  const groups = new Map<string, ErrorGroup & { count: number; examples: Example[] }>();
  for (const { task, item, error_class: errorClass, message, message_template } of errors) {
    const key = JSON.stringify([task, errorClass, message_template]);
    let group = groups.get(key);
    if (group === undefined) {
      group = { task, errorClass, template: message_template, count: 0, examples: [] };
      groups.set(key, group);
    }
    group.count++;
    if (group.examples.length < EXAMPLES) group.examples.push({ item, message });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
