/**
 * Where a body is and how large: the middle of its box, and the longest side.
 *
 * @module
 */
import { DatasetError } from "../errors.ts";
import type { Gathered } from "./gathered.ts";

/** The middle of a body's box, and the longest of its sides. */
interface BodyFrame {
  readonly centre: readonly [number, number, number];
  readonly side: number;
}

const BOX = "bodies/body_boxes";
/**
 * What points of other arrays are counted from, where they are not counted from the file's origin.
 */
const ORIGINS = "bodies/body_grid_origins";
const POINTS = ["faces/face_uv_grids", "edges/edge_u_grids", "vertices/vertex_positions"];

/** The arrays that {@linkcode bodyFrame} needs of those that a dataset has. */
export function frameArrays(has: (key: string) => boolean): string[] {
  return has(BOX) ? [BOX] : [...POINTS, ORIGINS].filter(has);
}

/**
 * The frame of the i-th sample: `bodies/body_boxes` where there is one, else the box of its points:
 * those of grids that lie on their face, and vertices.
 *
 * @param sample the position in the dataset, for the message
 * @throws {DatasetError} where the sample has no points
 */
export function bodyFrame(gathered: readonly Gathered[], i: number, sample: number): BodyFrame {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  const boxes = gathered.filter(({ array }) => array.key === BOX);
  const points = gathered.filter(({ array }) => POINTS.includes(array.key));
  const origins = gathered.find(({ array }) => array.key === ORIGINS);
  for (const { array, data, ptr } of boxes.length > 0 ? boxes : points) {
    const { rowSize, width, relative } = array;
    const { points: firsts = [], mask } = array.geometry ?? {};
    const components = width[width.length - 1] ?? 1;
    const origin = relative && origins !== undefined ? 3 * origins.ptr[i] : null;
    for (let at = ptr[i] * rowSize; at < ptr[i + 1] * rowSize; at += components) {
      if (mask !== undefined && !(Number(data[at + mask]) > 0)) continue;
      for (const first of firsts) {
        for (let axis = 0; axis < 3; axis++) {
          const from = origin === null ? 0 : Number(origins!.data[origin + axis]);
          const value = Number(data[at + first + axis]) + from;
          if (value < low[axis]) low[axis] = value;
          if (value > high[axis]) high[axis] = value;
        }
      }
    }
  }
  if (!low.every((value, axis) => value <= high[axis])) throw noPoints(sample);
  const side = Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
  const middle = (axis: number) => (low[axis] + high[axis]) / 2;
  return { centre: [middle(0), middle(1), middle(2)], side };
}

function noPoints(sample: number): DatasetError {
  return new DatasetError(
    `Cannot center or scale the sample ${sample}: its box must be known, by '${BOX}' or by ` +
      `points of '${
        POINTS.join("', '")
      }', and it has none. Leave it out by removeIndices, or encode with ` +
      "pushBodyAttributes()",
    { data: { sample } },
  );
}
