/** The files that a subset is divided into. @module */

/** A file of an export. */
export interface ExportedShard {
  readonly subset: string;
  /** Its path in the folder, with `/`. */
  readonly path: string;
  readonly samples: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The name of a part of a subset, as the Hub numbers them. */
export function shardName(subset: string, i: number, count: number): string {
  const digits = (value: number) => String(value).padStart(5, "0");
  return `${subset}-${digits(i)}-of-${digits(count)}`;
}
