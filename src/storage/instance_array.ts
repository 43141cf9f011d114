/**
 * Where a body's instances stand, as an array.
 *
 * @module
 */
import type { ArraySpec, NdArray } from "./array.ts";
import type { BodyInfo } from "./data_storage.ts";
import { SchemaViolation } from "./storage_errors.ts";

/** How `instances/transform` is declared. */
export const TRANSFORM_SPEC: ArraySpec = {
  dims: ["instance", "row", "column"],
  dtype: "float64",
  description: "From the body's coordinates to the file's: 4 x 4 matrices that act on columns",
};

/**
 * The transforms of a body's instances: shape (instances, 4, 4); the identity where none is given.
 */
export function instanceTransforms(body: BodyInfo): NdArray {
  const count = body.instances.length;
  const data = new Float64Array(16 * count);
  body.instances.forEach(({ transform }, i) => {
    if (transform !== null && transform.length !== 12) {
      throw new SchemaViolation({
        group: "instances",
        array: "transform",
        expected: "12 numbers: three rows of a 3 x 4 matrix",
        found: `${transform.length} numbers for instance ${i} of body ${body.index}`,
      });
    }
    for (let k = 0; k < 12; k++) {
      data[16 * i + k] = transform === null ? (k % 5 === 0 ? 1 : 0) : transform[k];
    }
    data[16 * i + 15] = 1;
  });
  return { data, shape: [count, 4, 4] };
}
