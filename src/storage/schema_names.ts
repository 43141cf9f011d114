/**
 * Names in a schema: which are allowed, and which one was probably meant.
 *
 * @module
 */

/**
 * Why a group or array cannot have this name; null where it can.
 *
 * A name is a folder of the dataset, on every system, and Zarr keeps names that begin with two
 * underscores for itself.
 */
export function nameProblem(name: string): string | null {
  if (name === "") return "a name has at least one character";
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) {
    return "a name has letters, digits, '_', '-' and '.' only, and begins with none of the last two";
  }
  if (name.startsWith("__")) return "Zarr keeps names that begin with two underscores for itself";
  if (name.endsWith(".")) return "a name does not end with a dot";
  if (name.toLowerCase() === "zarr.json") return "Zarr keeps this name for itself";
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) {
    return "Windows keeps this name for itself";
  }
  return null;
}

/** The one of `known` that is nearest to `name`, where one is near enough to be a slip. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** `"; did you mean 'x'?"` where a near name is known, else nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  const near = nearestName(name, known);
  return near === null ? "" : `; did you mean '${near}'?`;
}

/** Levenshtein's distance: single-character insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitute, previous[j] + 1, row[j - 1] + 1));
    }
    previous = row;
  }
  return previous[b.length];
}
