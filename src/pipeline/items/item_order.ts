/** In what order items are done. @module */

/** Of fewer files none is put before the others. */
const FEW = 8;
/** Where the first one stands among the others, from the largest to the smallest. */
const SMALL = 0.75;
/** A file is far larger than others that has so many times the bytes of the mean. */
const LARGE = 2;
/** Of those so many are done first: what is made of them has to wait for what is listed before. */
const MOST_LARGE = 64;

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
 * Whether a pool's items are done {@linkcode asListed}. More workers would each have a share of a
 * list's end, and need the largest first.
 *
 * @param workers how many there may be; null in this thread
 */
export function keepsListing(workers: number | null): boolean {
  return workers !== null && workers <= 2;
}

/**
 * A small file, those that are far larger than others, and then all as they are listed; of few
 * files the largest first. Where there are many, and none of them is large, one or two workers have
 * all done at the same time in whatever order, and in this one what is made of the first can be put
 * together meanwhile.
 */
export function asListed(
  positions: readonly number[],
  sizeOf: (position: number) => number,
): number[] {
  if (positions.length <= MOST_LARGE) return largestFirst(positions, sizeOf);
  const sorted = bySize(positions, sizeOf);
  const small = sorted[Math.floor(positions.length * SMALL)];
  const mean = positions.reduce((sum, position) => sum + sizeOf(position), 0) / positions.length;
  const large = sorted.slice(0, MOST_LARGE).filter((position) => sizeOf(position) > LARGE * mean);
  const first = [small, ...large.filter((position) => position !== small)];
  const isFirst = new Set(first);
  return [...first, ...positions.filter((position) => !isFirst.has(position))];
}

function bySize(
  positions: readonly number[],
  sizeOf: (position: number) => number,
): number[] {
  return [...positions].sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
}
