/**
 * Bars of text.
 *
 * @module
 */

const EIGHTHS = " ▏▎▍▌▋▊▉█";

/**
 * Draws a bar of `cells` characters, filled to the eighth of a character.
 *
 * @param share 0 to 1; values outside are clamped
 */
export function textBar(share: number, cells: number): string {
  const eighths = Math.floor(Math.min(1, Math.max(0, share)) * cells * 8);
  const full = Math.floor(eighths / 8);
  const part = full < cells ? EIGHTHS[eighths % 8] : "";
  return ("█".repeat(full) + part).padEnd(cells);
}
