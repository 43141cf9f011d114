/** In what order items are done. @module */

/** Of fewer files none is put before the largest. */
const FEW = 8;
/** Where the first one stands among the others, from the largest to the smallest. */
const SMALL = 0.75;

/**
 * The largest files first, so that none of them is left to the end. Before them comes a small one:
 * a worker that has just started compiles its code at its first file, and gets going on less.
 *
 * @param sizeOf the bytes of a position's file; 0 where it has none
 */
export function largestFirst(
  positions: readonly number[],
  sizeOf: (position: number) => number,
): number[] {
  const sorted = [...positions].sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
  if (sorted.length < FEW) return sorted;
  const [small] = sorted.splice(Math.floor(sorted.length * SMALL), 1);
  return [small, ...sorted];
}
