/**
 * What a query's values are in a column: names and ids of vocabularies, values that are missing.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { Vocabulary } from "../read/vocabulary.ts";
import type { KeyColumn, KeyValue } from "./resolve_key.ts";
import type { QueryValue } from "./where.ts";

type Present = Exclude<KeyValue, null>;

/** How two values are ordered. */
export const ORDER = {
  gt: (a: Present, b: Present) => a > b,
  ge: (a: Present, b: Present) => a >= b,
  lt: (a: Present, b: Present) => a < b,
  le: (a: Present, b: Present) => a <= b,
};

/** A value, or null where it is missing: NaN counts as missing. */
export function present(value: KeyValue): KeyValue {
  return typeof value === "number" && Number.isNaN(value) ? null : value;
}

/**
 * The value that a column is compared with: names of a vocabulary become their ids, and ids their
 * names, whatever the column holds.
 *
 * @param named whether names may be used: for equality, not for order
 */
export function operand(column: KeyColumn, value: QueryValue, named = false): KeyValue {
  if (value === null) return null;
  const sample = firstPresent(column.values);
  const { vocabulary, ids } = column;
  if (named && ids !== undefined && typeof sample === "string") return nameIn(column, ids, value);
  if (sample === null || typeof sample === typeof value) return value;
  if (named && typeof value === "string" && vocabulary !== null) {
    const id = vocabulary.ids.get(value);
    if (id !== undefined) return id;
    throw new UsageError(
      `Cannot compare '${column.name}' with "${value}": its vocabulary has no such name. ${
        suggestNames(value, vocabulary.ids.keys())
      }`,
      { data: { key: column.name, value } },
    );
  }
  throw new UsageError(
    `Cannot compare '${column.name}' with ${JSON.stringify(value)}: it holds ${typeof sample}s, ` +
      `such as ${JSON.stringify(sample)}`,
    { data: { key: column.name, value } },
  );
}

/** The name that is meant in a column of names: by itself, or by its id. */
function nameIn({ name: key, values }: KeyColumn, ids: Vocabulary, value: Present): KeyValue {
  const name = typeof value === "number" ? ids.names.get(value) : value;
  if (typeof name === "string" && (ids.ids.has(name) || Array.from(values).includes(name))) {
    return name;
  }
  throw new UsageError(
    `Cannot compare '${key}' with ${JSON.stringify(value)}: its vocabulary has no such ${
      typeof value === "string"
        ? `name. ${suggestNames(value, ids.ids.keys())}`
        : `id. There are: ${
          [...ids.names].slice(0, 30).map(([id, name]) => `${id} '${name}'`).join(", ")
        }`
    }`,
    { data: { key, value } },
  );
}

function firstPresent(values: ArrayLike<KeyValue>): Present | null {
  for (let i = 0; i < values.length; i++) {
    const value = present(values[i]);
    if (value !== null) return value;
  }
  return null;
}
