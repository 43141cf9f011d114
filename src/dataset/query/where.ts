/**
 * Queries as data: they can be written to JSON, saved, and asked again.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";

/** A value that a query compares with; null stands for a value that is missing. */
export type QueryValue = number | string | boolean | null;

/** How a query compares a key's value with its own. */
export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

/** A query in plain, JSON-safe data. */
export type Query =
  | { readonly op: Comparison; readonly key: string; readonly value: QueryValue }
  | { readonly op: "includes"; readonly key: string; readonly value: string }
  | { readonly op: "in"; readonly key: string; readonly values: readonly QueryValue[] }
  | {
    readonly op: "between";
    readonly key: string;
    readonly low: number | string;
    readonly high: number | string;
  }
  | { readonly op: "and" | "or"; readonly queries: readonly Query[] }
  | { readonly op: "not"; readonly query: Query };

/** A query that can be combined with others. Immutable. */
export class Where {
  /** The query as data. */
  readonly query: Query;

  /** Of a query as data; {@linkcode where} and {@linkcode where.fromJSON} check theirs. */
  constructor(query: Query) {
    this.query = query;
  }

  /** Both this and all of the others. */
  and(...others: Where[]): Where {
    return combine("and", [this, ...others]);
  }

  /** This or any of the others. */
  or(...others: Where[]): Where {
    return combine("or", [this, ...others]);
  }

  /** The rows that this query does not match. */
  not(): Where {
    return new Where({ op: "not", query: this.query });
  }

  /** The query as data, for `JSON.stringify`. */
  toJSON(): Query {
    return this.query;
  }

  /** The query as a formula, e.g. `labels.family == 3 and face_count > 100`. */
  toString(): string {
    return describe(this.query, false);
  }
}

/** What can be asked about a key. */
export interface KeyConditions {
  /** Equal; `eq(null)` matches missing values. */
  eq(value: QueryValue): Where;
  /** Not equal; a missing value differs from every value. */
  ne(value: QueryValue): Where;
  /** Greater; texts by the order of their code units. */
  gt(value: number | string): Where;
  /** Greater or equal. */
  ge(value: number | string): Where;
  /** Less. */
  lt(value: number | string): Where;
  /** Less or equal. */
  le(value: number | string): Where;
  /** A text that has this one in it; of tags, that this is one of them. */
  includes(value: string): Where;
  /** Equal to one of the values. */
  in(values: Iterable<QueryValue>): Where;
  /** From `low` to `high`, both included. */
  between(low: number | string, high: number | string): Where;
}

/**
 * Starts a query about a key: an array's name, `"group.array"`, or a column of the infoset.
 *
 * Comparisons with a missing value (null or NaN) are false, except `ne` and `eq(null)`. A key
 * with a vocabulary can be compared by name or by id.
 *
 * @example
 * ```ts
 * import { where } from "trunnion";
 *
 * const gears = where("labels.part_category").eq(3).and(where("face_count").gt(100));
 * const text = JSON.stringify(gears);
 * const again = where.fromJSON(JSON.parse(text));
 * ```
 *
 * @throws {UsageError} when a value is NaN or infinite, which JSON cannot hold
 */
export function where(key: string): KeyConditions {
  if (typeof key !== "string" || key === "") {
    throw new UsageError(`Cannot start a query: the key must be a name, found ${show(key)}`);
  }
  const compare = (op: Comparison) => (value: QueryValue) =>
    new Where({ op, key, value: checked(key, value) });
  return {
    eq: compare("eq"),
    ne: compare("ne"),
    gt: compare("gt"),
    ge: compare("ge"),
    lt: compare("lt"),
    le: compare("le"),
    includes(value) {
      if (typeof value === "string" && value !== "") {
        return new Where({ op: "includes", key, value });
      }
      throw new UsageError(
        `Cannot ask whether '${key}' includes ${show(value)}: it must be a text, and not empty`,
      );
    },
    in: (values) =>
      new Where({ op: "in", key, values: listed(key, values).map((value) => checked(key, value)) }),
    between(low, high) {
      checked(key, low);
      checked(key, high);
      if (typeof low !== typeof high) {
        throw new UsageError(
          `Cannot ask for '${key}' between ${show(low)} and ${
            show(high)
          }: both ends must be numbers, or both texts`,
        );
      }
      return new Where({ op: "between", key, low, high });
    },
  };
}

/** The values of a list. A text, whose letters could be gone through, is no list of values. */
function listed(key: string, values: Iterable<QueryValue>): QueryValue[] {
  if (typeof values === "object" && values !== null && Symbol.iterator in values) {
    return [...values];
  }
  throw new UsageError(
    `Cannot ask which '${key}' are among others: \`in\` takes a list of values, found ${
      show(values)
    }. Write in([${show(values)}])`,
  );
}

/** All of the queries; without any, everything matches. */
where.and = (...queries: Where[]): Where => combine("and", queries);
/** Any of the queries; without any, nothing matches. */
where.or = (...queries: Where[]): Where => combine("or", queries);
/** What the query does not match. */
where.not = (query: Where): Where => query.not();
/**
 * Makes a query of its data, as {@linkcode Where.toJSON} gave it.
 *
 * @throws {UsageError} when the data is not a query; the message says where
 */
where.fromJSON = (data: unknown): Where => new Where(parse(data, "query"));

/** The keys that a query names, each once, in the order of their first use. */
export function queryKeys(query: Query): string[] {
  const keys = new Set<string>();
  const visit = (one: Query): void => {
    if ("queries" in one) one.queries.forEach(visit);
    else if ("query" in one) visit(one.query);
    else keys.add(one.key);
  };
  visit(query);
  return [...keys];
}

function combine(op: "and" | "or", queries: Where[]): Where {
  return new Where({ op, queries: queries.map((one) => one.query) });
}

const SIGNS = { eq: "==", ne: "!=", gt: ">", ge: ">=", lt: "<", le: "<=" } as const;

function describe(query: Query, inside: boolean): string {
  switch (query.op) {
    case "includes":
      return `${query.key} includes ${show(query.value)}`;
    case "in":
      return `${query.key} in [${query.values.map(show).join(", ")}]`;
    case "between":
      return `${query.key} between ${show(query.low)} and ${show(query.high)}`;
    case "not":
      return `not (${describe(query.query, false)})`;
    case "and":
    case "or": {
      if (query.queries.length === 0) return query.op === "and" ? "everything" : "nothing";
      const text = query.queries.map((one) => describe(one, true)).join(` ${query.op} `);
      return inside && query.queries.length > 1 ? `(${text})` : text;
    }
    default:
      return `${query.key} ${SIGNS[query.op]} ${show(query.value)}`;
  }
}

function checked<V>(key: string, value: V): V {
  const kind = typeof value;
  if (kind === "number" ? !Number.isFinite(value) : !isValue(value)) {
    throw new UsageError(
      `Cannot compare '${key}' with ${
        show(value)
      }: a query's values are finite numbers, texts, booleans or null`,
    );
  }
  return value;
}

function isValue(value: unknown): value is QueryValue {
  return value === null || ["number", "string", "boolean"].includes(typeof value);
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function parse(data: unknown, at: string): Query {
  const wrong = (rule: string, found: unknown) =>
    new UsageError(`Cannot read a query from JSON: ${at} must be ${rule}, found ${show(found)}`);
  if (typeof data !== "object" || data === null) throw wrong("an object with 'op'", data);
  const { op, key, value, values, low, high, queries, query } = data as Record<string, unknown>;
  const list = (found: unknown, name: string): unknown[] => {
    if (!Array.isArray(found)) throw wrong(`an object whose '${name}' is a list`, found);
    return found;
  };
  if (op === "and" || op === "or") {
    return { op, queries: list(queries, "queries").map((one, i) => parse(one, `${at}.${i}`)) };
  }
  if (op === "not") return { op, query: parse(query, `${at}.not`) };
  if (typeof key !== "string") throw wrong("an object with a 'key'", key);
  const conditions = where(key);
  switch (op) {
    case "in":
      return conditions.in(list(values, "values").map((one) => checked(key, one as QueryValue)))
        .query;
    case "between":
      return conditions.between(low as number, high as number).query;
    case "gt":
    case "ge":
    case "lt":
    case "le":
      return conditions[op](value as number).query;
    case "eq":
    case "ne":
      return conditions[op](value as QueryValue).query;
    case "includes":
      return conditions.includes(value as string).query;
    default:
      throw wrong("one of eq, ne, gt, ge, lt, le, in, includes, between, and, or, not", op);
  }
}
