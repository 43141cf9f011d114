import { TrunnionError } from "../../../base/errors.ts";

/** Where and how a B-Rep text breaks its grammar. */
interface BrepSyntaxFacts {
  /** The offset of the offending byte, from 0. */
  readonly offset: number;
  /** The section of the text, e.g. `"Curve2ds"`. */
  readonly section: string;
  /** What the grammar asks for. */
  readonly expected: string;
  /** What stands there instead. */
  readonly found: string;
}

/** A B-Rep text that is not one, is cut off, or refers to what is not there. */
export class BrepSyntaxError extends TrunnionError {
  override name = "BrepSyntaxError";
  readonly offset: number;
  readonly section: string;

  constructor(facts: BrepSyntaxFacts) {
    super(
      `Cannot read the B-Rep text: section ${facts.section} needs ${facts.expected} ` +
        `at byte ${facts.offset}, found ${facts.found}; the text is damaged or cut off`,
      { data: { ...facts } },
    );
    this.offset = facts.offset;
    this.section = facts.section;
  }
}
