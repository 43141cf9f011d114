/**
 * Scalers as they last: `<name>.splits/<split>.scaler.json`, beside the split they belong to.
 *
 * @module
 */
import { DatasetError } from "../errors.ts";
import type { DatasetReader } from "../read/reader.ts";
import { Scaler } from "./scaler.ts";

/** Writes the scaler of a split; nothing where the dataset is open for reading only. */
export async function writeScaler(
  reader: DatasetReader,
  split: string,
  scaler: Scaler,
): Promise<void> {
  const text = JSON.stringify(scaler, null, 1) + "\n";
  await reader.splits?.writeScaler?.(split, new TextEncoder().encode(text));
}

/**
 * Reads the scaler of a split.
 *
 * @param samples the hash of the samples that are `train` now
 * @throws {DatasetError} when there is none, or it was fitted on other samples
 */
export async function readScaler(
  reader: DatasetReader,
  split: string,
  samples: string,
): Promise<Scaler> {
  const bytes = await reader.splits?.scaler?.(split) ?? null;
  const again = 'Fit it: (await dataset.subset("train")).fitScaler()';
  if (bytes === null) {
    throw new DatasetError(
      `Cannot read the scaler of the split '${split}' of '${reader.location}': there is ` +
        `none. ${again}`,
      { data: { split } },
    );
  }
  const scaler = Scaler.parse(new TextDecoder().decode(bytes), `${split}.scaler.json`);
  if (scaler.origin.samples === samples) return scaler;
  throw new DatasetError(
    `Cannot use the scaler of the split '${split}' of '${reader.location}': it must be fitted on ` +
      `the samples that are in 'train' now, and was fitted on others. ${again}`,
    { data: { split } },
  );
}

/** What some samples are, as a hash: of their files' contents and their places in them. */
export async function samplesHash(
  reader: DatasetReader,
  indices: readonly number[],
): Promise<string> {
  const known = reader.infoset?.has("file_hash") === true && reader.infoset.has("body_index");
  const hashes = known ? await reader.infoColumn("file_hash") : await reader.sampleIds();
  const bodies = known ? await reader.infoColumn("body_index") : null;
  const names = indices.map((index) => `${hashes[index]}:${bodies?.[index] ?? ""}`).sort();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(names.join("\n")));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
