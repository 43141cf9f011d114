/**
 * Options as a table: the names that there are, what holds where one is not given, and what it must
 * be. The names, the defaults, the checks and the type of the settings all come from the table.
 *
 * @module
 */
import { limitText } from "./limit_text.ts";

/** What is known of one option. */
export interface OptionRule<D = unknown> {
  /** What holds where the option is not given. */
  readonly default?: D;
  /** What the option must be, in words: `must be ...`. */
  readonly rule?: string;
  /** Whether a value is that. */
  readonly holds?: (value: unknown) => boolean;
}

/** A rule for each option of a type, so that the type checker sees where one is missing. */
export type OptionRules<T> = { readonly [K in keyof T]-?: OptionRule<T[K] | null> };

/** Rules without defaults. */
export type OptionChecks<T> = { readonly [K in keyof T]-?: OptionRule<never> };

/** The options of a type with their defaults filled in. */
export type FilledOptions<T, R extends OptionRules<T>> = {
  readonly [K in keyof Required<T>]:
    | Exclude<T[K], undefined>
    | (undefined extends T[K] ? DefaultOf<R[K]> : never);
};

type DefaultOf<R> = R extends { readonly default: infer D } ? D : undefined;

/** An option that is not what it must be. */
export interface OptionFault {
  readonly setting: string;
  /** What it must be, in words. */
  readonly rule: string;
  readonly found: unknown;
}

/** What was found instead, for a message: `"5"` is no number, and must not look like one. */
export function foundText(found: unknown): string {
  if (typeof found === "string") return JSON.stringify(limitText(found, 100));
  if (typeof found === "function") return "a function";
  if (Array.isArray(found)) return "a list";
  return typeof found === "object" && found !== null ? "an object" : String(found);
}

/** The first option that breaks its rule, or null. */
export function findOptionFault<T extends object>(
  options: T,
  rules: { readonly [K in keyof T]-?: OptionRule },
): OptionFault | null {
  for (const setting of namesOf(rules)) {
    const found = options[setting];
    const { holds, rule = "something else" }: OptionRule = rules[setting];
    if (found === undefined || holds === undefined || holds(found)) continue;
    return { setting: String(setting), rule, found };
  }
  return null;
}

/**
 * Fills in the defaults. Null stands for the default too, unless the option has none.
 *
 * @example
 * ```ts
 * import { fillOptions } from "./option_rules.ts";
 *
 * interface Options {
 *   size?: number;
 * }
 * fillOptions<Options, { size: { default: number } }>({}, { size: { default: 4 } }); // { size: 4 }
 * ```
 */
export function fillOptions<T extends object, const R extends OptionRules<T>>(
  options: T,
  rules: R,
): FilledOptions<T, R> {
  const filled = namesOf(rules).map((name) => {
    const preset = rules[name].default;
    const given = options[name as keyof T];
    return [name, preset === undefined ? given : given ?? preset];
  });
  return Object.fromEntries(filled); // of the names of `rules`, which are those of `T`
}

/** The options that a table names, in its order. */
export function pickOptions<T extends object>(
  options: T,
  rules: { readonly [K in keyof T]-?: unknown },
): T {
  return Object.fromEntries(namesOf(rules).map((name) => [name, options[name]])) as T;
}

/** Whether a value is an object that has all of these methods. */
export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return typeof value === "object" && value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === "function");
}

function namesOf<R extends object>(rules: R): (keyof R)[] {
  return Object.keys(rules) as (keyof R)[]; // tables are literals, and have no other keys
}
