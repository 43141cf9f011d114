/** Where an edge is cut in two. */
export interface Cut {
  /** The number of the edge's entity. */
  readonly edge: number;
  /** The parameter of its curve. */
  readonly parameter: number;
  /** The number of the entity of the face that needs it. */
  readonly face: number;
  /** What the kernel reads wrong there: its own cuts of images that bend are a little off. */
  readonly kernelErrs?: string;
}

/** Thrown where an edge must be cut before anything else. */
export class CutNeeded extends Error {
  constructor(readonly cut: Cut) {
    super(`edge #${cut.edge} is to be cut at ${cut.parameter}`);
  }
}
