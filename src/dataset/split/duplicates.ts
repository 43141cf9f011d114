/** Which samples are the same, by the rule that a split was given. @module */
import { UsageError } from "../../base/errors.ts";
import type { DatasetReader } from "../read/reader.ts";
import { gridKeys, gridsOf } from "./grid_keys.ts";
import { copyKey } from "./sample_keys.ts";
import { sampleAt, type SampleColumns } from "./sample_columns.ts";
import type { Dedupe } from "./split_rule.ts";

/** The column of the infoset in which `pushFingerprint()` puts a body's fingerprint. */
const FINGERPRINT = "fingerprint";

/**
 * What samples that are the same share; null for one of which that is not known, and for all
 * without a rule.
 *
 * @throws {UsageError} when the dataset lacks what the rule needs, with how to get it
 */
export async function duplicateKeys(
  reader: DatasetReader,
  dedupe: Dedupe | null,
  samples: SampleColumns,
): Promise<(string | null)[] | null> {
  if (dedupe === null) return null;
  if (dedupe === "exact") {
    return Array.from({ length: samples.length }, (_, s) => copyKey(sampleAt(samples, s)));
  }
  if (dedupe !== "fingerprint") return await gridKeys(reader, dedupe.bits);
  const found = await fingerprintsOf(reader);
  if (found !== null) return found;
  throw new UsageError(
    `Cannot find duplicates by fingerprint in '${reader.location}': the infoset has no column ` +
      `'${FINGERPRINT}'. Encode with pushFingerprint(), or say \`dedupe: "exact"\``,
    { data: { dedupe } },
  );
}

/** The fingerprint of each sample's shape; null for all where none was pushed. */
export async function fingerprintsOf(reader: DatasetReader): Promise<(string | null)[] | null> {
  if (!reader.infoset?.has(FINGERPRINT)) return null;
  const values = await reader.infoColumn(FINGERPRINT);
  return values.map((one) => one === null || one === "" ? null : String(one));
}

/** Bytes of grids that are looked through for a report: a second's work. */
const MOST_BYTES = 2 ** 27;
/** Steps of coordinates, as a power of two, for a report: those of BrepGen. */
const BITS = 6;

/**
 * What samples share whose faces pass through the same points, as `dedupe: { bits: 6 }` has it;
 * null for all where there are no grids of faces, or more than 128 MiB of them.
 */
export async function pointsOf(reader: DatasetReader): Promise<(string | null)[] | null> {
  const info = gridsOf(reader);
  const bytes = info === null ? 0 : 4 * info.shape.reduce((product, size) => product * size, 1);
  return info === null || bytes > MOST_BYTES ? null : await gridKeys(reader, BITS);
}

/**
 * Which samples are left out as duplicates: all of those that share a key but the first by path and
 * body, so that the samples' order decides nothing.
 */
export function duplicatesOf(
  { files, bodies }: SampleColumns,
  keys: readonly (string | null)[],
): boolean[] {
  const first = new Map<string, number>();
  const dropped = keys.map(() => false);
  const isBefore = (a: number, b: number) => {
    const [file, other] = [files.at(a)!, files.at(b)!];
    return file === other ? bodies[a] < bodies[b] : file < other;
  };
  keys.forEach((key, s) => {
    if (key === null) return;
    const known = first.get(key);
    if (known === undefined) return void first.set(key, s);
    const before = isBefore(s, known);
    dropped[before ? known : s] = true;
    if (before) first.set(key, s);
  });
  return dropped;
}
