/** How many are gone through at once. */
const BLOCK = 2048;

/**
 * The first of each block of so many, and the one behind its last. A loop over millions is quick
 * where it is a function of a block: V8 makes good code of a function that is called again, and of
 * one that it has to leave in the midst of its loop worse code, or better, by chance.
 */
export function* blocksOf(count: number): Generator<readonly [first: number, behind: number]> {
  for (let first = 0; first < count; first += BLOCK) yield [first, Math.min(count, first + BLOCK)];
}
