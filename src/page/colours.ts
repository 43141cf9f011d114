/**
 * Colours of classes, the same in charts and in pictures of parts.
 *
 * @module
 */

/** Colours that are told apart by those who do not see red and green as others do. */
export const CLASS_COLOURS: readonly string[] = [
  "#3f86d1",
  "#d08a12",
  "#2f9e62",
  "#b562b8",
  "#d9484b",
  "#5aa9b8",
  "#8c7a5b",
];
