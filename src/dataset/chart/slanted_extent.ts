import { textWidth } from "../../base/text_width.ts";

/** Pixels of a letter on the slant, and of what is between a name and its axis. */
const [LETTER, GAP] = [4.6, 14];

/**
 * The pixels that names on the slant take up beside an axis. Where there is no canvas Vega takes
 * letters for a third wider than they are, and puts an axis' title that far away.
 */
export function slantedExtent(names: readonly string[]): number {
  return Math.min(150, GAP + LETTER * Math.max(0, ...names.map(textWidth)));
}
