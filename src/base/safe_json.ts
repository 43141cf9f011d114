/** JSON that a terminal and an editor can show. @module */

/** Those that JSON leaves as they are, and that move a cursor or turn the direction. */
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** JSON in which characters that nobody sees stand by their numbers: it says the same. */
export function safeJson(value: unknown, indent: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
