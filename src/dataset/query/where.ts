/**
 * Queries as data: they can be written to JSON, saved, and asked again.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";

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
  | { readonly op: "not"; readonly query: Query }
  | RowsQuery;

/** A query about all rows of a sample at once: it has one answer a sample. */
export type RowsQuery =
  | { readonly op: "any" | "all"; readonly query: Query }
  | {
    readonly op: "count";
    readonly query: Query;
    /** What the number of rows must be. */
    readonly is: { readonly op: Comparison; readonly value: number };
  };

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

  /**
   * The samples of which a row matches. That is what a query means by itself; said so, it can be
   * combined with what is asked of other rows, and its `not()` finds samples without such a row.
   */
  any(): Where {
    return new Where({ op: "any", query: this.query });
  }

  /** The samples of which all rows match, those without any row included. */
  all(): Where {
    return new Where({ op: "all", query: this.query });
  }

  /** Compares how many rows of a sample match: `where("face_types").eq("cone").count().ge(2)`. */
  count(): CountConditions {
    const compare = (op: Comparison) => (value: number) => {
      if (!Number.isFinite(value)) throw notANumber(value);
      return new Where({ op: "count", query: this.query, is: { op, value } });
    };
    return {
      eq: compare("eq"),
      ne: compare("ne"),
      gt: compare("gt"),
      ge: compare("ge"),
      lt: compare("lt"),
      le: compare("le"),
      between: (low, high) => compare("ge")(low).and(compare("le")(high)),
    };
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

/** What can be asked about a number of rows. */
export interface CountConditions extends Readonly<Record<Comparison, (value: number) => Where>> {
  /** From `low` to `high` rows, both included. */
  between(low: number, high: number): Where;
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
where.not = (query: Where): Where => {
  requireWhere(query);
  return query.not();
};
/** The samples of which a row matches. */
where.any = (query: Where): Where => {
  requireWhere(query);
  return query.any();
};
/** The samples of which all rows match. */
where.all = (query: Where): Where => {
  requireWhere(query);
  return query.all();
};
/** Compares how many rows of a sample match. */
where.count = (query: Where): CountConditions => {
  requireWhere(query);
  return query.count();
};
/**
 * Makes a query of its data, as {@linkcode Where.toJSON} gave it.
 *
 * @throws {UsageError} when the data is not a query; the message says where
 */
where.fromJSON = (data: unknown): Where => new Where(parse(data, "query"));

function notANumber(found: unknown): UsageError {
  return new UsageError(
    `Cannot compare a number of rows with ${show(found)}: it must be a finite number`,
  );
}

/** Refuses what is no query, such as a text or plain data. */
function requireWhere(found: unknown): asserts found is Where {
  if (found instanceof Where) return;
  throw new UsageError(
    `Cannot combine a query with ${show(found)}: queries are made by where(...), as in ` +
      `where("face_count").gt(3), and of data by where.fromJSON(...)`,
  );
}

function combine(op: "and" | "or", queries: Where[]): Where {
  queries.forEach(requireWhere);
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
    case "any":
    case "all":
      return `${query.op} (${describe(query.query, false)})`;
    case "count": {
      const { op, value } = query.is;
      return `count (${describe(query.query, false)}) ${SIGNS[op]} ${value}`;
    }
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
  const { op, key, value, values, low, high, queries, query, is } = data as Record<string, unknown>;
  const list = (found: unknown, name: string): unknown[] => {
    if (!Array.isArray(found)) throw wrong(`an object whose '${name}' is a list`, found);
    return found;
  };
  if (op === "and" || op === "or") {
    return { op, queries: list(queries, "queries").map((one, i) => parse(one, `${at}.${i}`)) };
  }
  if (op === "not" || op === "any" || op === "all") {
    return { op, query: parse(query, `${at}.${op}`) };
  }
  if (op === "count") {
    const { op: sign, value: number } = Object(is) as Record<string, unknown>;
    if (typeof sign !== "string" || !Object.hasOwn(SIGNS, sign) || !Number.isFinite(number)) {
      throw wrong("a count with 'is', a comparison and a number", is);
    }
    return {
      op,
      query: parse(query, `${at}.count`),
      is: { op: sign as Comparison, value: Number(number) },
    };
  }
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
      throw wrong(
        "one of eq, ne, gt, ge, lt, le, in, includes, between, and, or, not, any, all, count",
        op,
      );
  }
}

/** Refuses options that there are not, and says of a query in their place where it goes. */
export function requireQueryOptions<T>(attempt: string, options: T, known: OptionNames<T>): void {
  if (typeof options === "function" || options instanceof Where) {
    throw new UsageError(
      `Cannot ${attempt} by a query alone: it is the option 'where', as in ` +
        '{ where: where("face_count").gt(3) }',
    );
  }
  requireKnownOptions(attempt, options, known);
}
