/** Points and the boxes of their bodies. @module */
import type { Check } from "./check.ts";
import { POINT_ARRAYS } from "./check_points.ts";
import { missingValues } from "./missing_values.ts";
import type { BlockArray } from "./sample_block.ts";

/** What float32 may lose, of the size of box and coordinates. */
const ROUNDING = 1e-6;

/** The body's box holds its vertices, and all points on its faces and edges. */
export const checkBoxes: Check = {
  name: "boxes",
  rule: "the points on a body are inside its box, whose diagonal is as long as it says",
  async block(block, found) {
    const boxes = await block.read("bodies/body_boxes");
    if (boxes === null || boxes.size !== 6) return;
    const mayBeMissing = await missingValues(block);
    const diagonals = await block.read("bodies/body_diagonals");
    const arrays = await Promise.all(
      [...POINT_ARRAYS, "vertices/vertex_positions"].map((key) => block.read(key)),
    );
    block.eachRow(boxes, (sample, row, at) => {
      if (mayBeMissing(boxes.key, sample, row)) return;
      const s = sample - block.first;
      const box = Array.from({ length: 6 }, (_, k) => boxes.data[at + k]);
      const diagonal = Math.hypot(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
      const margin = ROUNDING * Math.max(diagonal, ...box.map(Math.abs));
      found.checked++;
      const told = diagonals?.data[diagonals.starts[s]] ?? diagonal;
      if (Math.abs(told - diagonal) > margin) {
        const problem = "it is not the box's";
        found.add({ where: "bodies/body_diagonals", problem, sample, row, value: told });
      }
      for (const array of arrays) {
        if (array === null) continue;
        const out = firstOutside(array, s, boxOf(array, box), margin);
        if (out === null) continue;
        const problem = "a point is outside the body's box";
        found.add({ where: array.key, problem, sample, ...out });
      }
    });
  },
};

/** The box where the points of an array are counted from: some have the body's middle as origin. */
function boxOf({ attributes }: BlockArray, box: readonly number[]): readonly number[] {
  if (attributes.origin !== "body") return box;
  return box.map((x, k) => x - (box[k % 3] + box[k % 3 + 3]) / 2);
}

/** The first point of a sample that is on a face or an edge and not in the box. */
function firstOutside(
  { data, starts, size, inner }: BlockArray,
  s: number,
  box: readonly number[],
  margin: number,
): { row: number; value: number } | null {
  const width = inner.at(-1) ?? size;
  for (let at = starts[s] * size; at < starts[s + 1] * size; at += width) {
    // Points of a grid beside the face are where the surface goes on.
    if (width === 7 && data[at + 6] === 0) continue;
    for (let k = 0; k < 3; k++) {
      const value = data[at + k];
      if (value >= box[k] - margin && value <= box[k + 3] + margin) continue;
      return { row: Math.floor(at / size) - starts[s], value };
    }
  }
  return null;
}
