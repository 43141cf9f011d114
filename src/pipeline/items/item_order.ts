/** In what order items are done. @module */

/** Of fewer files none is put before the others. */
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
  const sorted = bySize(positions, sizeOf);
  if (sorted.length < FEW) return sorted;
  const [small] = sorted.splice(Math.floor(sorted.length * SMALL), 1);
  return [small, ...sorted];
}

/**
 * A small file, and then all as they are listed. One worker has all done at the same time, in
 * whatever order, and in this one what is made of the first can be put together meanwhile.
 */
export function asListed(
  positions: readonly number[],
  sizeOf: (position: number) => number,
): number[] {
  if (positions.length < FEW) return [...positions];
  const small = bySize(positions, sizeOf)[Math.floor(positions.length * SMALL)];
  return [small, ...positions.filter((position) => position !== small)];
}

function bySize(
  positions: readonly number[],
  sizeOf: (position: number) => number,
): number[] {
  return [...positions].sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
}
