/**
 * How far two arrays of numbers are from each other.
 *
 * @module
 */

/**
 * The greatest difference, beside the largest value of the second array, which counts 1 at least.
 * What is missing (NaN) must be so in both.
 */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [size, most] = [1, 0];
  for (let i = 0; i < b.length; i++) {
    if (Number.isFinite(b[i])) size = Math.max(size, Math.abs(b[i]));
  }
  for (let i = 0; i < b.length; i++) {
    if (Object.is(a[i], b[i])) continue;
    const distance = Math.abs(a[i] - b[i]);
    most = Math.max(most, Number.isNaN(distance) ? Infinity : distance);
  }
  return most / size;
}
