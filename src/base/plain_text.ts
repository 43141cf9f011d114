/**
 * Texts from files, made safe for a terminal.
 *
 * @module
 */

/** A text without characters that could move a terminal's cursor or change its colours. */
export function plainText(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}
