/**
 * Cuts the range of a parameter into stretches that are short enough.
 *
 * @module
 */

/**
 * Tells how many pieces a stretch wants: 1 where it does as it is.
 *
 * @param breaks the parameters inside of it between which all is smooth
 */
type WantedPieces = (from: number, to: number, breaks: readonly number[]) => number;

/** A stretch is halved, or cut into pieces, this often at most. */
const DEEPEST = 14;

/** A stretch is cut into no more pieces at once. */
const MOST_AT_ONCE = 64;

/** A range with so many ends is not cut further: what needs more is noise. */
const MOST_ENDS = 20_000;

/**
 * Cuts a range until no stretch wants more pieces. A stretch with breaks inside is cut at the
 * middle one, a smooth one into equal pieces.
 *
 * @param breaks strictly inside the range, ascending
 * @param least so many stretches there are at least
 * @returns the ends of the stretches, from `first` to `last`
 */
export function subdivide(
  first: number,
  last: number,
  breaks: readonly number[],
  pieces: WantedPieces,
  least = 1,
): number[] {
  const ends = [first];
  const cut = (
    from: number,
    to: number,
    inside: readonly number[],
    depth: number,
    atLeast: number,
  ) => {
    const wanted = Math.max(
      atLeast,
      depth < DEEPEST && ends.length < MOST_ENDS ? pieces(from, to, inside) : 1,
    );
    if (!(wanted > 1)) return void ends.push(to);
    if (inside.length > 0) {
      const middle = inside.length >> 1, at = inside[middle];
      cut(from, at, inside.slice(0, middle), depth + 1, 1);
      cut(at, to, inside.slice(middle + 1), depth + 1, 1);
      return;
    }
    const count = Math.min(wanted, MOST_AT_ONCE);
    let start = from;
    for (let i = 1; i <= count; i++) {
      const end = i === count ? to : from + (to - from) * i / count;
      cut(start, end, [], depth + 1, 1);
      start = end;
    }
  };
  cut(first, last, breaks, 0, least);
  return ends.length > least || breaks.length === 0
    ? ends
    : subdivide(first, last, [], pieces, least);
}
