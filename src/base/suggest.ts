/**
 * Suggestions for misspelt names.
 *
 * @module
 */

/**
 * Finds the name that was probably meant: the one at the smallest edit distance, if that is at
 * most a third of the name's length, or 2. Two neighbours that are swapped are one edit; case does
 * not count.
 *
 * @example
 * ```ts
 * import { nearestName } from "./suggest.ts";
 *
 * nearestName("part_catgory", ["face_areas", "part_category"]); // "part_category"
 * nearestName("colour", ["face_areas", "part_category"]); // null
 * ```
 */
export function nearestName(name: string, names: Iterable<string>): string | null {
  // Cells and scripts check no types: what is no text is near to nothing.
  if (typeof name !== "string") return null;
  const most = Math.max(name.length < 4 ? 1 : 2, Math.floor(name.length / 3));
  let [best, bestDistance] = [null as string | null, most + 1];
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/**
 * Says what there is instead of a name that is unknown: "Did you mean 'x'? There are: 'x', 'y'."
 *
 * @param names what there is
 * @param limit how many names are listed before "and N more"
 */
export function suggestNames(name: string, names: Iterable<string>, limit = 30): string {
  const all = [...names];
  if (all.length === 0) return "There are none.";
  const nearest = nearestName(name, all);
  const listed = all.slice(0, limit).map((one) => `'${one}'`).join(", ");
  const more = all.length > limit ? ` and ${all.length - limit} more` : "";
  return `${nearest === null ? "" : `Did you mean '${nearest}'? `}There are: ${listed}${more}.`;
}

/** `"; did you mean 'x'?"` where a near name is known, else nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  const near = nearestName(name, known);
  return near === null ? "" : `; did you mean '${near}'?`;
}

/**
 * The number of insertions, deletions, replacements and swaps of neighbours between two texts
 * (optimal string alignment).
 */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j), before: number[] = [];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
        ? before[j - 2] + 1
        : Infinity;
      next.push(Math.min(replaced, swapped, row[j] + 1, next[j - 1] + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
