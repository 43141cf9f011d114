/**
 * What a check of a dataset is.
 *
 * @module
 */
import type { Findings } from "./findings.ts";
import type { SampleBlock } from "./sample_block.ts";
import type { VerifyTarget } from "./verify_target.ts";

/** One rule that a dataset keeps. */
export interface Check {
  readonly name: string;
  /** The rule, as a clause: "areas are 0 or more". */
  readonly rule: string;
  /** Looks at the dataset as a whole: metadata, tables, offsets. */
  whole?(target: VerifyTarget, found: Findings): Promise<void> | void;
  /** Looks at the rows of some samples. */
  block?(block: SampleBlock, found: Findings): Promise<void> | void;
}
