/** Samples as splits know them, as columns: no object a sample. @module */
import { ListedTexts, PackedTexts } from "../../storage/column/text_rows.ts";

/** One sample as splits know it, in any version of its dataset. */
export interface SplitSample {
  /** The path of its file. */
  readonly file: string;
  /** The hash of its file's bytes; null where no file was named. */
  readonly hash: string | null;
  /** Which body of the file it is. */
  readonly body: number;
  /** Samples with one text here stay together; null for one that is free. */
  readonly group: string | null;
}

/** The texts of a column of samples. */
export type SampleTexts = PackedTexts | ListedTexts;

/** Samples, as {@linkcode SplitSample} has one. */
export interface SampleColumns {
  readonly length: number;
  /** The path of each one's file; none is null. */
  readonly files: SampleTexts;
  readonly hashes: SampleTexts;
  readonly bodies: Int32Array;
  /** By default the files themselves. */
  readonly groups: SampleTexts;
}

/** The columns of samples. */
export function columnsOf(samples: readonly SplitSample[]): SampleColumns {
  const files = new ListedTexts(samples.map(({ file }) => file));
  return {
    length: samples.length,
    files,
    hashes: new ListedTexts(samples.map(({ hash }) => hash)),
    bodies: Int32Array.from(samples, ({ body }) => body),
    groups: samples.every(({ file, group }) => file === group)
      ? files
      : new ListedTexts(samples.map(({ group }) => group)),
  };
}

/** One sample of columns. */
export function sampleAt(columns: SampleColumns, s: number): SplitSample {
  const { files, hashes, bodies, groups } = columns;
  return { file: files.at(s)!, hash: hashes.at(s), body: bodies[s], group: groups.at(s) };
}
