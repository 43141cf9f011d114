/** The error of a flow all of whose sources failed. @module */
import { RemoteError } from "../../flow/record/error_row.ts";
import { NoItems } from "../errors.ts";
import type { ItemError } from "../items/item_error.ts";

/**
 * Makes the error; its cause is that of the first source.
 *
 * @param errors at least one
 */
export function noItems(task: string, sources: number, errors: readonly ItemError[]): NoItems {
  const [first] = errors;
  return new NoItems(
    (sources === 1 ? `'${task}' failed` : `'${task}' failed for all of its ${sources} sources`) +
      `, so there are no items: ${first.message}`,
    {
      data: { task, errors: errors.map(({ item, error }) => ({ item, error })) },
      cause: new RemoteError({
        error_class: first.error_class,
        message: first.message,
        message_template: first.message_template,
        stack: first.logs[0] ?? null,
        data: first.data,
        cause: first.cause,
      }),
    },
  );
}
