/**
 * Versions of what the encoder makes of a file. Files that were encoded by an older one are done
 * again by the next run.
 *
 * @module
 */

/** Raised whenever a reader, or the kernel behind it, makes other bodies of the same bytes. */
export const READERS_VERSION = 7;

/** Raised whenever a feature has another value for the same body. */
export const FEATURES_VERSION = 4;
