/**
 * What can go wrong while encoded data is saved or read.
 *
 * @module
 */
import { TrunnionError } from "../base/errors.ts";

/** A call that the storage cannot do now: too late, no such key, not a metadata value. */
export class StorageError extends TrunnionError {
  override name = "StorageError";
}

/** An encoded file that cannot be read: damaged, cut short, or not one. */
export class CorruptData extends TrunnionError {
  override name = "CorruptData";
}

/** Data that does not fit what was declared. `data` has group, array, expected and found. */
export class SchemaViolation extends TrunnionError {
  override name = "SchemaViolation";

  constructor(
    facts: { group: string; array: string; expected: string; found: string; advice?: string },
  ) {
    const { group, array, expected, found, advice } = facts;
    const key = array === "" ? group : `${group}/${array}`;
    super(
      `Cannot save '${key}': expected ${expected}, found ${found}` +
        (advice === undefined ? "" : `. ${advice}`),
      { data: { group, array, expected, found } },
    );
  }
}
