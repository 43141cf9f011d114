/** Texts of a size that can be kept. @module */

/**
 * The beginning of a text that is too long, and how long it was.
 *
 * @param limit characters that stay
 */
export function limitText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A slice would keep the whole text in memory: the bytes in between leave it behind.
  const start = new TextDecoder().decode(new TextEncoder().encode(text.slice(0, limit)));
  return `${start}... (${text.length} characters)`;
}
