/** Lists of names, where a text would be gone through letter by letter. @module */
import { UsageError } from "./errors.ts";

/**
 * Refuses what is no list of names. A text can be gone through as a list can: its letters would be
 * taken for names.
 *
 * @param what what cannot be done: "make the task 'encode'"
 * @param names what the list is called: "`inputs`"
 * @throws UsageError that says what to write
 */
export function requireNames(
  what: string,
  names: string,
  value: unknown,
): asserts value is readonly string[] {
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return;
  const found = typeof value === "string"
    ? `the text '${value}'. Write ["${value}"]`
    : Array.isArray(value)
    ? "a list with something else in it"
    : value === null
    ? "null"
    : typeof value;
  throw new UsageError(`Cannot ${what}: ${names} must be a list of names, found ${found}.`, {
    data: { found: String(value) },
  });
}
