/** Raised whenever an encoded file holds the same arrays in another form. */
export const ENCODED_VERSION = 1;
