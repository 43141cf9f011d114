/** Points and the boxes of their bodies. @module */
import type { Check } from "./check.ts";
import { POINT_ARRAYS } from "./check_points.ts";
import type { BlockArray } from "./sample_block.ts";

/** What float32 may lose, of the size of box and coordinates. */
const ROUNDING = 1e-5;

/** The points on a body's faces and edges are no farther apart than the box's diagonal lets them. */
export const checkBoxes: Check = {
  name: "boxes",
  rule: "the points on a body fit into a box of its diagonal",
  async block(block, found) {
    const diagonals = await block.read("bodies/body_diagonals");
    if (diagonals === null) return;
    const arrays: BlockArray[] = [];
    for (const key of POINT_ARRAYS) {
      const array = await block.read(key);
      if (array !== null) arrays.push(array);
    }
    for (let s = 0; s + 1 < diagonals.starts.length; s++) {
      for (const array of arrays) {
        const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
        for (const [k, value] of visibleCoordinates(array, s)) {
          low[k] = Math.min(low[k], value);
          high[k] = Math.max(high[k], value);
        }
        found.checked++;
        const extent = Math.hypot(...high.map((value, k) => Math.max(0, value - low[k])));
        const largest = Math.max(...high.map(Math.abs), ...low.map(Math.abs));
        const diagonal = diagonals.data[diagonals.starts[s]];
        if (!Number.isFinite(largest) || extent <= diagonal * (1 + ROUNDING) + ROUNDING * largest) {
          continue;
        }
        const problem = "its points do not fit into the body's box";
        const value = `${extent} across, where the box has ${diagonal}`;
        found.add({ where: array.key, problem, sample: block.first + s, value });
      }
    }
  },
};

/** The coordinates of the points of a sample that are on its faces and edges: axis and value. */
function* visibleCoordinates(
  { data, starts, size, inner }: BlockArray,
  s: number,
): Generator<[number, number]> {
  const width = inner.at(-1) ?? size;
  for (let at = starts[s] * size; at < starts[s + 1] * size; at += width) {
    if (width === 7 && data[at + 6] === 0) continue;
    for (let k = 0; k < 3; k++) yield [k, data[at + k]];
  }
}
