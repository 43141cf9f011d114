/** One listing of a document, in TypeScript. @module */

/** Where a listing may work. */
export interface Place {
  /** A folder with sample parts. */
  readonly parts: string;
  /** Where flows go. */
  readonly output: string;
}

/** A listing that can be run; what it claims is asserted inside. */
export interface Listing {
  /** The line of the document at which its code begins. */
  readonly line: number;
  readonly title: string;
  run(place: Place): unknown;
}
