/** Patches of a face, turned and scaled as BRT's code does. @module */

/** Numbers of a patch: 16 points of x, y, z and weight. */
const PATCH = 64;
/** A cosine this near to 1 counts as 1. */
const SAME = 1e-8 + 1e-5;

/** The patches of a face in their frame. */
interface BrtFrames {
  /** 64 numbers a patch. */
  readonly nodes: Float64Array;
  /** Seven numbers a patch: its normal; where the last box's middle was; the last scale. */
  readonly features: Float64Array;
}

/**
 * Turns one patch after the other so that its normal is along z, and after each moves and scales
 * all patches of the face to a box from -1 to 1: what was turned before is moved and scaled by the
 * later steps too, and all have the middle and the scale of the last one. So it is published.
 *
 * @param points 64 numbers a patch
 * @param normals 3 numbers a patch
 */
export function brtFrames(points: ArrayLike<number>, normals: ArrayLike<number>): BrtFrames {
  const nodes = Float64Array.from(points), count = nodes.length / PATCH;
  const features = new Float64Array(7 * count);
  let middle = [0, 0, 0], scale = 1;
  for (let i = 0; i < count; i++) {
    const normal = [0, 1, 2].map((k) => normals[3 * i + k]), turn = ontoZ(normal);
    for (let at = PATCH * i; at < PATCH * (i + 1); at += 4) {
      const p = nodes.slice(at, at + 3);
      for (let k = 0; k < 3; k++) {
        nodes[at + k] = turn[k][0] * p[0] + turn[k][1] * p[1] + turn[k][2] * p[2];
      }
    }
    const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
    nodes.forEach((x, at) => {
      const k = at % 4;
      if (k === 3) return;
      low[k] = Math.min(low[k], x);
      high[k] = Math.max(high[k], x);
    });
    middle = low.map((x, k) => 0.5 * (x + high[k]));
    scale = 2 / Math.max(...high.map((x, k) => x - low[k]));
    for (let at = 0; at < nodes.length; at++) {
      if (at % 4 < 3) nodes[at] = (nodes[at] - middle[at % 4]) * scale;
    }
    features.set(normal, 7 * i);
  }
  for (let i = 0; i < count; i++) features.set([...middle, scale], 7 * i + 3);
  return { nodes, features };
}

/** The rows of the rotation that turns a unit vector onto the z axis, by the shortest way. */
function ontoZ([x, y, z]: readonly number[]): number[][] {
  if (Math.abs(z - 1) <= SAME) return [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
  if (Math.abs(z + 1) <= SAME) {
    // By half a turn about x.
    const along = x, axis = [1 - along * x, -along * y, -along * z];
    return rotation(axis, Math.PI);
  }
  return rotation([y, -x, 0], Math.acos(z));
}

/** Rodrigues' formula. */
function rotation(axis: readonly number[], angle: number): number[][] {
  const length = Math.hypot(...axis), [x, y, z] = axis.map((a) => a / length);
  const s = Math.sin(angle), c = 1 - Math.cos(angle);
  return [
    [1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y],
    [c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x],
    [c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y)],
  ];
}
