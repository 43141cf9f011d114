/** A curve of parameters as the trimming of a face takes it, for an edge without a tolerance. */
export function trimmed<C>(curve: C, first: number, last: number) {
  return {
    curve,
    edge: 0,
    first,
    last,
    reversed: false,
    shiftU: 0,
    shiftV: 0,
    startTolerance: 0,
    endTolerance: 0,
  };
}
