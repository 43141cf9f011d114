/**
 * Features of the user's own.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import type { ArraySpec, DType, NdArray, TypedArray } from "../../storage/array.ts";
import { createTyped } from "../../storage/array_type.ts";
import { fitTo } from "../../storage/schema/array_fit.ts";
import type { Brep, Edge, Face } from "../brep.ts";
import { ARRAYS } from "./arrays.ts";

/** What a custom feature is computed of, by its group. */
export interface CustomItems {
  /** One row a face. */
  readonly faces: Face;
  /** One row an edge. */
  readonly edges: Edge;
  /** One row, of the body. */
  readonly bodies: Brep;
}

/** The groups that custom features may be of. */
export type CustomGroup = keyof CustomItems;

/** One row of a custom feature: a number, or as many for each item. */
export type CustomValue = number | readonly number[] | TypedArray;

/** How a custom feature is declared. */
export interface CustomOptions {
  /**
   * The type of its numbers.
   *
   * @default {"float32"}
   */
  readonly dtype?: Exclude<DType, "int64">;
  /** What the array says, for people. */
  readonly description?: string;
  /** The name of the rows' own dimension, where they have more than one number. */
  readonly dimension?: string;
}

const ROWS: Readonly<Record<CustomGroup, string>> = {
  faces: "face",
  edges: "edge",
  bodies: "body",
};

/** A custom feature's array, and how it is declared. */
interface CustomArray {
  readonly key: string;
  readonly spec: ArraySpec;
  readonly array: NdArray;
}

/**
 * Computes a custom feature, one row an item.
 *
 * @throws UsageError where the group, the name or the rows do not fit, or a value does not fit its
 * type
 */
export function customArray<G extends CustomGroup>(
  brep: Brep,
  group: G,
  name: string,
  compute: (item: CustomItems[G], index: number) => CustomValue,
  options: CustomOptions,
): CustomArray {
  const key = `${group}/${name}`;
  const refuse = (rule: string, data = {}) =>
    new UsageError(`Cannot push '${key}': ${rule}`, { data: { group, name, ...data } });
  if (!Object.hasOwn(ROWS, group)) throw refuse(`the group must be faces, edges or bodies`);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw refuse("the name must be of letters, digits and underscores, and begin without a digit");
  }
  if (key in ARRAYS) throw refuse("the encoder has an array of that name itself. Choose another");
  const items = itemsOf(brep)[group] as readonly CustomItems[G][];
  const { dtype = "float32", description, dimension = `${name}_component` } = options;
  let data = createTyped(dtype, items.length), width = 1, flat = true;
  items.forEach((item, index) => {
    const value = compute(item, index);
    const row = typeof value === "number" ? [value] : value;
    if (index === 0) {
      flat = typeof value === "number";
      width = row.length;
      data = createTyped(dtype, items.length * width);
    }
    if (row.length !== width || flat !== (typeof value === "number")) {
      const found = typeof value === "number" ? "a number" : `${row.length} numbers`;
      const first = flat ? "a number" : `${width} numbers`;
      throw refuse(
        `all rows must be alike: row 0 is ${first}, row ${index} is ${found}`,
        { index },
      );
    }
    // Checked row by row, so that the error can say which one it is.
    const fitted = fitTo(dtype, row, { group, array: `${name}, row ${index}` });
    if (data instanceof BigInt64Array || fitted instanceof BigInt64Array) return;
    data.set(fitted, index * width);
  });
  const dims = flat ? [ROWS[group]] : [ROWS[group], dimension];
  return {
    key,
    spec: { dims, dtype, ...(description === undefined ? {} : { description }) },
    array: { data, shape: flat ? [items.length] : [items.length, width] },
  };
}

function itemsOf(brep: Brep): { [G in CustomGroup]: readonly CustomItems[G][] } {
  return { faces: brep.faces, edges: brep.edges, bodies: [brep] };
}
