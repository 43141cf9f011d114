/**
 * What is done to samples after reading: centred, scaled, turned, their features brought to one
 * measure.
 *
 * @module
 */
import type { BodyMotion } from "./body_motion.ts";
import { moveValues } from "./body_motion.ts";
import { bodyFrame } from "./body_frame.ts";
import type { Gathered } from "./gathered.ts";
import { randomRotation } from "./random_rotation.ts";
import type { SampleOptions } from "./sample_options.ts";

/** What rotations are drawn by, beside the sample itself. */
export interface Draw {
  readonly seed: number;
  readonly epoch: number;
}

/**
 * Prepares gathered arrays, in place: they are copies, so that the next reading begins with the
 * stored values again.
 *
 * @param samples the positions in the dataset
 */
export function prepare(
  gathered: readonly Gathered[],
  samples: readonly number[],
  options: SampleOptions,
  draw: Draw,
): void {
  const { center = false, scale = false, rotate = false, scaler } = options;
  if (center || scale || rotate) {
    samples.forEach((sample, i) => {
      move(gathered, i, motionOf(gathered, i, sample, options, draw));
    });
  }
  if (scaler === undefined) return;
  for (const { array, data } of gathered) {
    if (!array.helper) scaler.apply(array.key, data, array.width[array.width.length - 1] ?? 1);
  }
}

function motionOf(
  gathered: readonly Gathered[],
  i: number,
  sample: number,
  { center = false, scale = false, rotate = false }: SampleOptions,
  draw: Draw,
): BodyMotion {
  const frame = center || scale ? bodyFrame(gathered, i, sample) : null;
  return {
    rotation: rotate ? randomRotation(draw.seed, draw.epoch, sample) : null,
    centre: center ? frame!.centre : [0, 0, 0],
    scale: scale && frame!.side > 0 ? 2 / frame!.side : 1,
  };
}

function move(gathered: readonly Gathered[], i: number, motion: BodyMotion): void {
  for (const { array, data, ptr } of gathered) {
    const { geometry, rowSize, width, relative } = array;
    if (geometry === null || array.helper || data instanceof BigInt64Array) continue;
    const components = width[width.length - 1] ?? 1;
    const [from, to] = [ptr[i] * rowSize, ptr[i + 1] * rowSize];
    moveValues(data, from, to, geometry, { components, relative }, motion);
  }
}
