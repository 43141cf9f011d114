/**
 * Reads the values of options.
 *
 * @module
 */
import { InvalidArgumentError } from "commander";
import { suggestNames } from "../base/suggest.ts";
import { isMaxErrors, type MaxErrors } from "../pipeline/tasks/task_policy.ts";

/** Reads a whole number of at least `least`. */
export function integer(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}

/** Reads a number of at least `least`, e.g. `.15`. */
export function number(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a number of at least ${least}.`);
  };
}

/** Reads one of some names. */
export function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const found = names.find((name) => name === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(suggestNames(text, names));
  };
}

/** Reads a number of items, or a share of them such as `5%`. */
export function errorLimit(text: string): MaxErrors {
  const trimmed = text.trim();
  const value: unknown = trimmed.endsWith("%") ? trimmed : trimmed === "" ? NaN : Number(trimmed);
  if (isMaxErrors(value)) return value;
  throw new InvalidArgumentError("It must be a whole number from 0, or a share such as 5%.");
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads a time of at least `least` milliseconds: seconds where no unit is given, as in `60`, `60s`,
 * `2m`, `1.5h` or `1500ms`.
 *
 * @returns milliseconds
 */
export function duration(least: number): (text: string) => number {
  return (text) => {
    const [, digits, unit = "s"] = /^(\d+(?:\.\d+)?|\.\d+) ?(ms|s|m|h)?$/.exec(text.trim()) ?? [];
    const value = Number(digits) * UNITS[unit];
    if (Number.isFinite(value) && value >= least) return value;
    throw new InvalidArgumentError(
      `It must be a time of at least ${least / 1000} s, such as 60, 60s or 2m.`,
    );
  };
}
