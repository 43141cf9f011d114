/**
 * How far two arrays of numbers are from each other.
 *
 * @module
 */

/**
 * The greatest difference, beside the largest value of the second array, which counts 1 at least.
 * What is missing (NaN) must be so in both.
 *
 * @param width how many numbers a row has
 * @param used how many of them count, from the first
 * @default {all}
 */
export function farthest(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  width = 1,
  used: number = width,
): number {
  let size = 1, most = 0;
  for (let row = 0; row < b.length; row += width) {
    for (let i = row; i < row + used; i++) {
      const value = Math.abs(b[i]), distance = Math.abs(a[i] - b[i]);
      if (value > size && value < Infinity) size = value;
      if (distance > most) most = distance;
      else if (distance !== distance && !Object.is(a[i], b[i])) most = Infinity;
    }
  }
  return most / size;
}
