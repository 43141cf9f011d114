/** Thrown where an edge must be cut in two, at a parameter of its curve, before anything else. */
export class CutNeeded extends Error {
  /** @param edge the number of its entity */
  constructor(readonly edge: number, readonly parameter: number) {
    super(`edge #${edge} is to be cut at ${parameter}`);
  }
}
