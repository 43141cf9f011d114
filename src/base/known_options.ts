/**
 * Refuses options that nobody reads: a misspelt one would be without effect, in silence. So would a
 * text where a list of names is wanted, as its letters would be taken for names.
 *
 * @module
 */
import { UsageError } from "./errors.ts";
import { nearestName, suggestNames } from "./suggest.ts";

/**
 * The names of all options of a type, so that the type checker sees where one is missing. A table
 * of what else is known of each option, such as its default, says its name too.
 */
export type OptionNames<T> = { readonly [K in keyof T]-?: unknown };

/**
 * Forbids all names but those of `T`. Where a function infers the type of its options, the type
 * checker no longer looks for names that `T` lacks, once one is right.
 */
export type NoOtherOptions<O, T> = { readonly [K in Exclude<keyof O, keyof T>]: never };

/**
 * Refuses options of other names. Types do the same, but notebooks and `deno run` check none.
 *
 * @param attempt what was attempted, for the message: `make the flow`
 * @throws UsageError that names the option, and the one that was probably meant
 *
 * @example
 * ```ts
 * import { requireKnownOptions } from "./known_options.ts";
 *
 * interface Options {
 *   limit?: number;
 * }
 * const known = { limit: true } as const;
 * requireKnownOptions<Options>("run the flow", { limit: 1 }, known); // { limt: 1 } throws
 * ```
 */
export function requireKnownOptions<T>(
  attempt: string,
  options: T,
  known: OptionNames<T>,
): void {
  if (typeof options !== "object" || options === null) {
    const found = options === null ? "null" : typeof options;
    throw new UsageError(`Cannot ${attempt}: the options must be an object; found ${found}.`, {
      data: { found },
    });
  }
  for (const option of Object.keys(options)) {
    if (Object.hasOwn(known, option)) continue;
    const names = Object.keys(known);
    throw new UsageError(
      `Cannot ${attempt}: there is no option '${option}'. ${suggestNames(option, names, 40)}`,
      { data: { option, nearest: nearestName(option, names), known: names } },
    );
  }
}

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
