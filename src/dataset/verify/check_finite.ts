/** Values that are no numbers. @module */
import { ARRAYS } from "../../cad/features/arrays.ts";
import type { Check } from "./check.ts";
import { missingValues } from "./missing_values.ts";

/**
 * No array holds an infinity; NaN stands only where it is the array's declared missing value, and
 * at faces that were kept without being sound.
 */
export const checkFinite: Check = {
  name: "finite",
  rule: "all values are finite, or the declared missing value",
  async block(block, found) {
    const mayBeMissing = await missingValues(block);
    for (const key of block.keys) {
      const array = await block.read(key);
      if (!(array?.data instanceof Float32Array || array?.data instanceof Float64Array)) continue;
      const { data, size } = array;
      found.checked += data.length;
      if (data.every(Number.isFinite)) continue;
      // What the encoder pushes may lack values at faces that are not sound alone.
      const declared = block.allowsNaN(key) && !Object.hasOwn(ARRAYS, key);
      block.eachRow(array, (sample, row, at) => {
        const missing = declared || mayBeMissing(key, sample, row);
        const value = data.subarray(at, at + size)
          .find((one) => !Number.isFinite(one) && !(missing && Number.isNaN(one)));
        if (value === undefined) return;
        found.add({ where: key, problem: "it is not finite", sample, row, value: String(value) });
      });
    }
  },
};
