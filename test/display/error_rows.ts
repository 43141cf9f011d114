import type { DigestedError } from "../../src/display/group_errors.ts";

/** An error as it stands in a table of errors. */
export function errorRow(
  item: string,
  message: string,
  message_template = message,
  task = "encode",
): DigestedError {
  return { task, item, error_class: "Bad", message, message_template };
}
