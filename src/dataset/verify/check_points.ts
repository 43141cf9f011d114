/** Points with directions: grids, samples. @module */
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";
import { type MayBeMissing, missingValues } from "./missing_values.ts";
import type { BlockArray, SampleBlock } from "./sample_block.ts";

/** Arrays of points: x, y, z, a direction, and where there is a seventh number, a mask. */
export const POINT_ARRAYS = [
  "faces/face_uv_grids",
  "faces/face_discretization",
  "faces/face_pair_samples",
  "edges/edge_u_grids",
];

/** What float32 makes of a unit vector is within this of one. */
const UNIT = 1e-5;

/** Normals and tangents have length 1, or 0 where a point has none; masks are 0 or 1. */
export const checkPoints: Check = {
  name: "points",
  rule: "normals and tangents have length 1 (or 0 where there is none), masks are 0 or 1",
  async block(block, found) {
    const mayBeMissing = await missingValues(block);
    for (const key of POINT_ARRAYS) {
      const array = await block.read(key);
      const width = array?.inner.at(-1);
      if (array !== null && (width === 6 || width === 7)) {
        checkRows(block, array, width, mayBeMissing, found);
      }
    }
  },
};

function checkRows(
  block: SampleBlock,
  array: BlockArray,
  width: 6 | 7,
  mayBeMissing: MayBeMissing,
  found: Findings,
): void {
  const { data, size, key } = array;
  block.eachRow(array, (sample, row, from) => {
    if (Number.isNaN(data[from]) && mayBeMissing(key, sample, row)) return;
    for (let at = from; at < from + size; at += width) {
      found.checked++;
      const length = Math.hypot(data[at + 3], data[at + 4], data[at + 5]);
      if (length !== 0 && Math.abs(length - 1) > UNIT) {
        const problem = "a direction has neither length 1 nor 0";
        found.add({ where: key, problem, sample, row, value: length });
      }
      const mask = data[at + 6];
      if (width === 7 && mask !== 0 && mask !== 1) {
        found.add({ where: key, problem: "a mask is neither 0 nor 1", sample, row, value: mask });
      }
    }
  });
}
