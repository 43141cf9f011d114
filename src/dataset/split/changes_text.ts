/** What became of samples when a split was renewed, in words. @module */
import type { SplitChanges } from "./carry_split.ts";

/** A sentence of what changed. */
export function changesText(changes: SplitChanges): string {
  const { split, stayed, renamed, edited, returned, added, joined, left } = changes;
  const { duplicates, excluded } = changes;
  const ways = [[renamed, "renamed"], [edited, "edited"], [returned, "returned"]] as const;
  const known = ways.filter(([count]) => count > 0).map(([count, way]) => `${count} ${way}`);
  const news = Object.entries(added).filter(([, count]) => count > 0)
    .map(([subset, count]) => `${count} to ${subset}`);
  if (joined > 0) news.push(`${joined} of them beside what they belong to`);
  if (duplicates > 0) news.push(`${duplicates} in none, as duplicates`);
  if (excluded > 0) news.push(`${excluded} in none, left out by its query`);
  return `Split '${split}': ${stayed} samples stayed` +
    `${known.length === 0 ? "" : ` (${known.join(", ")})`}; ` +
    `${news.length === 0 ? "none is new" : `new: ${news.join(", ")}`}; ` +
    `${left === 0 ? "none" : left} left.`;
}
