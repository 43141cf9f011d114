/**
 * A group of a schema under construction.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions, requireNames } from "../../base/known_options.ts";
import { suggestion } from "../../base/suggest.ts";
import type { DType } from "../array.ts";
import { codesIn } from "./codes_in.ts";
import { fitTo } from "./array_fit.ts";
import { countsOf, groupOf } from "./ragged.ts";
import { type ArraySchema, DTYPES, type GroupSchema, type Range } from "./schema.ts";
import { nameProblem } from "./schema_names.ts";
import { requireRange, unknownType } from "./schema_types.ts";

/** What else is said of an array. */
export interface ArrayOptions {
  /**
   * What stands where a sample saves nothing: a number of the array's type, NaN too for floats.
   *
   * @default {none: each sample must save the array}
   */
  readonly missing?: number;
  /**
   * The least and the greatest value that may be saved, both included; null for no limit. What
   * stands for a missing value may lie outside.
   *
   * @default {any value of the type}
   */
  readonly range?: Range;
  /**
   * What its numbers stand for, by name, e.g. `{ hole: 0, slot: 1 }`. Tables and charts show
   * the names; a number that is none of the codes, nor what stands for a missing value, is refused.
   *
   * @default {its numbers are numbers}
   */
  readonly codes?: Readonly<Record<string, number>>;
}

const OPTIONS = { missing: true, range: true, codes: true } as const;

/** What the schema takes of a group's ragged arrays: their numbers are a group of their own. */
type AddGroup = (name: string, baseDimension: string, description: string) => SchemaGroup;

/** A group under construction. */
export class SchemaGroup {
  readonly #arrays = new Map<string, ArraySchema>();
  readonly #addGroup: AddGroup;

  /** Made by {@linkcode SchemaBuilder.createGroup}. */
  constructor(
    readonly name: string,
    readonly baseDimension: string,
    readonly description: string,
    addGroup: AddGroup,
  ) {
    this.#addGroup = addGroup;
  }

  /**
   * Adds an array to the group.
   *
   * @param name Its name, unique in the group.
   * @param dims The names of its dimensions; the first is the group's base dimension.
   * @param dtype The type of its numbers.
   * @param description What the numbers are.
   * @param options `missing`: what stands where a sample saves nothing, such as -1, or NaN for
   *   floats. Without it each sample must save the array, and NaN is refused. `range`: the least
   *   and the greatest value. `codes`: what its integers stand for, by name.
   * @returns the group, so that calls may be chained
   * @throws {UsageError} if the name is taken, a dimension is wrong, the type is unknown,
   *   `missing` is no number of the type, the range is none, or `codes` are not distinct integers
   */
  createArray(
    name: string,
    dims: readonly string[],
    dtype: DType,
    description = "",
    options: ArrayOptions = {},
  ): this {
    const what = this.#requireNew(name, dtype);
    requireNames(`create array '${name}' in group '${this.name}'`, "its dimensions", dims);
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
    requireKnownOptions(`create array '${name}' in group '${this.name}'`, options, OPTIONS);
    const { missing, range, codes } = options;
    if (missing !== undefined) requireMissing(what, missing, dims, dtype);
    if (range !== undefined) requireRange(what, range);
    if (codes !== undefined) requireCodes(what, codes, dtype);
    this.#arrays.set(name, {
      dims: [...dims],
      dtype,
      description,
      ...(missing === undefined ? {} : { missing: Number.isNaN(missing) ? "NaN" : missing }),
      ...(range === undefined ? {} : { range: [range[0], range[1]] }),
      ...(codes === undefined ? {} : { codes: { ...codes } }),
    });
    return this;
  }

  /**
   * Adds an array whose rows have different lengths, such as the points of each face. It is saved
   * as a list of lists under this name. In the dataset its numbers lie end to end in a group of
   * their own, `<group>_<name>/<name>`, and `<group>/<name>_counts` says how many each row has;
   * {@linkcode splitRagged} gives the rows back.
   *
   * @param name Its name, unique in the group.
   * @param itemDimension What one number of a row stands for, e.g. `"point"`.
   * @param dtype The type of its numbers.
   * @param description What the numbers are.
   * @returns the group, so that calls may be chained
   * @throws {UsageError} if a name is taken or the type is unknown
   *
   * @example
   * ```ts
   * import { SchemaBuilder } from "trunnion";
   *
   * const builder = new SchemaBuilder({ domain: "parts" });
   * builder.createGroup("faces", "face").createRaggedArray("hits", "hit", "float32");
   * console.log(builder.listGroups()); // ["faces", "faces_hits"]
   * // in a task: storage.saveData("faces/hits", [[0.5, 1.5], [], [2]]) for three faces
   * ```
   */
  createRaggedArray(name: string, itemDimension: string, dtype: DType, description = ""): this {
    const what = this.#requireNew(name, dtype);
    const counts = countsOf(name), group = groupOf(this.name, name);
    if (this.#arrays.has(counts)) {
      throw new UsageError(`${what}: the group has an array '${counts}' already`);
    }
    this.#addGroup(group, itemDimension, description).createArray(
      name,
      [itemDimension],
      dtype,
      description,
    );
    this.#arrays.set(counts, {
      dims: [this.baseDimension],
      dtype: "int32",
      description: `how many numbers of ${group}/${name} each row has`,
      attributes: { ragged: `${group}/${name}` },
    });
    return this;
  }

  /** An array of that name, as plain data; null where the group has none. */
  getArray(name: string): ArraySchema | null {
    return this.#arrays.get(name) ?? null;
  }

  /** The names of the arrays, in order of creation. */
  listArrays(): string[] {
    return [...this.#arrays.keys()];
  }

  /**
   * Takes an array out of the group.
   *
   * @returns the group, so that calls may be chained
   * @throws {UsageError} if the group has none of that name
   */
  removeArray(name: string): this {
    if (this.#arrays.delete(name)) return this;
    throw new UsageError(
      `Cannot remove array '${name}' from group '${this.name}': it has none of that name` +
        suggestion(name, this.#arrays.keys()),
      { data: { name, known: this.listArrays() } },
    );
  }

  /** The group as plain data. */
  build(): GroupSchema {
    return {
      baseDimension: this.baseDimension,
      description: this.description,
      arrays: Object.fromEntries(this.#arrays),
    };
  }

  /** Takes arrays over as they are: those of a schema that was built before. */
  adopt(arrays: Readonly<Record<string, ArraySchema>>): void {
    for (const [name, array] of Object.entries(arrays)) {
      const { dims, dtype, description = "", missing, range, codes, attributes } = array;
      const options = {
        ...(missing === undefined ? {} : { missing: Number(missing) }),
        ...(range === undefined ? {} : { range }),
        ...(codes === undefined ? {} : { codes }),
      };
      this.createArray(name, dims, dtype, description, options);
      if (attributes === undefined) continue;
      this.#arrays.set(name, { ...this.#arrays.get(name)!, attributes: { ...attributes } });
    }
  }

  #requireNew(name: string, dtype: DType): string {
    const what = `Cannot create array '${name}' in group '${this.name}'`;
    const problem = nameProblem(name);
    if (problem !== null) throw new UsageError(`${what}: ${problem}`, { data: { name } });
    if (this.#arrays.has(name)) throw new UsageError(`${what}: the group already has one`);
    if (!DTYPES.includes(dtype)) throw unknownType(what, dtype, DTYPES);
    return what;
  }
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

function requireCodes(what: string, codes: Readonly<Record<string, number>>, dtype: DType): void {
  const rule = `'codes' must be distinct integers of the type ${dtype}, each with a name`;
  if (codesIn(codes) === null || dtype.startsWith("float")) {
    throw new UsageError(
      `${what}: ${rule}, as in { hole: 0, slot: 1 }, found ${JSON.stringify(codes)}`,
      {
        data: { codes, dtype },
      },
    );
  }
  try {
    fitTo(dtype, Object.values(codes), { group: "", array: "" });
  } catch (cause) {
    throw new UsageError(`${what}: ${rule}, found ${JSON.stringify(codes)}`, {
      data: { codes, dtype },
      cause,
    });
  }
}
