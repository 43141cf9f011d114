/**
 * What audits say of a file that is not what it was.
 *
 * @module
 */

/** Why the two readings were not compared. */
export const CHANGED = "the file has changed meanwhile";
