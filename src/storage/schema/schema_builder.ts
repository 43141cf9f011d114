/**
 * Builds a schema step by step, with every mistake refused where it is made.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { messageOf } from "../../base/message_of.ts";
import { suggestion } from "../../base/suggest.ts";
import { joinSchemas } from "./join_schemas.ts";
import { DTYPES, type MetadataRule, type MetadataType, type Range, type Schema } from "./schema.ts";
import { SchemaGroup } from "./schema_group.ts";
import { nameProblem } from "./schema_names.ts";
import { isWithin, type MetadataTypeName, requireRange, typeOf } from "./schema_types.ts";

/** The types of a code, which is kept as a 32-bit integer in the attribset. */
const CODE_TYPES: readonly MetadataType[] = ["int8", "uint8", "int16", "uint16", "int32"];

/** What else is said of a metadata. */
export interface MetadataOptions {
  /**
   * Whether each sample must have it; `validateDataAgainstSchema` names those that lack it.
   *
   * @default {true}
   */
  readonly required?: boolean;
  /**
   * The least and the greatest number that may be saved, both included; null for no limit.
   *
   * @default {any value of the type}
   */
  readonly range?: Range;
  /**
   * The texts or codes that may be saved.
   *
   * @default {any}
   */
  readonly values?: readonly (string | number)[];
}

const OPTIONS = { required: true, range: true, values: true } as const;

/**
 * Builds a {@linkcode Schema}.
 *
 * @example
 * ```ts
 * import { SchemaBuilder } from "trunnion";
 *
 * const builder = new SchemaBuilder({ domain: "parts", version: "1.0" });
 * builder.createGroup("labels", "body", "labels of a body")
 *   .createArray("family", ["body"], "int32", "family of the part", { range: [0, 9] });
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
  constructor(options: { domain: string; version?: string }) {
    requireKnownOptions("start a schema", options, { domain: true, version: true });
    const { domain, version = "1.0" } = options;
    for (const [name, text] of Object.entries({ domain, version })) {
      if (typeof text === "string" && text !== "") continue;
      throw new UsageError(
        `Cannot start a schema: '${name}' must be a text that is not empty, found ${
          JSON.stringify(text)
        }`,
      );
    }
    this.#domain = domain;
    this.#version = version;
  }

  /**
   * A builder that begins with a schema: one that was built, its JSON, or a template.
   *
   * @param schema The schema, as plain data or as the text of its JSON.
   * @param options `domain` and `version` in the place of the schema's own.
   * @throws {UsageError} if it is no schema, with what is wrong in it
   *
   * @example A schema kept as a file of its own
   * ```ts
   * import { SchemaBuilder } from "trunnion";
   *
   * const text = new SchemaBuilder({ domain: "parts" }).toJson();
   * const builder = SchemaBuilder.from(text, { version: "1.1" });
   * builder.createGroup("labels", "body").createArray("family", ["body"], "int32");
   * ```
   */
  static from(
    schema: Schema | string,
    options: { domain?: string; version?: string } = {},
  ): SchemaBuilder {
    requireKnownOptions("begin with a schema", options, { domain: true, version: true });
    const plain = typeof schema === "string" ? parsed(schema) : schema;
    requireSchema("begin with a schema", plain);
    const { domain = plain.domain, version = plain.version } = options;
    const builder = new SchemaBuilder({ domain, version });
    builder.#adopt(plain);
    return builder;
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
    const problem = nameProblem(name);
    if (problem !== null) throw new UsageError(`${what}: ${problem}`, { data: { name } });
    if (this.#groups.has(name)) throw new UsageError(`${what}: the schema already has one`);
    if (typeof baseDimension !== "string" || baseDimension === "") {
      throw new UsageError(`${what}: its base dimension needs a name, such as 'face' or 'body'`);
    }
    const group = new SchemaGroup(
      name,
      baseDimension,
      description,
      (...ragged) => this.createGroup(...ragged),
    );
    this.#groups.set(name, group);
    return group;
  }

  /** The group of that name, to add to it; null where the schema has none. */
  getGroup(name: string): SchemaGroup | null {
    return this.#groups.get(name) ?? null;
  }

  /** The names of the groups, in order of creation. */
  listGroups(): string[] {
    return [...this.#groups.keys()];
  }

  /**
   * Takes a group out of the schema, with its arrays.
   *
   * @throws {UsageError} if the schema has none of that name
   */
  removeGroup(name: string): this {
    if (!this.#groups.delete(name)) throw noneOf("group", name, this.#groups.keys());
    return this;
  }

  /**
   * Says that a metadata is a plain column of the infoset.
   *
   * @param name Its name; with `*` a pattern of names, in which case does not count.
   * @param dtype The type of its values.
   * @param description What it says.
   * @param options `required`: whether each sample must have it. `range`, `values`: what may be
   *   saved.
   * @throws {UsageError} if the name is defined already, the type is unknown, or the options do
   *   not fit it
   */
  defineFileMetadata(
    name: string,
    dtype: MetadataTypeName,
    description = "",
    options: MetadataOptions = {},
  ): this {
    const what = `Cannot define file metadata '${name}'`;
    const types: readonly MetadataType[] = [...DTYPES, "string", "boolean", "date"];
    const rule = { name, kind: "file", dtype: typeOf(what, dtype, types), description } as const;
    return this.#define(what, rule, options);
  }

  /**
   * Says that a metadata is one of a vocabulary: strings are given codes, in the order of the
   * alphabet, and integers are codes already.
   *
   * @param name Its name; with `*` a pattern of names, in which case does not count.
   * @param dtype `"string"`, or an integer type of at most 32 bits.
   * @param description What it says.
   * @param options As of {@linkcode SchemaBuilder.defineFileMetadata}.
   * @throws {UsageError} if the name is defined already, the type cannot be a code, or the options
   *   do not fit it
   */
  defineCategoricalMetadata(
    name: string,
    dtype: MetadataTypeName,
    description = "",
    options: MetadataOptions = {},
  ): this {
    const what = `Cannot define categorical metadata '${name}'`;
    const found = typeOf(what, dtype, ["string", ...CODE_TYPES]);
    return this.#define(what, { name, kind: "categorical", dtype: found, description }, options);
  }

  /** The rules of metadata, in the order in which patterns are tried. */
  listMetadata(): MetadataRule[] {
    return [...this.#metadata.values()];
  }

  /**
   * Takes a rule of metadata out of the schema.
   *
   * @throws {UsageError} if the schema has none of that name
   */
  removeMetadata(name: string): this {
    if (!this.#metadata.delete(name)) throw noneOf("metadata", name, this.#metadata.keys());
    return this;
  }

  /**
   * Adds all that another schema has: a template, or the schema of a second task.
   *
   * @throws {UsageError} if both have an array, or a group's rows, differently
   */
  extend(schema: Schema): this {
    const own = this.build();
    const joined = joinSchemas(`extend the schema '${this.#domain}'`, own, schema);
    this.#groups.clear();
    this.#metadata.clear();
    this.#adopt(joined);
    return this;
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

  /** The schema as JSON, which {@linkcode SchemaBuilder.from} reads. */
  toJson(): string {
    return JSON.stringify(this.build(), null, 2);
  }

  #adopt({ groups, metadata }: Pick<Schema, "groups" | "metadata">): void {
    for (const [name, { baseDimension, description, arrays }] of Object.entries(groups)) {
      this.createGroup(name, baseDimension, description).adopt(arrays);
    }
    for (const { name, kind, dtype, description, ...options } of metadata) {
      if (kind === "file") this.defineFileMetadata(name, dtype, description, options);
      else this.defineCategoricalMetadata(name, dtype, description, options);
    }
  }

  #define(what: string, rule: MetadataRule, options: MetadataOptions): this {
    if (rule.name === "") throw new UsageError(`${what}: a metadata needs a name`);
    if (this.#metadata.has(rule.name)) {
      throw new UsageError(`${what}: the schema already defines it`);
    }
    requireKnownOptions(what.replace("Cannot ", ""), options, OPTIONS);
    const isNumber = DTYPES.some((dtype) => dtype === rule.dtype);
    const { required, range, values } = options;
    if (range !== undefined) {
      requireRange(what, range);
      if (!isNumber) throw new UsageError(`${what}: only numbers have a range, not ${rule.dtype}`);
    }
    const type = isNumber ? "number" : "string";
    const wrong = values?.find((value) => typeof value !== type || outside(value, range));
    if (wrong !== undefined) {
      throw new UsageError(
        `${what}: 'values' must be of its type ${rule.dtype} and within its range, found ` +
          JSON.stringify(wrong),
        { data: { wrong } },
      );
    }
    this.#metadata.set(rule.name, {
      ...rule,
      ...(required === undefined ? {} : { required }),
      ...(range === undefined ? {} : { range: [range[0], range[1]] }),
      ...(values === undefined ? {} : { values: [...values] }),
    });
    return this;
  }
}

function outside(value: string | number, range: Range | undefined): boolean {
  return range !== undefined && typeof value === "number" && !isWithin(value, range);
}

function noneOf(kind: string, name: string, known: Iterable<string>): UsageError {
  const names = [...known];
  return new UsageError(
    `Cannot remove ${kind} '${name}': the schema has none of that name${suggestion(name, names)}`,
    { data: { name, known: names } },
  );
}

function parsed(text: string): Schema {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(
      `Cannot begin with a schema: the text must be the JSON of one; ${messageOf(cause)}`,
      { cause },
    );
  }
}

/** Refuses what is not built as a schema is; names and types are checked as they are added. */
export function requireSchema(attempt: string, schema: unknown): asserts schema is Schema {
  const isRecord = (value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const parts = (isRecord(schema) ? schema : {}) as Partial<Schema>;
  const groups = isRecord(parts.groups) ? Object.entries(parts.groups!) : null;
  const wrong = groups === null
    ? "groups"
    : groups.find(([, group]) => !isRecord(group) || !isRecord(group.arrays))?.[0] ??
      groups.flatMap(([name, { arrays }]) =>
        Object.entries(arrays).filter(([, one]) => !isRecord(one) || !Array.isArray(one.dims))
          .map(([array]) => `${name}/${array}`)
      )[0] ??
      (Array.isArray(parts.metadata) && parts.metadata.every(isRecord) ? null : "metadata");
  if (wrong === null) return;
  throw new UsageError(
    `Cannot ${attempt}: it must have domain, version, groups with arrays, and a list of ` +
      `metadata, as SchemaBuilder builds it; '${wrong}' is missing or is none`,
    { data: { wrong } },
  );
}
