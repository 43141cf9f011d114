/**
 * What can go wrong while encoded data is saved or read.
 *
 * @module
 */
import { TrunnionError } from "../base/errors.ts";

/** A call that the storage cannot do now: too late, no such key, not a metadata value. */
export class StorageError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "StorageError";
}

/** An encoded file that cannot be read: damaged, cut short, or not one. */
export class CorruptData extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "CorruptData";
}

/** Data that does not fit what was declared. `data` has group, array, expected and found. */
export class SchemaViolation extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "SchemaViolation";

  /** Says what was expected, what was found, and what to do about it. */
  constructor(
    facts: { group: string; array: string; expected: string; found: string; advice?: string },
  ) {
    const { group, array, expected, found, advice } = facts;
    const key = array === "" ? group : `${group}/${array}`;
    super(
      `Cannot save '${key}': expected ${expected}, found ${found}` +
        (advice === undefined ? "" : `${found.endsWith("?") ? "" : "."} ${advice}`),
      { data: { group, array, expected, found } },
    );
  }
}
