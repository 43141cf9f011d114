/**
 * Builds a schema step by step, with every mistake refused where it is made.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { DType } from "../array.ts";
import {
  type ArraySchema,
  DTYPES,
  type GroupSchema,
  type MetadataRule,
  type MetadataType,
  type Schema,
} from "./schema.ts";
import { suggestion } from "../../base/suggest.ts";
import { fitTo } from "./array_fit.ts";
import { nameProblem } from "./schema_names.ts";

/** Other spellings of the types, as Python has them. */
const ALIASES: Readonly<Record<string, MetadataType>> = {
  str: "string",
  bool: "boolean",
  datetime: "date",
  timestamp: "date",
  int: "int64",
  float: "float64",
};

/** The types of a code, which is kept as a 32-bit integer in the attribset. */
const CODE_TYPES: readonly MetadataType[] = ["int8", "uint8", "int16", "uint16", "int32"];

/** The types of a metadata value, spelt as in TypeScript or as in Python. */
export type MetadataTypeName =
  | MetadataType
  | "str"
  | "bool"
  | "datetime"
  | "timestamp"
  | "int"
  | "float";

/** What else is said of an array. */
export interface ArrayOptions {
  /**
   * What stands where a sample saves nothing: a number of the array's type, NaN too for floats.
   *
   * @default {none: each sample must save the array}
   */
  readonly missing?: number;
}

/** A group under construction. */
export class SchemaGroup {
  readonly #arrays = new Map<string, ArraySchema>();

  /** Made by {@linkcode SchemaBuilder.createGroup}. */
  constructor(
    readonly name: string,
    readonly baseDimension: string,
    readonly description: string,
  ) {}

  /**
   * Adds an array to the group.
   *
   * @param name Its name, unique in the group.
   * @param dims The names of its dimensions; the first is the group's base dimension.
   * @param dtype The type of its numbers.
   * @param description What the numbers are.
   * @param options `missing`: what stands where a sample saves nothing, such as -1, or NaN for
   *   floats. Without it each sample must save the array, and NaN is refused.
   * @returns the group, so that calls may be chained
   * @throws {UsageError} if the name is taken, a dimension is wrong, the type is unknown, or
   *   `missing` is no number of the type
   */
  createArray(
    name: string,
    dims: readonly string[],
    dtype: DType,
    description = "",
    options: ArrayOptions = {},
  ): this {
    const what = `Cannot create array '${name}' in group '${this.name}'`;
    requireName(what, name);
    if (this.#arrays.has(name)) throw new UsageError(`${what}: the group already has one`);
    if (dims.length === 0 || dims[0] !== this.baseDimension) {
      throw new UsageError(
        `${what}: its first dimension must be the group's base dimension ` +
          `'${this.baseDimension}', found ${dims.length === 0 ? "none" : `'${dims[0]}'`}`,
        { data: { dims: [...dims], baseDimension: this.baseDimension } },
      );
    }
    const twice = dims.find((dim, i) => dim === "" || dims.indexOf(dim) !== i);
    if (twice !== undefined) {
      throw new UsageError(`${what}: its dimensions must be named and differ, found '${twice}'`);
    }
    if (!DTYPES.includes(dtype)) throw unknownType(what, dtype, DTYPES);
    const known = Object.keys(options).find((key) => key !== "missing");
    if (known !== undefined) {
      throw new UsageError(
        `${what}: its options are 'missing', found '${known}'${suggestion(known, ["missing"])}`,
      );
    }
    const { missing } = options;
    if (missing !== undefined) requireMissing(what, missing, dims, dtype);
    this.#arrays.set(name, {
      dims: [...dims],
      dtype,
      description,
      ...(missing === undefined ? {} : { missing: Number.isNaN(missing) ? "NaN" : missing }),
    });
    return this;
  }

  /** The group as plain data. */
  build(): GroupSchema {
    return {
      baseDimension: this.baseDimension,
      description: this.description,
      arrays: Object.fromEntries(this.#arrays),
    };
  }
}

/**
 * Builds a {@linkcode Schema}.
 *
 * @example
 * ```ts
 * import { SchemaBuilder } from "trunnion";
 *
 * const builder = new SchemaBuilder({ domain: "parts", version: "1.0" });
 * builder.createGroup("labels", "body", "labels of a body")
 *   .createArray("family", ["body"], "int32", "family of the part");
 * builder.defineFileMetadata("processing_time", "float32", "seconds");
 * builder.defineCategoricalMetadata("family_name", "string", "the family in words");
 * const schema = builder.build();
 * ```
 */
export class SchemaBuilder {
  readonly #domain: string;
  readonly #version: string;
  readonly #groups = new Map<string, SchemaGroup>();
  readonly #metadata = new Map<string, MetadataRule>();

  /**
   * A schema without groups.
   *
   * @param options `domain`: what the dataset is about. `version`: the schema's own version,
   *   `"1.0"` by default.
   */
  constructor({ domain, version = "1.0" }: { domain: string; version?: string }) {
    if (typeof domain !== "string" || domain === "") {
      throw new UsageError(
        `Cannot start a schema: 'domain' must be a text that is not empty, found ${
          JSON.stringify(domain)
        }`,
      );
    }
    this.#domain = domain;
    this.#version = version;
  }

  /**
   * Adds a group of arrays that share their first dimension.
   *
   * @param name Its name, unique in the schema.
   * @param baseDimension What one row stands for, e.g. `"face"`.
   * @param description What the group holds.
   * @throws {UsageError} if the name is taken or cannot be a folder's
   */
  createGroup(name: string, baseDimension: string, description = ""): SchemaGroup {
    const what = `Cannot create group '${name}'`;
    requireName(what, name);
    if (this.#groups.has(name)) throw new UsageError(`${what}: the schema already has one`);
    if (typeof baseDimension !== "string" || baseDimension === "") {
      throw new UsageError(`${what}: its base dimension needs a name, such as 'face' or 'body'`);
    }
    const group = new SchemaGroup(name, baseDimension, description);
    this.#groups.set(name, group);
    return group;
  }

  /**
   * Says that a metadata is a plain column of the infoset.
   *
   * @param name Its name; with `*` a pattern of names, in which case does not count.
   * @param dtype The type of its values.
   * @param description What it says.
   * @throws {UsageError} if the name is defined already or the type is unknown
   */
  defineFileMetadata(name: string, dtype: MetadataTypeName, description = ""): this {
    const what = `Cannot define file metadata '${name}'`;
    const types: readonly MetadataType[] = [...DTYPES, "string", "boolean", "date"];
    return this.#define(what, {
      name,
      kind: "file",
      dtype: typeOf(what, dtype, types),
      description,
    });
  }

  /**
   * Says that a metadata is one of a vocabulary: strings are given codes, in the order of the
   * alphabet, and integers are codes already.
   *
   * @param name Its name; with `*` a pattern of names, in which case does not count.
   * @param dtype `"string"`, or an integer type of at most 32 bits.
   * @param description What it says.
   * @throws {UsageError} if the name is defined already or the type cannot be a code
   */
  defineCategoricalMetadata(name: string, dtype: MetadataTypeName, description = ""): this {
    const what = `Cannot define categorical metadata '${name}'`;
    const types: readonly MetadataType[] = ["string", ...CODE_TYPES];
    const found = typeOf(what, dtype, types);
    return this.#define(what, { name, kind: "categorical", dtype: found, description });
  }

  /** The schema as plain data, independent of what is added afterwards. */
  build(): Schema {
    const groups = [...this.#groups].map(([name, group]) => [name, group.build()] as const);
    return {
      domain: this.#domain,
      version: this.#version,
      groups: Object.fromEntries(groups),
      metadata: [...this.#metadata.values()],
    };
  }

  #define(what: string, rule: MetadataRule): this {
    if (rule.name === "") throw new UsageError(`${what}: a metadata needs a name`);
    if (this.#metadata.has(rule.name)) {
      throw new UsageError(`${what}: the schema already defines it`);
    }
    this.#metadata.set(rule.name, rule);
    return this;
  }
}

function requireName(what: string, name: string): void {
  const problem = nameProblem(name);
  if (problem !== null) throw new UsageError(`${what}: ${problem}`, { data: { name } });
}

function requireMissing(
  what: string,
  missing: number,
  dims: readonly string[],
  dtype: DType,
): void {
  if (dims.length > 1) {
    throw new UsageError(
      `${what}: only an array of one dimension can have a missing value, found ${dims.length} ` +
        `(${dims.join(", ")})`,
    );
  }
  if (Number.isNaN(missing) && dtype.startsWith("float")) return;
  try {
    fitTo(dtype, [missing], { group: "", array: "" });
  } catch (cause) {
    throw new UsageError(
      `${what}: 'missing' must be a number of the type ${dtype}, found ${missing}`,
      { data: { missing, dtype }, cause },
    );
  }
}

function typeOf(
  what: string,
  dtype: MetadataTypeName,
  allowed: readonly MetadataType[],
): MetadataType {
  const found = Object.hasOwn(ALIASES, dtype) ? ALIASES[dtype] : allowed.find((t) => t === dtype);
  if (found === undefined || !allowed.includes(found)) throw unknownType(what, dtype, allowed);
  return found;
}

function unknownType(what: string, dtype: string, allowed: readonly string[]): UsageError {
  return new UsageError(
    `${what}: its type must be one of ${allowed.join(", ")}; found '${dtype}'` +
      suggestion(dtype, allowed),
    { data: { dtype, allowed: [...allowed] } },
  );
}
