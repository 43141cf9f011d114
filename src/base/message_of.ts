/** What an error says. @module */

/** The message of whatever was thrown. Never throws. */
export function messageOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    // An object without a conversion to text: its kind is all that can be said.
    return Object.prototype.toString.call(thrown);
  }
}
