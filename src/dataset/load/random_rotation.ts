/** Rotations by chance. @module */
import { createRandom } from "../split/random.ts";

/**
 * A rotation, every one equally likely: the same for the same three numbers, whatever was drawn
 * before.
 *
 * Source: K. Shoemake, Uniform random rotations, Graphics Gems III (1992).
 *
 * @param seed an integer of 0 to 2^32 - 1
 * @returns a 3 x 3 matrix, row by row
 */
export function randomRotation(seed: number, epoch: number, sample: number): Float64Array {
  const random = createRandom(mixed(seed, epoch, sample));
  const unit = () => random.uint32() / 2 ** 32;
  const [u, theta, phi] = [unit(), 2 * Math.PI * unit(), 2 * Math.PI * unit()];
  const x = Math.sqrt(1 - u) * Math.sin(theta), y = Math.sqrt(1 - u) * Math.cos(theta);
  const z = Math.sqrt(u) * Math.sin(phi), w = Math.sqrt(u) * Math.cos(phi);
  return Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * w),
    2 * (x * z + y * w),
    2 * (x * y + z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * w),
    2 * (x * z - y * w),
    2 * (y * z + x * w),
    1 - 2 * (x * x + y * y),
  );
}

/** One seed of several numbers: near ones give seeds far apart. */
export function mixed(...numbers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number >>> 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}
