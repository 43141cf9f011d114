/**
 * From where a body is looked at: without perspective, so that what is parallel stays so.
 *
 * @module
 */

/** A point or a direction. */
type Vector = readonly [x: number, y: number, z: number];

/** The name of a view; z is up but for `top` and `bottom`. */
export type ViewName = "iso" | "front" | "back" | "left" | "right" | "top" | "bottom";

/** From the body to the eye, and what is up in the picture. */
const VIEWS: Readonly<Record<ViewName, readonly [Vector, Vector]>> = {
  iso: [[1, -1.25, 0.95], [0, 0, 1]],
  front: [[0, -1, 0], [0, 0, 1]],
  back: [[0, 1, 0], [0, 0, 1]],
  left: [[-1, 0, 0], [0, 0, 1]],
  right: [[1, 0, 0], [0, 0, 1]],
  top: [[0, 0, 1], [0, 1, 0]],
  bottom: [[0, 0, -1], [0, -1, 0]],
};

/** The names of the views. */
export const VIEW_NAMES: readonly ViewName[] = Object.keys(VIEWS) as ViewName[];

/** Points as a picture has them. */
export interface ViewedPoints {
  /** Pixels from the left, pixels from the top, and pixels away from the eye: 3 a point. */
  readonly pixels: Float32Array;
  /** Directions of the picture in the body's coordinates: to the right, up, to the eye. */
  readonly axes: readonly [right: Vector, up: Vector, eye: Vector];
}

/**
 * Looks at points so that they fill a square picture but for its margin.
 *
 * @param points 3 numbers each
 * @param size pixels of the picture's side
 * @param margin pixels that stay empty along each side
 */
export function viewPoints(
  points: Float64Array,
  view: ViewName,
  size: number,
  margin: number,
): ViewedPoints {
  const axes = viewAxes(view);
  const pixels = new Float32Array(points.length);
  const least = [Infinity, Infinity, Infinity], most = [-Infinity, -Infinity, -Infinity];
  const turned = new Float64Array(points.length);
  for (let p = 0; p < points.length; p += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const [x, y, z] = axes[axis];
      const value = x * points[p] + y * points[p + 1] + z * points[p + 2];
      turned[p + axis] = value;
      if (value < least[axis]) least[axis] = value;
      if (value > most[axis]) most[axis] = value;
    }
  }
  // A body without extent is one pixel, and no division by zero.
  const extent = Math.max(most[0] - least[0], most[1] - least[1]) || 1;
  const scale = (size - 2 * margin) / extent;
  const middle = least.map((value, axis) => (value + most[axis]) / 2);
  for (let p = 0; p < points.length; p += 3) {
    pixels[p] = size / 2 + (turned[p] - middle[0]) * scale;
    pixels[p + 1] = size / 2 - (turned[p + 1] - middle[1]) * scale;
    pixels[p + 2] = (most[2] - turned[p + 2]) * scale;
  }
  return { pixels, axes };
}

/** The directions of a view. */
export function viewAxes(view: ViewName): readonly [Vector, Vector, Vector] {
  const [toEye, upwards] = VIEWS[view];
  const eye = unit(toEye);
  const right = unit(cross(upwards, eye));
  return [right, cross(eye, right), eye];
}

function cross([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
