/**
 * What samples have in common, as numbers: texts are hashed once, however often they are asked.
 *
 * @module
 */
import { textCodes } from "../../storage/column/text_codes.ts";
import type { SampleColumns, SplitSample } from "./sample_columns.ts";

/** By sample a number, the same for what is equal, from 0 on; -1 where there is nothing. */
type Codes = Int32Array;

/** What samples have in common. */
export interface SampleKeys {
  readonly files: Codes;
  /** Exact copies: the same body of files with the same bytes. */
  readonly copies: Codes;
  readonly groups: Codes;
}

/** Finds what samples have in common. */
export function sampleKeys(samples: SampleColumns): SampleKeys {
  const files = textCodes(samples.files);
  return {
    files,
    copies: textCodes(samples.hashes, samples.bodies),
    groups: samples.groups === samples.files ? files : textCodes(samples.groups),
  };
}

/** What exact copies share; null where that is not known. */
export function copyKey({ hash, body }: SplitSample): string | null {
  // A hash has no blank: the first body's key is that of no other.
  return hash === null || body === 0 ? hash : `${hash} ${body}`;
}
