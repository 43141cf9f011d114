/**
 * What samples have in common, as numbers: texts are hashed once, however often they are asked.
 *
 * @module
 */
import type { SplitSample } from "./split_sample.ts";

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
export function sampleKeys(samples: readonly SplitSample[]): SampleKeys {
  const files = codesOf(samples.length, (s) => samples[s].file);
  const copies = codesOf(samples.length, (s) => copyKey(samples[s]));
  // By default they are the files.
  const same = samples.every(({ file, group }) => file === group);
  const groups = same ? files : codesOf(samples.length, (s) => samples[s].group);
  return { files, copies, groups };
}

/** What exact copies share; null where that is not known. */
export function copyKey({ hash, body }: SplitSample): string | null {
  // A hash has no blank: the first body's key is that of no other.
  return hash === null || body === 0 ? hash : `${hash} ${body}`;
}

/** A number for each text, in the order in which they come. */
export function codesOf(length: number, textOf: (sample: number) => string | null): Codes {
  const known = new Map<string, number>();
  const codes = new Int32Array(length);
  for (let s = 0; s < length; s++) {
    const text = textOf(s);
    if (text === null) {
      codes[s] = -1;
      continue;
    }
    const code = known.get(text);
    if (code === undefined) known.set(text, codes[s] = known.size);
    else codes[s] = code;
  }
  return codes;
}
