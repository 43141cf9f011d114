/** What a dataset is expected to be, as a contract says it. @module */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import type { Range } from "../../storage/schema/schema.ts";
import { requireRange } from "../../storage/schema/schema_types.ts";

/** What is expected of the classes of a key. */
export interface ClassExpectation {
  /** The names that there may be: others are a failure, as are names that no sample has. */
  readonly names?: readonly string[];
  /** The fewest samples that each class must have. */
  readonly minEach?: number;
}

/** What is expected of a dataset. What is left out is not checked. */
export interface Contract {
  /** How many samples there are: least and greatest, null for no limit. */
  readonly samples?: Range;
  /** How many files they are of. */
  readonly files?: Range;
  /** The largest share of items that may have failed, from 0 to 1. */
  readonly errorShare?: number;
  /** Arrays that there must be, as `group/array`. */
  readonly arrays?: readonly string[];
  /** Columns of the infoset that there must be. */
  readonly columns?: readonly string[];
  /** The values of arrays and columns: least and greatest, by key. */
  readonly ranges?: Readonly<Record<string, Range>>;
  /** The classes of categorical keys. */
  readonly classes?: Readonly<Record<string, ClassExpectation>>;
  /** Splits in which no file, and no copy of a file, may be in two subsets. */
  readonly noLeakage?: readonly string[];
}

const CONTRACT: OptionNames<Contract> = {
  samples: true,
  files: true,
  errorShare: true,
  arrays: true,
  columns: true,
  ranges: true,
  classes: true,
  noLeakage: true,
};
const CLASSES: OptionNames<ClassExpectation> = { names: true, minEach: true };

/**
 * Checks a contract, which may come from a file that a person has written.
 *
 * @throws {UsageError} that names what is wrong in it
 */
export function requireContract(value: unknown): asserts value is Contract {
  const what = "read the contract";
  requireKnownOptions(what, value as Contract, CONTRACT);
  const contract = value as Contract;
  for (const name of ["samples", "files"] as const) {
    const range = contract[name];
    if (range !== undefined) requireRange(`Cannot ${what}: at '${name}'`, range);
  }
  for (const [key, range] of Object.entries(recordOf(contract.ranges, "ranges"))) {
    requireRange(`Cannot ${what}: at 'ranges.${key}'`, range as Range);
  }
  for (const [key, expected] of Object.entries(recordOf(contract.classes, "classes"))) {
    requireKnownOptions(`${what} at 'classes.${key}'`, expected as ClassExpectation, CLASSES);
    const { names, minEach } = expected as ClassExpectation;
    if (names !== undefined) requireTexts(names, `classes.${key}.names`);
    if (minEach !== undefined && !(Number.isSafeInteger(minEach) && minEach >= 0)) {
      throw wrong(`classes.${key}.minEach`, "a whole number from 0", minEach);
    }
  }
  for (const name of ["arrays", "columns", "noLeakage"] as const) {
    if (contract[name] !== undefined) requireTexts(contract[name], name);
  }
  const { errorShare } = contract;
  if (errorShare !== undefined && !(errorShare >= 0 && errorShare <= 1)) {
    throw wrong("errorShare", "a number from 0 to 1", errorShare);
  }
}

function recordOf(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined) return {};
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw wrong(name, "an object with a member for each key", value);
}

function requireTexts(value: unknown, name: string): void {
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return;
  throw wrong(name, "a list of names", value);
}

function wrong(name: string, rule: string, found: unknown): UsageError {
  return new UsageError(
    `Cannot read the contract: '${name}' must be ${rule}, found ${JSON.stringify(found)}`,
    { data: { name, found } },
  );
}
